import 'server-only'
import { and, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { holidays, referenceRows } from '@/db/schema/reference'
import { agencies } from '@/db/schema/registry'
import { numberSeries, promotionProposals, proposalEvents } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { separationOfDuties } from '@/lib/sapk/duty'
import type { ProposalRef, ReasonInput } from '@/lib/sapk/inputs'
import { findPeriod } from '@/lib/sapk/periods.server'
import { auditEventOf, type Proposal, type ProposalEvent, proposalFlow, serviceLevelOf } from '@/lib/sapk/proposal'
import { move } from '@/lib/workflow'
import { deadline, type Pause } from '@/lib/working-days'

/**
 * Locks one proposal that the actor may see; outside it does not exist. Refuses not_found, and stale when the version
 * that the person saw is another one; without a version the step does not depend on what they saw.
 */
export async function lockProposal(
  tx: Tx,
  context: Context,
  { id, version }: Pick<ProposalRef, 'id'> & Partial<ProposalRef>,
): Promise<Proposal> {
  const [found] = await tx
    .select()
    .from(promotionProposals)
    .where(and(eq(promotionProposals.id, id), withinScope(context)))
    .for('update')
  if (!found) throw new Refusal('not_found')
  if (version !== undefined && found.version !== version) throw new Refusal('stale', { state: found.state })
  return found
}

/**
 * Locks several proposals in the order of their ids, whatever the order they were picked in: two commands over the same
 * people wait for each other and never block each other. Answers in the order of picking; refuses as `lockProposal`.
 */
export async function lockProposals(tx: Tx, context: Context, refs: readonly ProposalRef[]): Promise<Proposal[]> {
  const ids = refs.map(({ id }) => id)
  const rows = await tx
    .select()
    .from(promotionProposals)
    .where(and(inArray(promotionProposals.id, ids), withinScope(context)))
    .orderBy(promotionProposals.id)
    .for('update')
  const found = new Map(rows.map((row) => [row.id, row]))
  return refs.map(({ id, version }) => {
    const proposal = found.get(id)
    if (!proposal) throw new Refusal('not_found')
    if (proposal.version !== version) throw new Refusal('stale', { state: proposal.state })
    return proposal
  })
}

/** The agencies whose proposals an actor works on: the first wall of every query of this module. */
export function withinScope({ actor }: Context) {
  if (actor.scope.kind === 'agencies') return inArray(promotionProposals.agencyId, [...actor.scope.agencyIds])
  if (actor.scope.kind === 'self') return eq(promotionProposals.employeeId, actor.employeeId ?? sql`null`)
  return sql`true`
}

export type StepNote = Partial<ReasonInput> & { reason?: string }
type Changes = Partial<typeof promotionProposals.$inferInsert>

/**
 * One step of one locked proposal: separation of duties, flow, update, timeline and audit event. The due date is that
 * of whoever has to act next, in working days of the service level in force.
 */
export async function advance(
  tx: Tx,
  context: Context,
  proposal: Proposal,
  event: ProposalEvent,
  changes: Changes = {},
  note: StepNote = {},
): Promise<Proposal> {
  refuseUnless(separationOfDuties(event, proposal, context.actor))
  const state = move(proposalFlow, proposal.state, event)
  const dueOn = await dueDate(tx, context, { ...proposal, ...changes, state })
  const [after] = await tx
    .update(promotionProposals)
    .set({ ...changes, state, dueOn, enteredStateAt: context.now, version: proposal.version + 1 })
    .where(eq(promotionProposals.id, proposal.id))
    .returning()
  if (!after) throw new Refusal('not_found')
  await tx.insert(proposalEvents).values({
    proposalId: proposal.id,
    at: context.now,
    position: after.version % 32_000,
    event,
    fromState: proposal.state,
    toState: state,
    accountId: context.actor.accountId,
    actorName: context.actor.name,
    actorRole: context.actor.role,
    actorOffice: await officeName(tx, context.actor.agencyId),
    reasonCode: note.reasonCode,
    detail: note.detail,
    nextStep: note.nextStep,
    dueOn,
  })
  await recordAudit(
    tx,
    context,
    auditEventOf(event),
    { state: proposal.state },
    { step: event, state, ...changes },
    {
      agencyId: proposal.agencyId,
      employeeId: proposal.employeeId,
      subjectId: proposal.id,
      reason: note.reason ?? note.detail,
    },
  )
  return after
}

/** The name of an agency, as the timeline keeps it. */
export async function officeName(tx: Tx, agencyId: number): Promise<string> {
  const [agency] = await tx.select({ name: agencies.name }).from(agencies).where(eq(agencies.id, agencyId))
  return agency?.name ?? ''
}

/**
 * Last day for whoever has to act, null when nobody is waited for. While the papers are collected it is the cut-off of
 * the period; BKN's clock starts with the letter and stands still while the proposal is returned; every other one
 * starts with the state.
 */
export async function dueDate(
  tx: Tx,
  context: Context,
  proposal: Pick<Proposal, 'id' | 'state' | 'sentAt' | 'effectiveOn'>,
): Promise<CivilDate | null> {
  if (proposal.state === 'draft' || proposal.state === 'collecting') {
    return (await findPeriod(tx, proposal.effectiveOn))?.closesOn ?? null
  }
  const level = serviceLevelOf[proposal.state]
  if (!level) return null
  const today = civilDay(context.now)
  const days = await serviceLevelDays(tx, level, today)
  const startsOn = level === 'technical_approval' && proposal.sentAt ? civilDay(proposal.sentAt) : today
  const pauses = startsOn === today ? [] : await pausesOf(tx, proposal.id, today)
  return deadline(startsOn, days, pauses, await holidaysFrom(tx, startsOn))
}

/** The last day for the agency's answer if the proposal were returned now. */
export async function replyDueOn(context: Context, { id, effectiveOn }: Proposal): Promise<CivilDate | null> {
  const returned = { id, effectiveOn, state: 'returned' as const, sentAt: null }
  return transact(context, (tx) => dueDate(tx, context, returned))
}

/** The days that a proposal lay returned with its agency; one that ends now ends today. */
async function pausesOf(tx: Tx, proposalId: string, today: CivilDate): Promise<Pause[]> {
  const events = await tx
    .select({ event: proposalEvents.event, at: proposalEvents.at })
    .from(proposalEvents)
    .where(and(eq(proposalEvents.proposalId, proposalId), inArray(proposalEvents.event, ['return', 'resubmit'])))
    .orderBy(proposalEvents.at)
  const pauses: Pause[] = []
  for (const { event, at } of events) {
    if (event === 'return') pauses.push({ from: civilDay(at), to: today })
    const last = pauses.at(-1)
    if (event === 'resubmit' && last) last.to = civilDay(at)
  }
  return pauses
}

/** The civil day of an instant for deadlines: that of BKN in Jakarta. */
export function civilDay(instant: Date): CivilDate {
  return civilDateIn('Asia/Jakarta', instant)
}

async function serviceLevelDays(tx: Tx, level: string, on: CivilDate): Promise<number> {
  const [row] = await tx
    .select({ data: referenceRows.data })
    .from(referenceRows)
    .where(
      and(
        eq(referenceRows.tableName, 'service_levels'),
        eq(referenceRows.code, level),
        lte(referenceRows.validFrom, on),
        or(isNull(referenceRows.validTo), gte(referenceRows.validTo, on)),
      ),
    )
  const days = (row?.data as { workingDays?: number } | undefined)?.workingDays
  if (days === undefined) throw new Error(`no service level ${level} on ${on}`)
  return days
}

async function holidaysFrom(tx: Tx, from: CivilDate): Promise<Set<CivilDate>> {
  const rows = await tx.select({ day: holidays.day }).from(holidays).where(gte(holidays.day, from))
  return new Set(rows.map((row) => row.day))
}

/**
 * Takes the next number of an agency's series, or the first of several; the series' row stays locked until the
 * transaction ends.
 */
export async function nextNumber(tx: Tx, agencyId: number, series: string, year: number, count = 1): Promise<number> {
  const [row] = await tx
    .insert(numberSeries)
    .values({ agencyId, series, year, last: count })
    .onConflictDoUpdate({
      target: [numberSeries.agencyId, numberSeries.series, numberSeries.year],
      set: { last: sql`${numberSeries.last} + ${count}` },
    })
    .returning({ last: numberSeries.last })
  if (!row) throw new Error(`no number in series ${series}`)
  return row.last - count + 1
}
