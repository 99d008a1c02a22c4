import { secondStageTemplate } from '@/lib/cat/second-stage.server'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { isUuid } from '@/lib/uuid'

/** The table in which the second stage is brought in, with the numbers of those who went on. */
export async function GET(request: Request, { params }: RouteContext<'/api/hasil/[id]/tahap-dua'>) {
  const { id } = await params
  return answerRoute(request, 'exam.import_second', id, async (context) => {
    if (!isUuid(id)) throw new Refusal('not_found')
    return new Response(await secondStageTemplate(context, id), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="tahap-dua.csv"',
        'cache-control': 'private, no-store',
      },
    })
  })
}
