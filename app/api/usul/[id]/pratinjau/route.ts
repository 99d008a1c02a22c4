import { contextFor } from '@/lib/auth/session.server'
import { refusalStatus } from '@/lib/http-status'
import { Refusal } from '@/lib/refusal'
import { previewPaper } from '@/lib/sapk/proposal-preview.server'

/** The paper that is being drawn up, with the watermark DRAF. */
export async function GET(_request: Request, { params }: RouteContext<'/api/usul/[id]/pratinjau'>) {
  try {
    const pdf = await previewPaper(await contextFor('promotion.read'), (await params).id)
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="pratinjau.pdf"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    if (error instanceof Refusal) return new Response(null, { status: refusalStatus(error) })
    throw error
  }
}
