import { transact } from '@/db/client.server'
import { contextFor } from '@/lib/auth/session.server'
import { signingProgress } from '@/lib/documents/signing.server'
import { Refusal } from '@/lib/refusal'
import { isUuid } from '@/lib/uuid'

/** How far a signing batch of the actor's office is. */
export async function GET(_request: Request, { params }: RouteContext<'/api/penandatanganan/[id]'>) {
  const { id } = await params
  try {
    const context = await contextFor('promotion.read')
    if (!isUuid(id)) throw new Refusal('not_found')
    const progress = await transact(context, (tx) => signingProgress(tx, id))
    return Response.json(progress, { headers: { 'cache-control': 'private, no-store' } })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const status = error.code === 'sign_in_required' ? 401 : error.code === 'forbidden' ? 403 : 404
    return Response.json({ code: error.code }, { status })
  }
}
