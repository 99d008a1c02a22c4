import { contextFor } from '@/lib/auth/session.server'
import { findSigningProgress } from '@/lib/documents/signing.server'
import { refusalStatus } from '@/lib/http-status'
import { Refusal } from '@/lib/refusal'

/** How far a signing batch of the actor's office is. */
export async function GET(_request: Request, { params }: RouteContext<'/api/penandatanganan/[id]'>) {
  try {
    const progress = await findSigningProgress(await contextFor('promotion.read'), (await params).id)
    return Response.json(progress, { headers: { 'cache-control': 'private, no-store' } })
  } catch (error) {
    if (error instanceof Refusal) return Response.json({ code: error.code }, { status: refusalStatus(error) })
    throw error
  }
}
