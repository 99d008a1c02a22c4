import { sampleDocument } from '@/lib/documents/sample-document.server'
import { isTemplateName } from '@/lib/documents/template-versions'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'

/** A version of a template with invented data and the watermark CONTOH. */
export async function GET(request: Request, { params }: RouteContext<'/api/templat/[nama]'>) {
  const { nama } = await params
  return answerRoute(request, 'template.read', null, async ({ now }) => {
    if (!isTemplateName(nama)) throw new Refusal('not_found')
    const { pdf } = await sampleDocument(nama, now)
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="contoh-${nama}.pdf"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
