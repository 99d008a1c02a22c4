import { integer, uuid } from 'drizzle-orm/pg-core'
import { examProgrammes } from './cat'
import { agencies } from './registry'

/** Whose a row is: what row-level security looks at. */
export function ofAgency() {
  return {
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
  }
}

/** The programme that a row is part of. */
export function ofProgramme() {
  return {
    programmeId: uuid()
      .notNull()
      .references(() => examProgrammes.id),
  }
}
