import { answerRoute } from '@/lib/route-answer.server'
import { findBulkRun } from '@/lib/sapk/bulk-progress.server'

/** How far a run over a whole list is, for the person who started it. */
export async function GET(request: Request, { params }: RouteContext<'/api/proses-massal/[id]'>) {
  const { id } = await params
  return answerRoute(
    request,
    'promotion.read',
    id,
    async (context) =>
      Response.json(await findBulkRun(context, id), { headers: { 'cache-control': 'private, no-store' } }),
    false,
  )
}
