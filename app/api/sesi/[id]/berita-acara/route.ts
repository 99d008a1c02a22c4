import { previewMinutes } from '@/lib/cat/minutes.server'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { isUuid } from '@/lib/uuid'

/** The minutes of a closed session before they are signed, with the watermark DRAF. */
export async function GET(request: Request, { params }: RouteContext<'/api/sesi/[id]/berita-acara'>) {
  const { id } = await params
  return answerRoute(request, 'exam.read', id, async (context) => {
    if (!isUuid(id)) throw new Refusal('not_found')
    const { pdf } = await previewMinutes(context, id)
    return new Response(pdf, {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="berita-acara-draf.pdf"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
