import { integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { examProgrammes } from './cat'
import { examSessions } from './cat-exam'
import { files } from './documents'
import { ofActorAgency, walls } from './policies'
import { agencies } from './registry'

/** From when on the answers and keys of an agency's sessions of one programme are public. It is never taken back. */
export const examDisclosures = pgTable(
  'exam_disclosures',
  {
    programmeId: uuid()
      .notNull()
      .references(() => examProgrammes.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    disclosedBy: uuid(), // account
    disclosedName: text().notNull(),
    disclosedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.programmeId, table.agencyId] }),
    ...walls('exam_disclosures', ofActorAgency('agency_id')),
  ],
)

/** The published data of one session, a file that anybody may load (lib/cat/disclosure.ts). */
export const examSessionFiles = pgTable(
  'exam_session_files',
  {
    sessionId: uuid()
      .primaryKey()
      .references(() => examSessions.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    fileSha256: text()
      .notNull()
      .references(() => files.sha256),
  },
  () => walls('exam_session_files', ofActorAgency('agency_id')),
)
