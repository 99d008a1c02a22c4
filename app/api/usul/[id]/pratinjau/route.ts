import { and, eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { promotionProposals } from '@/db/schema/sapk'
import { contextFor } from '@/lib/auth/session.server'
import { previewDocument } from '@/lib/documents/issue.server'
import { Refusal } from '@/lib/refusal'
import { decreeData } from '@/lib/sapk/proposal-decree.server'
import { civilDay, withinScope } from '@/lib/sapk/proposal-step.server'
import { technicalData } from '@/lib/sapk/proposal-technical.server'
import { isUuid } from '@/lib/uuid'

/** The paper that is being drawn up, with the watermark DRAF; nothing is kept. */
export async function GET(_request: Request, { params }: RouteContext<'/api/usul/[id]/pratinjau'>) {
  const { id } = await params
  try {
    const context = await contextFor('promotion.read')
    if (!isUuid(id)) throw new Refusal('not_found')
    const printed = await transact(context, async (tx) => {
      const [proposal] = await tx
        .select()
        .from(promotionProposals)
        .where(and(eq(promotionProposals.id, id), withinScope(context)))
      if (!proposal) throw new Refusal('not_found')
      const on = civilDay(context.now)
      if (proposal.state === 'decree_draft' || proposal.state === 'decree_signing') {
        return previewDocument('promotion-decree-1', await decreeData(tx, proposal, on), context.now)
      }
      if (!proposal.technicalNumber || proposal.technicalCode) throw new Refusal('not_found')
      return previewDocument('technical-approval-1', await technicalData(tx, proposal, on), context.now)
    })
    return new Response(new Uint8Array(printed.pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="pratinjau.pdf"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    if (error instanceof Refusal) return new Response(null, { status: statusOf(error.code) })
    throw error
  }
}

function statusOf(code: string): number {
  if (code === 'sign_in_required') return 401
  return code === 'forbidden' ? 403 : 404
}
