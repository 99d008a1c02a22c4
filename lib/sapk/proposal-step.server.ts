import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import { numberSeries, promotionProposals, proposalEvents } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { dueDate } from '@/lib/sapk/due-date.server'
import { separationOfDuties } from '@/lib/sapk/duty'
import type { CodedReason, ProposalRef } from '@/lib/sapk/inputs'
import { auditEventOf, type Proposal, type ProposalEvent, proposalFlow } from '@/lib/sapk/proposal'
import { move } from '@/lib/workflow'

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

export type StepNote = Partial<CodedReason> & {
  reason?: string
  documentType?: string
  documentId?: string
  effectiveOn?: CivilDate
}
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
  const entered = { ...proposal, ...changes, state, enteredStateAt: context.now }
  const dueOn = await dueDate(tx, entered, event)
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
    documentType: note.documentType,
    documentId: note.documentId,
    effectiveOn: note.effectiveOn,
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
