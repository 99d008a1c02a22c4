import 'server-only'
import { inArray, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { examProgrammes } from '@/db/schema/cat'
import type { Context } from '@/lib/auth/actor'

/** What one agency has in a programme: its candidates, announcements, rulings. */
export type AgencyProgramme = { programmeId: string; agencyId: number }

/**
 * The programmes of the law, and for an agency its own; what an agency makes for itself is not BKN's to confirm.
 *
 * @param agencyId the column of `exam_programmes` where a query gives that table another name
 */
export function visibleProgrammes({ actor: { scope } }: Context, agencyId: SQLWrapper = examProgrammes.agencyId): SQL {
  if (scope.kind === 'system') return sql`true`
  const ofLaw = isNull(agencyId)
  return scope.kind === 'agencies' ? sql`(${ofLaw} or ${inArray(agencyId, [...scope.agencyIds])})` : ofLaw
}

/**
 * Whatever belongs to one agency: its sites and sessions, candidates, items, results. The first wall of every query of
 * this module but for programmes, which are also the law's.
 *
 * @param agencyId the column that says whose a row is
 */
export function ofAgencies({ actor: { scope } }: Context, agencyId: SQLWrapper): SQL {
  if (scope.kind === 'agencies') return inArray(agencyId, [...scope.agencyIds])
  return scope.kind === 'national' || scope.kind === 'system' ? sql`true` : sql`false`
}
