import 'server-only'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { archiveDocument, listArchive, type ReceivedPdf } from '@/lib/documents/intake.server'
import { Refusal } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'
import type { Proposal } from '@/lib/sapk/proposal'
import { decreeAuthorityOf } from '@/lib/sapk/proposal-authority.server'
import { unfitOf } from '@/lib/sapk/proposal-reassess.server'
import { lockFinished } from '@/lib/sapk/proposal-revoke.server'
import { advance, lockProposal } from '@/lib/sapk/proposal-step.server'
import { bringUpToDate, recordedPaper, standingRow } from '@/lib/sapk/rank-update.server'
import { restoreScan, withdrawScan } from '@/lib/sapk/recorded-scan.server'

type Decree = { decreeNumber: string; decreeOn: CivilDate }

/**
 * Keeps a decree that was signed on paper, by the President or by hand in the agency: the file goes to the archive, the
 * rest waits for somebody who confirms it. Refuses decree_not_external for one that is signed in Satya, decree_unfit for
 * one of the agency that could not be signed here either, wrong_state, stale, not_found or duty.own_case, and invalid for
 * a day before the technical approval or after today.
 */
export async function recordDecree(
  context: Context,
  ref: ProposalRef,
  decree: Decree,
  pdf: ReceivedPdf,
): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    const decreeAuthority = await refuseWrongDecree(tx, context, proposal, decree)
    const { employeeId } = proposal
    const documentType = 'SK_PANGKAT'
    await restoreScan(tx, proposal.id, pdf.bytes)
    const last = (await listArchive(tx, context, employeeId)).find((entry) => entry.documentType === documentType)
    const paper = await archiveDocument(tx, context, pdf, { employeeId, documentType, replacesId: last?.id })
    const entered = { ...decree, decreeAuthority, decreeEnteredBy: context.actor.accountId }
    const recorded = await advance(tx, context, proposal, 'record_decree', entered, {
      documentType,
      documentId: paper.id,
    })
    await refuseUnlessPromoted(tx, context, recorded)
  })
}

/**
 * Mends what was typed wrong in the record of such a decree: until another person confirms it, the history keeps the
 * row of before. Refuses as `recordDecree`, already_proposed, and invalid when nothing is changed.
 */
export async function correctRecord(
  context: Context,
  ref: ProposalRef,
  { detail, ...decree }: Decree & { detail: string },
): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockFinished(tx, context, ref)
    await refuseWrongDecree(tx, context, proposal, decree)
    if (decree.decreeNumber === proposal.decreeNumber && decree.decreeOn === proposal.decreeOn) {
      throw new Refusal('invalid', {}, { decreeNumber: 'history.unchanged' })
    }
    const entered = { ...decree, decreeEnteredBy: context.actor.accountId }
    await advance(tx, context, proposal, 'correct_record', entered, { detail })
  })
}

/**
 * The second person has compared the record with the paper: the new rank enters the history, or its row is replaced by
 * the corrected one. Refuses duty.entered_decree for who recorded it, and decree_unfit as `recordDecree`.
 */
export async function confirmDecree(context: Context, ref: ProposalRef): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    const confirmed = await advance(tx, context, proposal, 'confirm_decree')
    if (!(await standingRow(tx, proposal.id))) await refuseUnlessPromoted(tx, context, proposal)
    await bringUpToDate(tx, context, confirmed, await recordedPaper(tx, proposal.id))
  })
}

/**
 * The record does not say what the paper says: it is recorded again, or stays as it was before a correction. A scan that
 * came with it shows nothing until then: it may be of somebody else.
 */
export async function returnRecord(context: Context, ref: ProposalRef, detail: string): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    const standing = await standingRow(tx, proposal.id)
    const before = {
      decreeNumber: standing?.decreeNumber ?? null,
      decreeOn: standing?.decreeOn ?? null,
      decreeEnteredBy: null,
    }
    await advance(tx, context, proposal, standing ? 'keep_record' : 'return_record', before, { detail })
    if (!standing) await withdrawScan(tx, context, proposal.id)
  })
}

/** What the President has decided stands; a hand-signed decree promotes nobody whom an electronic one would not. */
async function refuseUnlessPromoted(tx: Tx, context: Context, proposal: Proposal): Promise<void> {
  if (proposal.decreeAuthority !== 'agency') return
  const [unfit] = await unfitOf(tx, context, [proposal])
  if (unfit) throw new Refusal('decree_unfit', { condition: unfit.condition })
}

/** @returns whose decree it is */
async function refuseWrongDecree(tx: Tx, context: Context, proposal: Proposal, { decreeOn }: Decree): Promise<string> {
  const authority = await decreeAuthorityOf(tx, proposal)
  if (authority === 'bkn' || proposal.decreeCode) throw new Refusal('decree_not_external')
  if (decreeOn > civilDay(context.now) || (proposal.technicalOn && decreeOn < proposal.technicalOn)) {
    throw new Refusal('invalid', {}, { decreeOn: 'decree_day' })
  }
  return authority
}
