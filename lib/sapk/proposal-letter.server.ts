import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { promotionBatches, promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import type { SigningHandler } from '@/lib/documents/signing.server'
import { startSigningBatch } from '@/lib/documents/signing.server'
import type { TemplateData } from '@/lib/documents/templates'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { separationOfDuties } from '@/lib/sapk/duty'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { draftStates } from '@/lib/sapk/paper'
import { isLetterLate } from '@/lib/sapk/period'
import type { Proposal, ProposalState } from '@/lib/sapk/proposal'
import { createBatch } from '@/lib/sapk/proposal-make.server'
import { NOTE_SIGNING } from '@/lib/sapk/proposal-note.server'
import {
  lineOf,
  numberBy,
  officeAnswering,
  type Signatory,
  signatoryOf,
  signedBy,
} from '@/lib/sapk/proposal-papers.server'
import { unfitOf } from '@/lib/sapk/proposal-reassess.server'
import { advance, lockProposals, withinScope } from '@/lib/sapk/proposal-step.server'

/** Names the handler below in a signing batch. */
export const LETTER_SIGNING = 'promotion_letter'

/**
 * Hands the letters of proposal of these people over for signing: one letter for each batch and each office of BKN that
 * answers. Whoever of a batch is not ready stays behind in it; the others go on in a new one. Refuses with
 * wrong_state, stale, not_found, or letter_too_late once the TMT has passed.
 *
 * @returns the signing batch, for its progress
 */
export async function signLetters(context: Context, refs: readonly ProposalRef[]): Promise<string> {
  return transact(context, async (tx) => {
    const byLetter = new Map<string, { batchId: string; ids: string[] }>()
    const lockedBatches = await lockBatchesOf(tx, context, refs)
    for (const proposal of await lockProposals(tx, context, refs)) {
      if (!lockedBatches.has(proposal.batchId)) throw new Refusal('stale', { state: proposal.state })
      if (proposal.state !== 'awaiting_letter')
        throw new Refusal('wrong_state', { state: proposal.state, event: 'sign_letter' })
      refuseUnless(separationOfDuties('sign_letter', proposal, context.actor))
      refuseLate(proposal, context)
      const addressed = `${proposal.batchId} ${proposal.approvalBy}`
      const together = byLetter.get(addressed) ?? { batchId: proposal.batchId, ids: [] }
      byLetter.set(addressed, { ...together, ids: [...together.ids, proposal.id] })
    }
    const itemIds: string[] = []
    for (const { batchId, ids } of byLetter.values()) itemIds.push(await batchOfOnly(tx, context, batchId, ids))
    return startSigningBatch(tx, context, { kind: LETTER_SIGNING, agencyId: context.actor.agencyId, itemIds })
  })
}

/** A letter is of a batch: whoever touches both locks the batches first, then the people, each in the order of ids. */
async function lockBatchesOf(tx: Tx, context: Context, refs: readonly ProposalRef[]): Promise<Set<string>> {
  const ids = refs.map(({ id }) => id)
  const ofPeople = tx
    .select({ id: promotionProposals.batchId })
    .from(promotionProposals)
    .where(and(inArray(promotionProposals.id, ids), withinScope(context)))
  const locked = await tx
    .select({ id: promotionBatches.id })
    .from(promotionBatches)
    .where(inArray(promotionBatches.id, ofPeople))
    .orderBy(promotionBatches.id)
    .for('update')
  return new Set(locked.map(({ id }) => id))
}

/** The batch itself when all its people go, else a new one with those who go. */
async function batchOfOnly(tx: Tx, context: Context, batchId: string, ids: string[]): Promise<string> {
  const [batch] = await tx.select().from(promotionBatches).where(eq(promotionBatches.id, batchId)).for('update')
  if (!batch) throw new Refusal('not_found')
  const members = await tx
    .select({ id: promotionProposals.id })
    .from(promotionProposals)
    .where(eq(promotionProposals.batchId, batchId))
  if (members.length === ids.length && batch.letterCode === null) return batchId
  const splitId = await createBatch(tx, context, batch.effectiveOn)
  await tx.update(promotionProposals).set({ batchId: splitId }).where(inArray(promotionProposals.id, ids))
  return splitId
}

/**
 * Prints the letter of one batch; once it is signed its people are with BKN, BKN's clock runs, and the same confirmation
 * signs their notes, one after another.
 */
export const letterSigning: SigningHandler = {
  async load(tx, context, batchId) {
    const [batch] = await tx.select().from(promotionBatches).where(eq(promotionBatches.id, batchId)).for('update')
    if (!batch || batch.letterCode) throw new Refusal('not_found')
    refuseLate(batch, context)
    const people = await waitingOf(tx, batchId)
    if (people.length === 0) throw new Refusal('nobody_waiting')
    await refuseUnlessAllFit(tx, context, people)
    const signatory = await signatoryOf(tx, context)
    const { agency } = await officeAnswering(tx, {
      agencyId: batch.agencyId,
      approvalBy: people[0]?.proposal.approvalBy ?? '',
    })
    const on = civilDay(context.now)
    const data = await letterData(tx, batch, people, on, signatory)
    const number = await numberBy(tx, agency, agency.letterPattern, 'letter', on)
    return {
      template: 'proposal-letter-1',
      agencyId: batch.agencyId,
      issuedByAgencyId: batch.agencyId,
      employeeId: null,
      holderName: null,
      issuingOffice: agency.personnelUnitName || agency.name,
      signatoryTitle: signatory.title,
      official: signatory.official,
      data: { ...data, number },
    }
  },
  async afterIssue(tx, context, batchId, issued) {
    await tx
      .update(promotionBatches)
      .set({ letterNumber: issued.number, letterOn: issued.issuedOn, letterCode: issued.code })
      .where(eq(promotionBatches.id, batchId))
    const people = await waitingOf(tx, batchId)
    for (const { proposal } of people) {
      await advance(tx, context, proposal, 'sign_letter', { sentAt: context.now })
    }
    const itemIds = people.map(({ proposal }) => proposal.id)
    await startSigningBatch(tx, context, { kind: NOTE_SIGNING, agencyId: context.actor.agencyId, itemIds })
  },
}

function refuseLate({ effectiveOn }: Pick<Proposal, 'effectiveOn'>, { now }: Context): void {
  if (isLetterLate(effectiveOn, civilDay(now))) throw new Refusal('letter_too_late', { effectiveOn })
}

/** Refuses letter_person_unfit with the first who may not be promoted any more, and how many others. */
async function refuseUnlessAllFit(tx: Tx, context: Context, people: Awaited<ReturnType<typeof peopleIn>>) {
  const unfit = await unfitOf(
    tx,
    context,
    people.map(({ proposal }) => proposal),
  )
  const [first] = unfit
  if (!first) return
  const { employee } = people.find(({ proposal }) => proposal.employeeId === first.employeeId) ?? {}
  throw new Refusal('letter_person_unfit', {
    name: employee?.name ?? null,
    condition: first.condition,
    others: unfit.length - 1,
  })
}

/**
 * The letter about a person as it would be: for those who wait for it with them and whom the same office of BKN answers,
 * or before that for all such of the batch still with the agency.
 */
export async function draftLetterData(
  tx: Tx,
  { batchId, state, approvalBy }: Pick<Proposal, 'batchId' | 'state' | 'approvalBy'>,
  on: CivilDate,
  signatory?: Signatory,
) {
  const [batch] = await tx.select().from(promotionBatches).where(eq(promotionBatches.id, batchId))
  if (!batch) throw new Refusal('not_found')
  const people = await peopleIn(tx, batchId, state === 'awaiting_letter' ? [state] : draftStates('letter'))
  const together = people.filter(({ proposal }) => proposal.approvalBy === approvalBy)
  return letterData(tx, batch, together, on, signatory)
}

/** What the letter of a batch prints; number and signatory are left open while it is a draft. */
async function letterData(
  tx: Tx,
  batch: Pick<typeof promotionBatches.$inferSelect, 'agencyId' | 'effectiveOn'>,
  people: Awaited<ReturnType<typeof peopleIn>>,
  on: CivilDate,
  signatory?: Signatory,
): Promise<TemplateData<'proposal-letter-1'>> {
  const { agency, office } = await officeAnswering(tx, {
    agencyId: batch.agencyId,
    approvalBy: people[0]?.proposal.approvalBy ?? '',
  })
  return {
    ...signedBy(signatory, { agency, title: `Kepala ${agency.personnelUnitName || agency.name}` }),
    number: null,
    date: on,
    copies: [],
    addressee: [`Kepala ${office.name}`, `di ${office.seat}`],
    agency: agency.name,
    effectiveOn: batch.effectiveOn,
    attachments: people.length,
    people: people.map(({ proposal, employee }) => lineOf(proposal, employee)),
  }
}

async function waitingOf(tx: Tx, batchId: string) {
  await tx
    .select({ id: promotionProposals.id })
    .from(promotionProposals)
    .where(and(eq(promotionProposals.batchId, batchId), eq(promotionProposals.state, 'awaiting_letter')))
    .orderBy(promotionProposals.id)
    .for('update')
  return peopleIn(tx, batchId, ['awaiting_letter'])
}

function peopleIn(tx: Tx, batchId: string, states: readonly ProposalState[]) {
  return tx
    .select({
      proposal: promotionProposals,
      employee: {
        name: employees.name,
        frontTitle: employees.frontTitle,
        backTitle: employees.backTitle,
        nip: employees.nip,
      },
    })
    .from(promotionProposals)
    .innerJoin(employees, eq(employees.id, promotionProposals.employeeId))
    .where(and(eq(promotionProposals.batchId, batchId), inArray(promotionProposals.state, [...states])))
    .orderBy(asc(employees.name), asc(employees.id))
}
