import 'server-only'
import { StringDecoder } from 'node:string_decoder'
import yauzl from 'yauzl'
import { Refusal } from '@/lib/refusal'
import { MAX_ENTRIES, MAX_PART_BYTES, MAX_UNPACKED_BYTES } from './xlsx-limits'

/** An opened archive: its entries by name, read only when asked for. */
export type Archive = {
  has(name: string): boolean
  /** The XML text of one entry, piece by piece. Refuses an entry that unpacks to more than it said. */
  text(name: string): AsyncIterable<string>
  /** The whole of a small part; refuses one that is not small. */
  part(name: string): Promise<string>
  close(): void
}

/** Opens a zip archive. Refuses with import.file_damaged or, for one that would unpack without end, import.file_unsafe. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    )
  }).catch(refuseDamaged)
  try {
    const entries = await readEntries(zip)
    return archiveOf(zip, entries)
  } catch (error) {
    zip.close()
    throw error
  }
}

function refuseDamaged(error: unknown): never {
  if (error instanceof Refusal) throw error
  throw new Refusal('import.file_damaged')
}

async function readEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw new Refusal('import.file_unsafe')
  const entries = new Map<string, yauzl.Entry>()
  let unpackedBytes = 0
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', resolve)
    zip.on('entry', (entry: yauzl.Entry) => {
      unpackedBytes += entry.uncompressedSize
      if (unpackedBytes > MAX_UNPACKED_BYTES) return reject(new Refusal('import.file_unsafe'))
      if (entry.isEncrypted()) return reject(new Refusal('import.file_locked'))
      entries.set(entry.fileName.toLowerCase(), entry)
      zip.readEntry()
    })
    zip.readEntry()
  }).catch(refuseDamaged)
  return entries
}

function archiveOf(zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>): Archive {
  const has = (name: string) => entries.has(name.toLowerCase())

  async function* text(name: string): AsyncIterable<string> {
    const entry = entries.get(name.toLowerCase())
    if (!entry) throw new Refusal('import.file_damaged')
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
    }).catch(refuseDamaged)
    try {
      let decoder: StringDecoder | undefined
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        decoder ??= new StringDecoder(isUtf16(chunk) ? 'utf16le' : 'utf8')
        const piece = decoder.write(chunk)
        if (piece.includes('<!DOCTYPE')) throw new Refusal('import.file_unsafe')
        yield piece
      }
    } catch (error) {
      refuseDamaged(error)
    }
  }

  async function part(name: string): Promise<string> {
    let whole = ''
    for await (const piece of text(name)) {
      whole += piece
      if (whole.length > MAX_PART_BYTES) throw new Refusal('import.file_unsafe')
    }
    return whole
  }

  return { has, text, part, close: () => zip.close() }
}

function isUtf16(chunk: Buffer): boolean {
  return chunk[0] === 0xff && chunk[1] === 0xfe
}
