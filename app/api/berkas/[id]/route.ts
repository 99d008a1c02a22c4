import * as z from 'zod'
import { contextFor } from '@/lib/auth/session.server'
import { contentDisposition } from '@/lib/documents/file-name'
import { openDocument } from '@/lib/documents/stored-document.server'
import { Refusal } from '@/lib/refusal'
import { answerRefusal } from '@/lib/refusal-answer.server'

/** One PDF of an archive or an issued letter; `?unduh` saves it. Read-only. */
export async function GET(request: Request, { params }: RouteContext<'/api/berkas/[id]'>) {
  try {
    const context = await contextFor('document.read')
    const id = z.uuid().safeParse((await params).id)
    if (!id.success) throw new Refusal('not_found')
    const { bytes, name } = await openDocument(context, id.data)
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
  } catch (error) {
    return answerRefusal(request, error)
  }
}
