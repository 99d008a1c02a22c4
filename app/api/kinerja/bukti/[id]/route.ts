import { contentDisposition } from '@/lib/documents/file-name'
import { takeEvidence } from '@/lib/kinerja/entry-door.server'
import { openEvidence } from '@/lib/kinerja/evidence.server'
import { answerRoute } from '@/lib/route-answer.server'

/** One photo or file beside an entry. */
export async function GET(request: Request, { params }: RouteContext<'/api/kinerja/bukti/[id]'>) {
  const { id } = await params
  return answerRoute(request, 'entry.read', id, async (context) => {
    const { bytes, name, mime } = await openEvidence(context, id)
    return new Response(bytes, {
      headers: {
        'Content-Type': mime,
        'Content-Length': String(bytes.length),
        'Content-Disposition': contentDisposition('inline', name),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, no-store',
      },
    })
  })
}

/** Puts it there (docs/decisions/0091). */
export async function POST(request: Request, { params }: RouteContext<'/api/kinerja/bukti/[id]'>) {
  return takeEvidence(request, (await params).id)
}
