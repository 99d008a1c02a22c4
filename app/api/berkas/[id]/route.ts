import * as z from 'zod'
import { contextFor } from '@/lib/auth/session.server'
import { contentDisposition } from '@/lib/documents/file-name'
import { openDocument } from '@/lib/documents/stored-document.server'
import { Refusal } from '@/lib/refusal'

const STATUS: Record<string, number> = { sign_in_required: 401, forbidden: 403, not_found: 404 }

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
    if (!(error instanceof Refusal)) throw error
    return Response.json({ code: error.code }, { status: STATUS[error.code] ?? 400 })
  }
}
