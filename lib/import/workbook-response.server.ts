import 'server-only'
import { PassThrough, Readable, type Writable } from 'node:stream'
import { contentDisposition } from '@/lib/documents/file-name'

/** A workbook as a download, written while it is being taken. */
export function workbookResponse(workbook: { fileName: string; write: (target: Writable) => Promise<void> }): Response {
  const stream = new PassThrough()
  workbook.write(stream).catch((error) => stream.destroy(error)) // the download breaks off
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': contentDisposition('attachment', workbook.fileName),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
