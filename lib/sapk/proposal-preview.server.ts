import 'server-only'
import { and, eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { promotionProposals } from '@/db/schema/sapk'
import type { Context } from '@/lib/auth/actor'
import { previewDocument } from '@/lib/documents/issue.server'
import { Refusal } from '@/lib/refusal'
import { decreeData } from '@/lib/sapk/proposal-decree.server'
import { civilDay, withinScope } from '@/lib/sapk/proposal-step.server'
import { technicalData } from '@/lib/sapk/proposal-technical.server'
import { isUuid } from '@/lib/uuid'

/**
 * The paper of a proposal that is being drawn up, as a PDF with the watermark DRAF; nothing is kept. Refuses not_found
 * outside the actor's scope and when nothing is being drawn up.
 */
export async function previewPaper(context: Context, id: string): Promise<Uint8Array> {
  if (!isUuid(id)) throw new Refusal('not_found')
  return transact(context, async (tx) => {
    const [proposal] = await tx
      .select()
      .from(promotionProposals)
      .where(and(eq(promotionProposals.id, id), withinScope(context)))
    if (!proposal) throw new Refusal('not_found')
    const on = civilDay(context.now)
    if (proposal.state === 'decree_draft' || proposal.state === 'decree_signing') {
      return (await previewDocument('promotion-decree-1', await decreeData(tx, proposal, on), context.now)).pdf
    }
    if (!proposal.technicalNumber || proposal.technicalCode) throw new Refusal('not_found')
    return (await previewDocument('technical-approval-1', await technicalData(tx, proposal, on), context.now)).pdf
  })
}
