import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import type { PlannedTest } from '@/lib/cat/second-plan'
import { Refusal } from '@/lib/refusal'

/** What somebody who went on reached in a test of the second stage that was held here, and where it was sealed. */
export type Held = { total: number; session: string; attempt: string }

type Row = {
  candidate: string
  number: string
  other: string | null
  isOut: boolean
  attempt: string | null
  session: string
  total: number
}

/**
 * The scores of those who went on, by candidate, from the closed sessions of another programme of the agency; who was
 * absent or disqualified there has none. They are found by NIK, or by number where one of the two has no NIK. Refuses with
 * sessions_open, second_unheld, and with second_not_invited or second_same_person, naming the number.
 */
export async function heldScores(
  tx: Tx,
  agencyId: number,
  programme: NonNullable<PlannedTest['programme']>,
  people: readonly { candidate: string }[],
): Promise<Map<string, Held>> {
  const [sessions] = await tx.execute<{ open: number; closed: number }>(sql`
    select count(*) filter (where state not in ('closed', 'void'))::int as open, count(*) filter (where state = 'closed')::int as closed
    from exam_sessions where programme_id = ${programme.id} and agency_id = ${agencyId}`)
  if (!sessions || sessions.open + sessions.closed === 0) throw new Refusal('second_unheld')
  if (sessions.open > 0) throw new Refusal('sessions_open', { count: sessions.open })
  const rows = await heldRows(tx, agencyId, programme, people)
  const stranger = rows.find(({ other }) => other === null)
  if (stranger) throw new Refusal('second_not_invited', { number: stranger.number, programme: programme.code })
  const seen = new Map<string, string>()
  for (const { number, other } of rows) {
    const before = seen.get(other ?? '')
    if (before !== undefined) throw new Refusal('second_same_person', { one: before, other: number })
    seen.set(other ?? '', number)
  }
  return new Map(
    rows.flatMap(({ candidate, isOut, attempt, session, total }) =>
      attempt && !isOut ? [[candidate, { total, session, attempt }] as const] : [],
    ),
  )
}

/** Which of those who went on were disqualified there. */
export async function heldOut(
  tx: Tx,
  agencyId: number,
  programme: NonNullable<PlannedTest['programme']>,
  people: readonly { candidate: string }[],
): Promise<Set<string>> {
  const rows = await heldRows(tx, agencyId, programme, people)
  return new Set(rows.flatMap(({ candidate, isOut }) => (isOut ? [candidate] : [])))
}

async function heldRows(
  tx: Tx,
  agencyId: number,
  { id }: NonNullable<PlannedTest['programme']>,
  people: readonly { candidate: string }[],
): Promise<Row[]> {
  const ids = people.map(({ candidate }) => candidate)
  return tx.execute<Row>(sql`
    select c.id as candidate, c.number, o.id as other, a.id as attempt, a.session_id as session, a.total,
      coalesce(o.is_disqualified, false) or exists (
        select from exam_attempts d where d.candidate_id = o.id and d.state = 'disqualified'
      ) as "isOut"
    from exam_candidates c
    left join lateral (
      select o.id, o.is_disqualified from exam_candidates o
      where o.programme_id = ${id} and o.agency_id = ${agencyId}
        and case when o.nik is null or c.nik is null then o.number = c.number else o.nik = c.nik end
      order by o.nik = c.nik desc nulls last limit 1
    ) o on true
    left join lateral (
      select a.id, a.session_id, s.total from exam_attempts a join exam_scores s on s.attempt_id = a.id
      where a.candidate_id = o.id and a.state = 'finished' limit 1
    ) a on true
    where c.id = any(${sql.param(ids)}::uuid[]) order by c.number`)
}
