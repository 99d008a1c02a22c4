import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { announceInput } from '@/lib/cat/announcement-input'
import type { Move } from '@/lib/cat/fill'
import { objectionsEnd } from '@/lib/cat/objection'
import { lockRanking } from '@/lib/cat/ranking-lock.server'
import { ownScores } from '@/lib/cat/second-stage.server'
import { settle } from '@/lib/cat/settlement.server'
import { rankingOf } from '@/lib/cat/stage-ranking.server'
import { Refusal } from '@/lib/refusal'

/**
 * Publishes what was looked at, once and for all; a correction is another version with its reason. The result after the
 * objections has no days for more of them. Refuses as `computeRanking` and `settle` do, and with ranking_changed,
 * reason_missing, objections_short; the final stage with final_tie, and with second_own_scores for whoever recorded scores
 * of it.
 */
export function publishRanking(context: Context, input: z.output<typeof announceInput>): Promise<{ id: string }> {
  const { agencyId, accountId, name } = context.actor
  const { id: programmeId, stage, fingerprint, objectionsUntil } = input
  return transact(context, async (tx) => {
    await lockRanking(tx, programmeId, agencyId)
    const ranked = await rankingOf(tx, context, programmeId, stage)
    const own = stage === 'final' ? await ownScores(tx, context, programmeId) : 0
    if (own > 0) throw new Refusal('second_own_scores', { count: own })
    const [tie] = ranked.ties
    if (tie) throw new Refusal('final_tie', { formation: tie.formation, count: tie.numbers.length })
    if (ranked.fingerprint !== fingerprint) throw new Refusal('ranking_changed')
    const settled = await settle(tx, context, programmeId, stage, ranked)
    const reason = ranked.version === 1 ? null : ((settled.settlement && settled.reason) ?? input.reason)
    if (reason !== null && reason.length < 5) throw new Refusal('invalid', {}, { reason: 'reason_missing' })
    const until = settled.settlement ? null : objectionsUntil
    if (!settled.settlement && (until === null || until < objectionsEnd(settled.today)))
      throw new Refusal('invalid', {}, { objectionsUntil: 'objections_short' })
    const heads = ranked.formations.map(({ lines: _, ...head }) => head)
    const [added] = await tx.execute<{ id: string }>(sql`
      insert into exam_announcements (programme_id, agency_id, stage, version, reason, programme, formations,
        objections_until, settlement, published_by, published_name, published_at)
      values (${programmeId}, ${agencyId}, ${stage}, ${ranked.version}, ${reason}, ${JSON.stringify(ranked.programme)}::jsonb,
        ${JSON.stringify(heads)}::jsonb, ${until}, ${settled.settlement && JSON.stringify(settled.settlement)}::jsonb, ${accountId}, ${name},
        ${context.now.toISOString()})
      returning id`)
    if (!added) throw new Error('the announcement came back empty')
    const lines = ranked.formations.flatMap(({ code, lines }) =>
      lines.map(({ number, ...line }) => ({ formation: code, number, line })),
    )
    await tx.execute(sql`
      insert into exam_announcement_lines (announcement_id, position, agency_id, formation, number, line)
      select ${added.id}::uuid, n, ${agencyId}, l ->> 'formation', l ->> 'number', l -> 'line'
      from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) with ordinality as x (l, n)`)
    const changed = settled.settlement ? { changes: settled.settlement.changes.length } : {}
    const after = { stage, version: ranked.version, lines: lines.length, fingerprint, ...changed }
    await recordAudit(tx, context, 'exam.announce', null, after, { agencyId, subjectId: programmeId, reason })
    await recordMoves(tx, context, programmeId, ranked.moves)
    return { id: added.id }
  })
}

/** One event for each candidate who is taken into another formation, with what explains it. */
async function recordMoves(tx: Tx, context: Context, programmeId: string, moves: readonly Move[]): Promise<void> {
  const { agencyId } = context.actor
  const people = await tx.execute<{ id: string; number: string }>(sql`
    select id, number from exam_candidates where programme_id = ${programmeId} and agency_id = ${agencyId}
      and number in (select jsonb_array_elements_text(${JSON.stringify(moves.map(({ number }) => number))}::jsonb))`)
  const idOf = new Map(people.map(({ id, number }) => [number, id]))
  await recordAudits(
    tx,
    context,
    'exam.announce',
    moves.map(({ number, from, ...after }) => {
      return { before: { formation: from }, after, subject: { agencyId, subjectId: idOf.get(number) ?? programmeId } }
    }),
  )
}
