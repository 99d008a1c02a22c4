import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { promotionBatches, proposalEvents } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { civilDay } from '@/lib/civil-date'
import { type SigningHandler, startSigningBatch } from '@/lib/documents/signing.server'
import type { TemplateData } from '@/lib/documents/templates'
import { Refusal, refuseUnless } from '@/lib/refusal'
import { separationOfDuties } from '@/lib/sapk/duty'
import type { ProposalRef } from '@/lib/sapk/inputs'
import type { Proposal } from '@/lib/sapk/proposal'
import { authorityFor } from '@/lib/sapk/proposal-authority.server'
import {
  officeAnswering,
  personOnPaper,
  type Signatory,
  signatoryOf,
  signedBy,
} from '@/lib/sapk/proposal-papers.server'
import { refuseUnlessStillFit } from '@/lib/sapk/proposal-reassess.server'
import { advance, lockProposals } from '@/lib/sapk/proposal-step.server'
import { documentByCode, lockInState, signingItem } from '@/lib/sapk/signing-item.server'

/** Names the handler below in a signing batch. */
export const TECHNICAL_SIGNING = 'promotion_technical'

/**
 * Hands technical approvals (pertimbangan teknis) over for signing. Refuses with wrong_state, stale or not_found.
 *
 * @returns the signing batch, for its progress
 */
export async function signTechnicalApprovals(context: Context, refs: readonly ProposalRef[]): Promise<string> {
  return transact(context, async (tx) => {
    const itemIds: string[] = []
    for (const proposal of await lockProposals(tx, context, refs)) {
      if (proposal.state !== 'technical_signing') {
        throw new Refusal('wrong_state', { state: proposal.state, event: 'sign_approval' })
      }
      refuseUnless(separationOfDuties('issue_technical', proposal, context.actor))
      itemIds.push(signingItem(proposal))
    }
    return startSigningBatch(tx, context, { kind: TECHNICAL_SIGNING, agencyId: context.actor.agencyId, itemIds })
  })
}

/** Prints one technical approval; signed, it is with the agency, which prepares the decree. */
export const technicalSigning: SigningHandler = {
  async load(tx, context, itemId) {
    const proposal = await lockInState(tx, itemId, 'technical_signing')
    await refuseUnlessStillFit(tx, context, proposal)
    const signatory = await signatoryOf(tx, context)
    const data = await technicalData(tx, proposal, civilDay(context.now), signatory)
    const { holderName } = await personOnPaper(tx, proposal)
    return {
      template: 'technical-approval-1',
      agencyId: proposal.agencyId,
      issuedByAgencyId: context.actor.agencyId,
      numberYear: proposal.technicalYear ?? undefined, // of the day it was accepted
      employeeId: proposal.employeeId,
      holderName,
      issuingOffice: signatory.agency.name,
      signatoryTitle: signatory.title,
      official: signatory.official,
      supersedesId: await documentByCode(tx, proposal.technicalCode),
      data,
    }
  },
  async afterIssue(tx, context, itemId, issued) {
    const proposal = await lockInState(tx, itemId, 'technical_signing')
    await advance(tx, context, proposal, 'issue_technical', {
      technicalOn: issued.issuedOn,
      technicalCode: issued.code,
    })
  },
}

/** What the technical approval of one proposal prints; the signatory is left open while it is a draft. */
export async function technicalData(
  tx: Tx,
  proposal: Proposal,
  on: string,
  signatory?: Signatory,
): Promise<TemplateData<'technical-approval-1'>> {
  const { agency, office } = await officeAnswering(tx, proposal)
  const { holderName: _, ...person } = await personOnPaper(tx, proposal)
  const [batch] = await tx.select().from(promotionBatches).where(eq(promotionBatches.id, proposal.batchId))
  const authority = await authorityFor(tx, proposal)
  return {
    ...person,
    ...signedBy(signatory, { agency: office, title: `Kepala ${office.name}` }),
    number: proposal.technicalNumber,
    date: on,
    copies: [agency.headTitle || agency.name],
    form: authority.instrument === 'approval_note' ? 'approval' : 'opinion',
    authority: `Kepala ${office.name}`,
    proposalLetter: {
      office: agency.personnelUnitName || agency.name,
      number: batch?.letterNumber ?? '-',
      date: batch?.letterOn ?? on,
    },
    notes: await notesOf(tx, proposal.id),
  }
}

/** What the verifier who approved last wanted the paper to say. */
async function notesOf(tx: Tx, proposalId: string): Promise<string[]> {
  const [approval] = await tx
    .select({ note: proposalEvents.detail })
    .from(proposalEvents)
    .where(and(eq(proposalEvents.proposalId, proposalId), eq(proposalEvents.event, 'accept')))
    .orderBy(desc(proposalEvents.at), desc(proposalEvents.position))
    .limit(1)
  return approval?.note ? [approval.note] : []
}
