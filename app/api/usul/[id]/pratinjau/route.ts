import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { paperFrom } from '@/lib/sapk/paper'
import { previewPaper } from '@/lib/sapk/proposal-preview.server'

/** A paper that is being drawn up, named by `?naskah`, with the watermark DRAF. */
export async function GET(request: Request, { params }: RouteContext<'/api/usul/[id]/pratinjau'>) {
  const { id } = await params
  return answerRoute(request, 'promotion.read', id, async (context) => {
    const paper = paperFrom(new URL(request.url).searchParams.get('naskah') ?? '')
    if (!paper) throw new Refusal('not_found')
    const pdf = await previewPaper(context, id, paper)
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="pratinjau.pdf"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
