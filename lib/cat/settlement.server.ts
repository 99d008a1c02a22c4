import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { FinalLine, Stage } from '@/lib/cat/announcement'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { decideProposed } from '@/lib/cat/proposed.server'
import { lockRanking } from '@/lib/cat/ranking-lock.server'
import { correctionsOf } from '@/lib/cat/ruling.server'
import {
  type Correction,
  changesBetween,
  hasObjections,
  type NextVersion,
  needsApproval,
  nextVersion,
  type ResultChange,
  type Settlement,
  type settlementDecline,
  type settlementInput,
  versionTrouble,
} from '@/lib/cat/settlement'
import { type Ranked, rankingOf } from '@/lib/cat/stage-ranking.server'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'

/** What was asked of the national committee, and what it said. */
export type Approval = {
  id: string
  reason: string
  by: string
  at: Date
  decider: string | null
  decidedAt: Date | null
  declineReason: string | null // null once decided: approved
}

/** What the next version of a stage is, and what stands in its way. */
export type Settling = {
  next: NextVersion
  today: string // by the calendar of the agency
  accepted: string[] // numbers whose objection was accepted since the last version
  corrections: Correction[] // of the last version, by two people
  open: number // objections without an answer
  changes: ResultChange[]
  approval: Approval | null // the last that was asked for this very ranking
}

/** How a ranking stands to what was announced before it. */
export function settlingOf(context: Context, programmeId: string, stage: Stage, ranked: Ranked): Promise<Settling> {
  return transact(context, (tx) => settlingIn(tx, context, programmeId, stage, ranked))
}

async function settlingIn(
  tx: Tx,
  { actor: { agencyId }, now }: Context,
  programmeId: string,
  stage: Stage,
  { formations, fingerprint }: Ranked,
): Promise<Settling> {
  const [agency] = await tx.execute<{ zone: string }>(sql`
    select time_zone as zone from agencies where id = ${agencyId}`)
  const [newest] = await tx.execute<{ id: string; objectionsUntil: string | null }>(sql`
    select id, objections_until as "objectionsUntil" from exam_announcements
    where programme_id = ${programmeId} and agency_id = ${agencyId} and stage = ${stage} order by version desc limit 1`)
  const today = civilDateIn(agency?.zone ?? 'Asia/Jakarta', now)
  const next = nextVersion(newest ?? null, today)
  if (!newest) return { next, today, accepted: [], corrections: [], open: 0, changes: [], approval: null }
  const objections = await tx.execute<{ number: string; state: string }>(sql`
    select c.number, o.state from exam_objections o join exam_candidates c on c.id = o.candidate_id
    where c.programme_id = ${programmeId} and o.agency_id = ${agencyId} and o.stage = ${stage}
      and (o.state = 'filed' or o.state = 'accepted' and o.answered_under = ${newest.id}) order by c.number`)
  const announced = await tx.execute<{ number: string; line: Omit<FinalLine, 'number'> }>(sql`
    select number, line from exam_announcement_lines where announcement_id = ${newest.id}`)
  const accepted = objections.filter(({ state }) => state === 'accepted').map(({ number }) => number)
  const corrections = await correctionsOf(tx, newest.id)
  const changes = changesBetween(
    announced.map(({ number, line }) => ({ number, ...line })),
    formations.flatMap(({ lines }) => lines),
    accepted,
    corrections,
  )
  const [approval] = await tx.execute<Approval>(sql`
    select id, reason, proposed_name as by, proposed_at as at, decided_name as decider, decided_at as "decidedAt",
      decline_reason as "declineReason"
    from exam_settlements where programme_id = ${programmeId} and agency_id = ${agencyId} and stage = ${stage}
      and fingerprint = ${fingerprint} order by proposed_at desc limit 1`)
  const open = objections.length - accepted.length
  return { next, today, accepted, corrections, open, changes, approval: read(approval) }
}

function read(approval: Approval | undefined): Approval | null {
  if (!approval) return null
  const { at, decidedAt } = approval
  return { ...approval, at: new Date(at), decidedAt: decidedAt && new Date(decidedAt) }
}

/**
 * What a version says of the objections before it, and why; null where candidates may object to it. Refuses as
 * `versionTrouble` says, and with approval_missing.
 */
export async function settle(
  tx: Tx,
  context: Context,
  programmeId: string,
  stage: Stage,
  ranked: Ranked,
): Promise<{ settlement: Settlement; reason: string | null } | { settlement: null; today: string }> {
  const settling = await settlingIn(tx, context, programmeId, stage, ranked)
  const { next, today, accepted, corrections, changes, approval } = settling
  const trouble = versionTrouble(next, settling, changes)
  if (trouble) throw trouble
  if (hasObjections(next)) return { settlement: null, today }
  const said = { objections: accepted, ...(corrections.length > 0 ? { corrections } : {}), changes }
  if (!needsApproval(next, changes)) return { settlement: { ...said, isApproved: false }, reason: null }
  if (!approval?.decider || approval.declineReason !== null) throw new Refusal('approval_missing')
  return { settlement: { ...said, isApproved: true }, reason: approval.reason }
}

/**
 * Asks the national committee to approve what changes after the objections. Refuses as `computeRanking` does and `versionTrouble` says,
 * and with ranking_changed, approval_needless, cat.already_proposed.
 */
export function proposeSettlement(
  context: Context,
  { id, stage, fingerprint, reason }: z.output<typeof settlementInput>,
): Promise<void> {
  const { agencyId, accountId, name } = context.actor
  return transact(context, async (tx) => {
    await lockRanking(tx, id, agencyId)
    const ranked = await rankingOf(tx, context, id, stage)
    if (ranked.fingerprint !== fingerprint) throw new Refusal('ranking_changed')
    const settling = await settlingIn(tx, context, id, stage, ranked)
    const { next, accepted, changes, approval } = settling
    const trouble = versionTrouble(next, settling, changes)
    if (trouble) throw trouble
    if (!needsApproval(next, changes)) throw new Refusal('approval_needless')
    if (approval && approval.declineReason === null) throw new Refusal('cat.already_proposed')
    await tx.execute(sql`
      insert into exam_settlements (programme_id, agency_id, stage, fingerprint, reason, objections, changes, proposed_by,
        proposed_name, proposed_at)
      values (${id}, ${agencyId}, ${stage}, ${fingerprint}, ${reason}, ${JSON.stringify(accepted)}::jsonb,
        ${JSON.stringify(changes)}::jsonb, ${accountId}, ${name}, ${context.now.toISOString()})`)
    const after = { stage, fingerprint, objections: accepted, changes: changes.length }
    await recordAudit(tx, context, 'exam.propose_settlement', null, after, { agencyId, subjectId: id, reason })
  })
}

/** The committee approves it, and the agency may publish it. Refuses with not_found, wrong_state, own_proposal. */
export function approveSettlement(context: Context, { id }: { id: string }): Promise<void> {
  return decide(context, id, null)
}

/** The committee declines it and says why. Refuses as `approveSettlement` does. */
export function declineSettlement(context: Context, { id, reason }: z.output<typeof settlementDecline>): Promise<void> {
  return decide(context, id, reason)
}

function decide(context: Context, id: string, declineReason: string | null): Promise<void> {
  return transact(context, async (tx) => {
    const { agencyId, programmeId } = await decideProposed(tx, context, {
      table: 'exam_settlements',
      event: 'decide_settlement',
      id,
      declineReason,
    })
    const subject = { agencyId, subjectId: programmeId, reason: declineReason }
    const after = { isApproved: declineReason === null }
    await recordAudit(tx, context, 'exam.decide_settlement', { proposed: true }, after, subject)
  })
}

export type SettlementLine = Approval & {
  agency: string
  programme: string
  stage: Stage
  objections: string[]
  changes: ResultChange[]
}

/** How many of them wait for the national committee. */
export async function countWaitingSettlements(context: Context): Promise<number> {
  const [counted] = await transact(context, (tx) =>
    tx.execute<{ count: number }>(sql`
      select count(*)::int as count from exam_settlements s
      where s.decided_at is null and ${ofAgencies(context, sql`s.agency_id`)}`),
  )
  return counted?.count ?? 0
}

/** What agencies ask the national committee, what waits first, then the newest. */
export async function listSettlements(context: Context): Promise<SettlementLine[]> {
  const rows = await transact(context, (tx) =>
    tx.execute<SettlementLine>(sql`
      select s.id, s.reason, s.proposed_name as by, s.proposed_at as at, s.decided_name as decider,
        s.decided_at as "decidedAt", s.decline_reason as "declineReason", g.name as agency, p.name as programme, s.stage,
        s.objections, s.changes
      from exam_settlements s join agencies g on g.id = s.agency_id join exam_programmes p on p.id = s.programme_id
      where ${ofAgencies(context, sql`s.agency_id`)} order by s.decided_at is not null, s.proposed_at desc limit 100`),
  )
  return rows.map(({ at, decidedAt, ...row }) => ({
    ...row,
    at: new Date(at),
    decidedAt: decidedAt && new Date(decidedAt),
  }))
}
