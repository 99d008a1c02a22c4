import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { Stage } from '@/lib/cat/announcement'
import { holdCandidates } from '@/lib/cat/candidate-known.server'
import { refuseWithoutEarlier } from '@/lib/cat/earlier-score.server'
import type { AgencyProgramme } from '@/lib/cat/exam-scope.server'
import { decideProposed } from '@/lib/cat/proposed.server'
import { lockRanking } from '@/lib/cat/ranking-lock.server'
import type { RulingKind, rulingDecline, rulingInput } from '@/lib/cat/ruling'
import type { Correction } from '@/lib/cat/settlement'
import { Refusal } from '@/lib/refusal'

type Lasting = 'withdrawal' | 'earlier_score'

/** The numbers of a programme's candidates of whom something was ruled, and not undone since by two people. For `in`. */
export function ruledNumbers({ programmeId, agencyId }: AgencyProgramme, kind: Lasting): SQL {
  return sql`(select last.number from (
    select distinct on (named.number) named.number, r.kind
    from exam_rulings r, jsonb_array_elements_text(r.numbers) named(number)
    where r.programme_id = ${programmeId} and r.agency_id = ${agencyId} and r.kind::text in (${kind}, ${`${kind}_undone`})
      and r.decided_at is not null and r.decline_reason is null
    order by named.number, r.decided_at desc) last where last.kind::text = ${kind})`
}

export function withdrawnNumbers(where: AgencyProgramme): SQL {
  return ruledNumbers(where, 'withdrawal')
}

/** What two people found wrong in an announcement, in the order in which they decided it. */
export async function correctionsOf(tx: Tx, announcementId: string): Promise<Correction[]> {
  const rows = await tx.execute<Correction>(sql`
    select numbers, reason from exam_rulings
    where announcement_id = ${announcementId} and decided_at is not null and decline_reason is null order by decided_at, id`)
  return [...rows]
}

export type Ruling = {
  id: string
  kind: RulingKind
  stage: Stage | null // of a correction
  version: number | null
  numbers: string[]
  reason: string
  by: string
  at: Date
  isOwn: boolean
  decider: string | null
  decidedAt: Date | null
  declineReason: string | null
}

/** What a committee decided or is asked to decide of its candidates, what waits first, then the newest. */
export async function rulingsOf({ actor, now }: Context, programmeId: string): Promise<Ruling[]> {
  const rows = await transact({ actor, now }, (tx) =>
    tx.execute<Ruling>(sql`
      select r.id, r.kind, n.stage, n.version, r.numbers, r.reason, r.proposed_name as by, r.proposed_at as at,
        r.proposed_by is not distinct from ${actor.accountId} as "isOwn", r.decided_name as decider,
        r.decided_at as "decidedAt", r.decline_reason as "declineReason"
      from exam_rulings r left join exam_announcements n on n.id = r.announcement_id
      where r.programme_id = ${programmeId} and r.agency_id = ${actor.agencyId}
      order by r.decided_at is not null, r.proposed_at desc limit 200`),
  )
  return rows.map((row) => ({ ...row, at: new Date(row.at), decidedAt: row.decidedAt && new Date(row.decidedAt) }))
}

/**
 * The first of two people proposes a ruling. Refuses with ruling_stranger, ruling_needless, cat.already_proposed, each naming
 * the number, a correction of what nobody announced with ruling_unannounced, and an earlier score with earlier_none or
 * earlier_not_found.
 */
export function proposeRuling(
  context: Context,
  { id, kind, stage, numbers, reason }: z.output<typeof rulingInput>,
): Promise<void> {
  const { agencyId, accountId, name } = context.actor
  const where = { programmeId: id, agencyId }
  return transact(context, async (tx) => {
    await lockRanking(tx, id, agencyId)
    await holdCandidates(tx, where)
    const announcementId = kind === 'correction' ? await newestOf(tx, where, stage) : null
    await refuseStrangers(tx, where, numbers, announcementId)
    if (kind !== 'correction') await refuseNeedless(tx, where, numbers, kind)
    if (kind === 'earlier_score') await refuseWithoutEarlier(tx, where, numbers)
    await refuseProposed(tx, where, numbers, kind)
    await tx.execute(sql`
      insert into exam_rulings (programme_id, agency_id, kind, announcement_id, numbers, reason, proposed_by, proposed_name,
        proposed_at)
      values (${id}, ${agencyId}, ${kind}, ${announcementId}, ${JSON.stringify(numbers)}::jsonb, ${reason}, ${accountId},
        ${name}, ${context.now.toISOString()})`)
    const after = { kind, numbers, proposed: true }
    await recordAudit(tx, context, 'exam.rule', null, after, { agencyId, subjectId: id, reason })
  })
}

/**
 * The second one agrees; nobody decides their own proposal. Refuses with not_found, own_proposal, wrong_state, and with
 * stale where another version was announced since it was proposed.
 */
export function decideRuling(context: Context, { id }: { id: string }): Promise<void> {
  return decide(context, id, null)
}

/** The second one declines and says why. Refuses as `decideRuling` does, but for stale. */
export function declineRuling(context: Context, { id, reason }: z.output<typeof rulingDecline>): Promise<void> {
  return decide(context, id, reason)
}

function decide(context: Context, id: string, declineReason: string | null): Promise<void> {
  return transact(context, async (tx) => {
    const { agencyId, programmeId } = await decideProposed(tx, context, {
      table: 'exam_rulings',
      event: 'rule',
      id,
      declineReason,
    })
    const [decided] = await tx.execute<{ kind: RulingKind; numbers: string[]; isStale: boolean }>(sql`
      select kind, numbers, exists (
        select from exam_announcements n join exam_announcements m on m.programme_id = n.programme_id
          and m.agency_id = n.agency_id and m.stage = n.stage and m.version > n.version
        where n.id = r.announcement_id) as "isStale"
      from exam_rulings r where id = ${id}`)
    if (!decided) throw new Error(`ruling ${id} was decided and is gone`)
    const { isStale, ...ruling } = decided
    if (isStale && declineReason === null) throw new Refusal('stale')
    const after = { ...ruling, isAgreed: declineReason === null }
    const subject = { agencyId, subjectId: programmeId, reason: declineReason }
    await recordAudit(tx, context, 'exam.rule', { proposed: true }, after, subject)
  })
}

async function newestOf(tx: Tx, { programmeId, agencyId }: AgencyProgramme, stage: Stage): Promise<string> {
  const [newest] = await tx.execute<{ id: string }>(sql`
    select id from exam_announcements where programme_id = ${programmeId} and agency_id = ${agencyId}
      and stage = ${stage} order by version desc limit 1`)
  if (!newest) throw new Refusal('ruling_unannounced')
  return newest.id
}

/** Of the programme's candidates in the agency; where an announcement is wrong, of those in it. */
async function refuseStrangers(
  tx: Tx,
  { programmeId, agencyId }: AgencyProgramme,
  numbers: readonly string[],
  announcementId: string | null,
): Promise<void> {
  const [stranger] = await tx.execute<{ number: string }>(sql`
    select named.number from jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb) named(number)
    where not exists (select from exam_candidates c
        where c.programme_id = ${programmeId} and c.agency_id = ${agencyId} and c.number = named.number)
      or ${announcementId}::uuid is not null and not exists (select from exam_announcement_lines l
        where l.announcement_id = ${announcementId} and l.number = named.number) limit 1`)
  if (stranger) throw new Refusal('ruling_stranger', stranger)
}

/** What is ruled of somebody is not ruled again, and what is not cannot be undone. */
async function refuseNeedless(
  tx: Tx,
  where: AgencyProgramme,
  numbers: readonly string[],
  kind: Exclude<RulingKind, 'correction'>,
): Promise<void> {
  const lasting: Lasting = kind.startsWith('withdrawal') ? 'withdrawal' : 'earlier_score'
  const ruled = await tx.execute<{ number: string }>(sql`select number from ${ruledNumbers(where, lasting)} r`)
  const known = new Set(ruled.map(({ number }) => number))
  const number = numbers.find((each) => known.has(each) === (kind === lasting))
  if (number !== undefined) throw new Refusal('ruling_needless', { number })
}

async function refuseProposed(
  tx: Tx,
  { programmeId, agencyId }: AgencyProgramme,
  numbers: readonly string[],
  kind: RulingKind,
): Promise<void> {
  const waiting = await tx.execute(sql`
    select from exam_rulings, jsonb_array_elements_text(numbers) named(number)
    where programme_id = ${programmeId} and agency_id = ${agencyId} and kind = ${kind} and decided_at is null
      and named.number = any(${sql.param(numbers)}::text[]) limit 1`)
  if (waiting.length > 0) throw new Refusal('cat.already_proposed')
}
