import 'server-only'
import { eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies, rankHistory } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { archiveIssued } from '@/lib/documents/intake.server'
import { type SigningHandler, startSigningBatch } from '@/lib/documents/signing.server'
import type { TemplateData } from '@/lib/documents/templates'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { separationOfDuties } from '@/lib/sapk/duty'
import { legalBasis } from '@/lib/sapk/legal-basis'
import type { Proposal, ProposalRef } from '@/lib/sapk/proposal'
import { authorityFor } from '@/lib/sapk/proposal-authority.server'
import {
  numberBy,
  officeServing,
  personOnPaper,
  type Signatory,
  signatoryOf,
  signedBy,
} from '@/lib/sapk/proposal-papers.server'
import { advance, civilDay, lockProposal } from '@/lib/sapk/proposal-step.server'
import { lockInState } from '@/lib/sapk/proposal-technical.server'

/** Names the handler below in a signing batch. */
export const DECREE_SIGNING = 'promotion_decree'

/** Codes of jenis KP, as the history keeps them. */
const TYPE_CODES: Record<string, string> = { regular: 'REGULER', structural: 'STRUKTURAL', functional: 'FUNGSIONAL' }

/** Prepares the decree (SK) after the technical approval: who signs follows from the rule in force on the TMT. */
export function prepareDecree(context: Context, ref: ProposalRef): Promise<void> {
  return transact(context, (tx) => prepareDecreeIn(tx, context, ref))
}

export async function prepareDecreeIn(tx: Tx, context: Context, ref: ProposalRef): Promise<void> {
  const proposal = await lockProposal(tx, context, ref)
  const { decreeBy } = await authorityFor(tx, proposal)
  const decreeAuthority = decreeBy === 'ppk' || decreeBy === 'governor' ? 'agency' : 'bkn'
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
 * Hands decrees over for signing. Refuses with wrong_state, stale, not_found, or forbidden when the decree is another
 * authority's.
 *
 * @returns the signing batch, for its progress
 */
export async function signDecrees(context: Context, refs: readonly ProposalRef[]): Promise<string> {
  return transact(context, async (tx) => {
    const itemIds: string[] = []
    for (const ref of refs) {
      const proposal = await lockProposal(tx, context, ref)
      if (proposal.state !== 'decree_signing') {
        throw new Refusal('wrong_state', { state: proposal.state, event: 'sign_decree' })
      }
      if (proposal.decreeAuthority !== (context.actor.role === 'bkn_signer' ? 'bkn' : 'agency')) {
        throw new Refusal('other_authority')
      }
      refuseUnless(separationOfDuties('issue_decree', proposal, context.actor))
      itemIds.push(proposal.id)
    }
    return startSigningBatch(tx, context, { kind: DECREE_SIGNING, agencyId: context.actor.agencyId, itemIds })
  })
}

/** Prints one decree; signed, the history of the person is brought up to date (peremajaan) in the same transaction. */
export const decreeSigning: SigningHandler = {
  async load(tx, context, proposalId) {
    const proposal = await lockInState(tx, proposalId, 'decree_signing')
    const signatory = await signatoryOf(tx, context)
    const on = civilDay(context.now)
    const number = await numberBy(tx, signatory.agency, signatory.agency.decreePattern, 'decree', on)
    const { holderName } = await personOnPaper(tx, proposal)
    const data = await decreeData(tx, proposal, on, signatory)
    return {
      template: 'promotion-decree-1',
      agencyId: proposal.agencyId,
      issuedByAgencyId: context.actor.agencyId,
      employeeId: proposal.employeeId,
      holderName,
      issuingOffice: data.authority,
      signatoryTitle: signatory.title,
      official: signatory.official,
      data: { ...data, number },
    }
  },
  async afterIssue(tx, context, proposalId, issued) {
    const proposal = await lockInState(tx, proposalId, 'decree_signing')
    const sent = await advance(tx, context, proposal, 'issue_decree', {
      decreeNumber: issued.number,
      decreeOn: issued.issuedOn,
      decreeCode: issued.code,
    })
    const updating = await advance(tx, context, sent, 'update')
    await recordNewRank(tx, context, updating)
    await archiveIssued(tx, context, issued, 'SK_PANGKAT')
    await advance(tx, context, updating, 'complete')
  },
}

/** Peremajaan: the new rank with its masa kerja golongan and salary, in force from the TMT. */
async function recordNewRank(tx: Tx, context: Context, proposal: Proposal): Promise<void> {
  await tx.insert(rankHistory).values({
    employeeId: proposal.employeeId,
    effectiveOn: proposal.effectiveOn,
    decreeNumber: proposal.decreeNumber,
    decreeOn: proposal.decreeOn,
    decreeBy: await authorityName(tx, proposal),
    source: 'proposal',
    sourceId: proposal.id,
    recordedBy: context.actor.accountId,
    rank: proposal.toRank,
    promotionType: TYPE_CODES[proposal.type] ?? null,
    serviceMonths: proposal.toServiceMonths,
    salaryRupiah: proposal.toSalaryRupiah,
    technicalApprovalNumber: proposal.technicalNumber,
    technicalApprovalOn: proposal.technicalOn,
  })
}

async function authorityName(tx: Tx, proposal: Proposal): Promise<string> {
  if (proposal.decreeAuthority === 'bkn') return 'Kepala Badan Kepegawaian Negara'
  const [agency] = await tx
    .select({ headTitle: agencies.headTitle })
    .from(agencies)
    .where(eq(agencies.id, proposal.agencyId))
  return agency?.headTitle || 'Pejabat Pembina Kepegawaian'
}

/** What the decree of one proposal prints; number and signatory are left open while it is a draft. */
export async function decreeData(
  tx: Tx,
  proposal: Proposal,
  on: string,
  signatory?: Signatory,
): Promise<TemplateData<'promotion-decree-1'>> {
  const { agency, office } = await officeServing(tx, proposal.agencyId)
  const { holderName: _, ...person } = await personOnPaper(tx, proposal)
  const authority = await authorityName(tx, proposal)
  const issuer = proposal.decreeAuthority === 'bkn' ? office : agency
  return {
    ...person,
    ...signedBy(signatory, { agency: issuer, title: authority }, authority),
    number: proposal.decreeNumber,
    date: on,
    copies: [`Kepala ${shortName(office.name)} di ${office.seat}`],
    authority: titleCase(authority),
    authorityShort: titleCase(/^(gubernur|bupati|wali\s?kota|menteri)\b/i.exec(authority)?.[0] ?? authority),
    legalBasis: legalBasis(proposal.type, proposal.effectiveOn, proposal.decreeAuthority === 'bkn'),
    technicalApproval: {
      office: shortName(office.name),
      number: proposal.technicalNumber ?? '-',
      date: proposal.technicalOn ?? on,
    },
  }
}

/** A regional office as it is named in a sentence; with the whole name a decree would not fit its page. */
function shortName(office: string): string {
  return office.replace(/(?<=\S )Badan Kepegawaian Negara$/, 'BKN')
}

/** GUBERNUR KEPULAUAN … as a sentence writes it. */
function titleCase(text: string): string {
  return text.toLowerCase().replace(/(^|\s)\p{L}/gu, (start) => start.toUpperCase())
}
