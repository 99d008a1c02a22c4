import 'server-only'
import { contentDisposition } from '@/lib/documents/file-name'

/** A workbook as a download. */
export function workbookResponse({ fileName, content }: { fileName: string; content: Buffer }): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': contentDisposition('attachment', fileName),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
