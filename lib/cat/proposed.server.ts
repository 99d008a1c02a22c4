import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { type AgencyProgramme, ofAgencies } from '@/lib/cat/exam-scope.server'
import { lockRanking } from '@/lib/cat/ranking-lock.server'
import { Refusal } from '@/lib/refusal'

type Decision = {
  table: 'exam_final_ties' | 'exam_rulings' | 'exam_settlements'
  event: string
  id: string
  declineReason: string | null
}

/**
 * The second person agrees with what the first one proposed of a ranking, or declines it and says why; nobody decides
 * their own proposal. Returns whose it was. Refuses with not_found, own_proposal, wrong_state.
 */
export async function decideProposed(
  tx: Tx,
  context: Context,
  { table, event, id, declineReason }: Decision,
): Promise<AgencyProgramme> {
  const { accountId, name } = context.actor
  const [found] = await tx.execute<AgencyProgramme & { by: string }>(sql`
    select programme_id as "programmeId", agency_id as "agencyId", proposed_by as by
    from ${sql.identifier(table)} where id = ${id} and ${ofAgencies(context, sql`agency_id`)}`)
  if (!found) throw new Refusal('not_found')
  const { by, ...where } = found
  if (by === accountId) throw new Refusal('own_proposal')
  await lockRanking(tx, where.programmeId, where.agencyId)
  const decided = await tx.execute(sql`
    update ${sql.identifier(table)} set decided_by = ${accountId}, decided_name = ${name},
      decided_at = ${context.now.toISOString()}, decline_reason = ${declineReason}
    where id = ${id} and decided_at is null returning id`)
  if (decided.length === 0) throw new Refusal('wrong_state', { state: 'decided', event })
  return where
}
