import { Refusal } from '@/lib/refusal'
import { searchPositions } from '@/lib/registry/position-search.server'
import { answerRoute } from '@/lib/route-answer.server'
import { isUuid } from '@/lib/uuid'

/** The posts that a history of this person may name: `?q=` the beginnings of words of the title. */
export async function GET(request: Request, { params }: RouteContext<'/api/pegawai/[id]/jabatan'>) {
  const { id } = await params
  return answerRoute(request, 'history.correct', id, async (context) => {
    if (!isUuid(id)) throw new Refusal('not_found')
    const found = await searchPositions(context, id, new URL(request.url).searchParams.get('q') ?? '')
    return Response.json(found, { headers: { 'cache-control': 'private, no-store' } })
  })
}
