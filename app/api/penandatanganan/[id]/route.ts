import { findSigningProgress } from '@/lib/documents/signing.server'
import { answerRoute } from '@/lib/route-answer.server'

/** How far a signing batch is, for the person who started it. */
export async function GET(request: Request, { params }: RouteContext<'/api/penandatanganan/[id]'>) {
  const { id } = await params
  return answerRoute(
    request,
    'promotion.read',
    id,
    async (context) =>
      Response.json(await findSigningProgress(context, id), { headers: { 'cache-control': 'private, no-store' } }),
    false,
  )
}
