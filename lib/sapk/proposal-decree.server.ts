import 'server-only'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { civilDay } from '@/lib/civil-date'
import { archiveIssued } from '@/lib/documents/intake.server'
import { type SigningHandler, startSigningBatch } from '@/lib/documents/signing.server'
import type { TemplateData } from '@/lib/documents/templates'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { heldBack } from '@/lib/sapk/delegation.server'
import { separationOfDuties } from '@/lib/sapk/duty'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { legalBasis } from '@/lib/sapk/legal-basis'
import type { Proposal } from '@/lib/sapk/proposal'
import { authorityFor, decreeAuthorityOf } from '@/lib/sapk/proposal-authority.server'
import {
  findSignatory,
  headquarters,
  numberBy,
  officeAnswering,
  PRESIDENT,
  personOnPaper,
  type Signatory,
  signatoryOf,
  signedBy,
  signedForPresident,
} from '@/lib/sapk/proposal-papers.server'
import { refuseUnlessStillFit } from '@/lib/sapk/proposal-reassess.server'
import { advance, lockProposal, lockProposals } from '@/lib/sapk/proposal-step.server'
import { authorityName, bringUpToDate, HEAD_OF_BKN, standingRow } from '@/lib/sapk/rank-update.server'
import { documentByCode, lockInState, printedData, signingItem } from '@/lib/sapk/signing-item.server'

/** Names the handler below in a signing batch. */
export const DECREE_SIGNING = 'promotion_decree'

/**
 * Prepares the decree (SK) after the technical approval: who signs follows from the rule in force on the TMT. Refuses
 * decree_of_president for one that is drawn up at the Sekretariat Negara.
 */
export function prepareDecree(context: Context, ref: ProposalRef): Promise<void> {
  return transact(context, (tx) => prepareDecreeIn(tx, context, ref))
}

export async function prepareDecreeIn(tx: Tx, context: Context, ref: ProposalRef): Promise<void> {
  const proposal = await lockProposal(tx, context, ref)
  const decreeAuthority = await decreeAuthorityOf(tx, proposal)
  if (decreeAuthority === 'president') throw new Refusal('decree_of_president')
  await advance(tx, context, proposal, 'prepare_decree', { decreeAuthority })
}

/** Hands the prepared decree to its signer. */
export function handOverDecree(context: Context, ref: ProposalRef): Promise<void> {
  return transact(context, (tx) => handOverDecreeIn(tx, context, ref))
}

export async function handOverDecreeIn(tx: Tx, context: Context, ref: ProposalRef): Promise<void> {
  const proposal = await lockProposal(tx, context, ref)
  await advance(tx, context, proposal, 'hand_over')
}

/**
 * Hands decrees over for signing. Refuses with wrong_state, stale, not_found, the duty that forbids it, or
 * not_delegated for a decree that its issuer signs alone.
 *
 * @returns the signing batch, for its progress
 */
export async function signDecrees(context: Context, refs: readonly ProposalRef[]): Promise<string> {
  return transact(context, async (tx) => {
    const itemIds: string[] = []
    const isHeldBack = await heldBack(tx, await findSignatory(tx, context))
    for (const proposal of await lockProposals(tx, context, refs)) {
      if (proposal.state !== 'decree_signing') {
        throw new Refusal('wrong_state', { state: proposal.state, event: 'sign_decree' })
      }
      refuseUnless(separationOfDuties('issue_decree', proposal, context.actor))
      if (isHeldBack(proposal)) throw new Refusal('not_delegated', { rank: proposal.toRank })
      itemIds.push(signingItem(proposal))
    }
    return startSigningBatch(tx, context, { kind: DECREE_SIGNING, agencyId: context.actor.agencyId, itemIds })
  })
}

/** Prints one decree; signed, the history of the person is brought up to date (peremajaan) in the same transaction. */
export const decreeSigning: SigningHandler = {
  async load(tx, context, itemId) {
    const proposal = await lockInState(tx, itemId, 'decree_signing')
    if (!(await standingRow(tx, proposal.id))) await refuseUnlessStillFit(tx, context, proposal) // a ralat promotes nobody
    const signatory = await signatoryOf(tx, context)
    if ((await heldBack(tx, signatory))(proposal)) throw new Refusal('not_delegated', { rank: proposal.toRank })
    const on = civilDay(context.now)
    const number = await numberBy(tx, signatory.agency, signatory.agency.decreePattern, 'decree', on)
    const { holderName } = await personOnPaper(tx, proposal)
    const data = await decreeData(tx, proposal, on, signatory)
    return {
      template: 'promotion-decree-2',
      agencyId: proposal.agencyId,
      issuedByAgencyId: context.actor.agencyId,
      employeeId: proposal.employeeId,
      holderName,
      issuingOffice: data.authority,
      signatoryTitle: signatory.title,
      official: signatory.official,
      supersedesId: await documentByCode(tx, proposal.decreeCode),
      data: { ...data, number },
    }
  },
  async afterIssue(tx, context, itemId, issued) {
    const proposal = await lockInState(tx, itemId, 'decree_signing')
    const sent = await advance(tx, context, proposal, 'issue_decree', {
      decreeNumber: issued.number,
      decreeOn: issued.issuedOn,
      decreeCode: issued.code,
    })
    await bringUpToDate(tx, context, sent, await archiveIssued(tx, context, issued, 'SK_PANGKAT'))
  },
}

/** What the decree of one proposal prints; number and signatory are left open while it is a draft. */
export async function decreeData(
  tx: Tx,
  proposal: Proposal,
  on: string,
  signatory?: Signatory,
): Promise<TemplateData<'promotion-decree-2'>> {
  const { agency, office } = await officeAnswering(tx, proposal)
  const { holderName: _, ...person } = await personOnPaper(tx, proposal)
  const isForPresident = proposal.decreeAuthority === 'bkn'
  const authority = isForPresident ? PRESIDENT : await authorityName(tx, proposal)
  const signed = isForPresident
    ? signedForPresident(signatory, await headquarters(tx), HEAD_OF_BKN)
    : signedBy(signatory, { agency, title: authority }, authority)
  return {
    ...person,
    ...signed,
    number: null,
    date: on,
    copies: [`Kepala ${shortName(office.name)} di ${office.seat}`],
    authority: titleCase(authority),
    authorityShort: titleCase(/^(presiden|gubernur|bupati|wali\s?kota|menteri)\b/i.exec(authority)?.[0] ?? authority),
    legalBasis: legalBasis(proposal.type, proposal.effectiveOn, isForPresident),
    technicalApproval: {
      office: shortName(office.name),
      number: proposal.technicalNumber ?? '-',
      date: proposal.technicalOn ?? on,
      form: await formOfApproval(tx, proposal),
    },
  }
}

/** What BKN gave: as its paper says, else by the rule in force on the TMT. */
async function formOfApproval(tx: Tx, proposal: Proposal): Promise<ApprovalForm> {
  const approved = (await printedData(tx, proposal.technicalCode)) as { form?: ApprovalForm } | undefined
  if (approved?.form) return approved.form
  return (await authorityFor(tx, proposal)).instrument === 'approval_note' ? 'approval' : 'opinion'
}

type ApprovalForm = TemplateData<'technical-approval-1'>['form']

/** A regional office as it is named in a sentence; with the whole name a decree would not fit its page. */
function shortName(office: string): string {
  return office.replace(/(?<=\S )Badan Kepegawaian Negara$/, 'BKN')
}

/** GUBERNUR KEPULAUAN … as a sentence writes it. */
function titleCase(text: string): string {
  return text.toLowerCase().replace(/(^|\s)\p{L}/gu, (start) => start.toUpperCase())
}
