import { contextFor } from '@/lib/auth/session.server'
import { refusalStatus } from '@/lib/http-status'
import { Refusal } from '@/lib/refusal'
import { findBulkRun } from '@/lib/sapk/bulk-progress.server'

/** How far a run over a whole list is, for the person who started it. */
export async function GET(_request: Request, { params }: RouteContext<'/api/proses-massal/[id]'>) {
  try {
    const progress = await findBulkRun(await contextFor('promotion.read'), (await params).id)
    return Response.json(progress, { headers: { 'cache-control': 'private, no-store' } })
  } catch (error) {
    if (error instanceof Refusal) return Response.json({ code: error.code }, { status: refusalStatus(error) })
    throw error
  }
}
