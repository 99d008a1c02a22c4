import { contentDisposition } from '@/lib/documents/file-name'
import { openDocument } from '@/lib/documents/stored-document.server'
import { answerRoute } from '@/lib/route-answer.server'

/** One PDF of an archive or an issued letter; `?unduh` saves it. Read-only. */
export async function GET(request: Request, { params }: RouteContext<'/api/berkas/[id]'>) {
  const { id } = await params
  return answerRoute(request, 'document.read', id, async (context) => {
    const { bytes, name } = await openDocument(context, id)
    const kind = new URL(request.url).searchParams.has('unduh') ? 'attachment' : 'inline'
    return new Response(bytes, {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Length': String(bytes.length),
        'Content-Disposition': contentDisposition(kind, name),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, no-store',
      },
    })
  })
}
