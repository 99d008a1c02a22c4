import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { contentDisposition } from '@/lib/documents/file-name'
import { findExportFile } from '@/lib/list-exports.server'
import { exportTypes } from '@/lib/list-response.server'
import type { ExportFormat } from '@/lib/list-source'
import { answerRoute } from '@/lib/route-answer.server'

/** The file of one's own finished export. */
export async function GET(request: Request, { params }: RouteContext<'/api/unduhan/[id]'>) {
  const { id } = await params
  return answerRoute(request, 'export.read', id, async (context) => {
    const { path, list, format, sizeBytes } = await findExportFile(context, id)
    const content = Readable.toWeb(createReadStream(/* turbopackIgnore: true */ path))
    return new Response(content as ReadableStream, {
      headers: {
        'Content-Type': exportTypes[format as ExportFormat],
        'Content-Length': String(sizeBytes),
        'Content-Disposition': contentDisposition('attachment', `${list}.${format}`),
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    })
  })
}
