import 'server-only'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { archiveDocument, listArchive, type ReceivedPdf } from '@/lib/documents/intake.server'
import { Refusal } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { advance, civilDay, lockProposal } from '@/lib/sapk/proposal-step.server'
import { bringUpToDate } from '@/lib/sapk/rank-update.server'

/**
 * Keeps a decree that the President signed, as the Sekretariat Negara sent it: the file goes to the archive, the new
 * rank into the history. Refuses decree_not_external, wrong_state, stale, not_found or duty.own_case, and invalid for a
 * day before the technical approval or after today.
 */
export async function recordDecree(
  context: Context,
  ref: ProposalRef,
  { decreeNumber, decreeOn }: { decreeNumber: string; decreeOn: CivilDate },
  pdf: ReceivedPdf,
): Promise<void> {
  await transact(context, async (tx) => {
    const proposal = await lockProposal(tx, context, ref)
    if (proposal.decreeAuthority !== 'president') throw new Refusal('decree_not_external')
    if (decreeOn > civilDay(context.now) || (proposal.technicalOn && decreeOn < proposal.technicalOn)) {
      throw new Refusal('invalid', {}, { decreeOn: 'decree_day' })
    }
    const sent = await advance(tx, context, proposal, 'record_decree', { decreeNumber, decreeOn })
    const { employeeId } = proposal
    const last = (await listArchive(tx, context, employeeId)).find((entry) => entry.documentType === 'SK_PANGKAT')
    await archiveDocument(tx, context, pdf, { employeeId, documentType: 'SK_PANGKAT', replacesId: last?.id })
    await bringUpToDate(tx, context, sent)
  })
}
