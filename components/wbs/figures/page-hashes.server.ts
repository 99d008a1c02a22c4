import 'server-only'
import { createHash } from 'node:crypto'
import { reportDocument } from '@/components/wbs/report/document.server'
import { REPORT_FILES, reportFile } from '@/lib/wbs/page-file.server'

/**
 * The SHA-256, in hex, of everything that reporters' browsers load. The same source makes the same bytes on every machine;
 * the two documents also hold the name and the root keys of the place.
 */
export async function pageHashes(): Promise<{ name: string; sha256: string }[]> {
  const documents = [
    { name: '/lapor', bytes: await bytesOf(await reportDocument('id')) },
    { name: '/lapor/en', bytes: await bytesOf(await reportDocument('en')) },
  ]
  const files = REPORT_FILES.map(async (name) => ({
    name: `/lapor/${name}`,
    bytes: (await reportFile(name))?.bytes ?? new Uint8Array(),
  }))
  return [...documents, ...(await Promise.all(files))].map(({ name, bytes }) => {
    return { name, sha256: createHash('sha256').update(bytes).digest('hex') }
  })
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer())
}
