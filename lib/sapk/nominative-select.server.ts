import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { nominativeResults as results } from '@/db/schema/nominative'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import type { Selected } from '@/lib/sapk/bulk-select.server'
import type { NominativeAddress } from '@/lib/sapk/nominative-list'
import { cannotBeProposed, matchingNominative } from '@/lib/sapk/nominative-list.server'

/** Everybody of a nominatif under its filters, each with the reason why no proposal would be made. */
export async function selectPeople(
  tx: Tx,
  context: Context,
  effectiveOn: CivilDate,
  { filter, outcome }: Pick<NominativeAddress, 'filter' | 'outcome'>,
): Promise<Selected[]> {
  const rows = await tx
    .select({ id: results.employeeId, outcome: results.outcome, isTaken: cannotBeProposed })
    .from(results)
    .where(and(matchingNominative(context.actor, effectiveOn, filter), outcome && eq(results.outcome, outcome)))
    .orderBy(asc(results.name), asc(results.employeeId))
  return rows.map(({ id, isTaken, ...row }) => {
    if (row.outcome === 'ineligible') return { id, version: null, code: 'conditions_unmet' }
    return { id, version: null, code: isTaken ? 'already_proposed' : null }
  })
}
