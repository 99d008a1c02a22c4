import 'server-only'
import { inArray, isNull, or, type SQL } from 'drizzle-orm'
import { examProgrammes } from '@/db/schema/cat'
import type { Context } from '@/lib/auth/actor'

/** The programmes of the law, and for an agency its own; what an agency makes for itself is not BKN's to confirm. */
export function visibleProgrammes({ actor: { scope } }: Context): SQL | undefined {
  const ofLaw = isNull(examProgrammes.agencyId)
  return scope.kind === 'agencies' ? or(ofLaw, inArray(examProgrammes.agencyId, [...scope.agencyIds])) : ofLaw
}
