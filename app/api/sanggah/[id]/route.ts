import { objectionFile } from '@/lib/cat/objections.server'
import { contentDisposition } from '@/lib/documents/file-name'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { isUuid } from '@/lib/uuid'

/** The evidence that a candidate sent with an objection. */
export async function GET(request: Request, { params }: RouteContext<'/api/sanggah/[id]'>) {
  const { id } = await params
  return answerRoute(request, 'exam.read_objection', id, async (context) => {
    if (!isUuid(id)) throw new Refusal('not_found')
    const { bytes, name } = await objectionFile(context, id)
    return new Response(bytes, {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': contentDisposition('inline', name),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, no-store',
      },
    })
  })
}
