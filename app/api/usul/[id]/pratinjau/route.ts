import { contextFor } from '@/lib/auth/session.server'
import { Refusal } from '@/lib/refusal'
import { answerRefusal } from '@/lib/refusal-answer.server'
import { paperFrom } from '@/lib/sapk/paper'
import { previewPaper } from '@/lib/sapk/proposal-preview.server'

/** A paper that is being drawn up, named by `?naskah`, with the watermark DRAF. */
export async function GET(request: Request, { params }: RouteContext<'/api/usul/[id]/pratinjau'>) {
  try {
    const context = await contextFor('promotion.read')
    const paper = paperFrom(new URL(request.url).searchParams.get('naskah') ?? '')
    if (!paper) throw new Refusal('not_found')
    const pdf = await previewPaper(context, (await params).id, paper)
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="pratinjau.pdf"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    return answerRefusal(request, error)
  }
}
