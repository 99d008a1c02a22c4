import 'server-only'
import { StringDecoder } from 'node:string_decoder'
import yauzl from 'yauzl'
import { Refusal } from '@/lib/refusal'
import { MAX_ENTRIES, MAX_PART_BYTES, MAX_UNPACKED_BYTES } from './xlsx-limits'

/** An opened archive: its entries by name, read only when asked for. */
export type Archive = {
  /** In lower case, without folders. */
  names: readonly string[]
  has(name: string): boolean
  /** The XML text of one entry, piece by piece. Refuses an entry that unpacks to more than it said. */
  text(name: string): AsyncIterable<string>
  /** The whole of a small part; refuses one that is not small. */
  part(name: string): Promise<string>
  /** The bytes of one entry, which are no more than it said. */
  bytes(name: string): Promise<Uint8Array>
  close(): void
}

type Limits = { entries: number; unpackedBytes: number }

const WORKBOOK_LIMITS: Limits = { entries: MAX_ENTRIES, unpackedBytes: MAX_UNPACKED_BYTES }

/**
 * Opens a zip archive, a file by its path or what is in memory. Refuses with import.file_damaged, also for a name that
 * leads out of the archive, or, for one that would unpack without end, import.file_unsafe.
 */
export async function openArchive(source: string | Uint8Array, limits = WORKBOOK_LIMITS): Promise<Archive> {
  const options = { lazyEntries: true, autoClose: false } as const
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    const opened = (error: Error | null, file: yauzl.ZipFile) => (error ? reject(error) : resolve(file))
    if (typeof source === 'string') yauzl.open(source, options, opened)
    else yauzl.fromBuffer(Buffer.from(source), options, opened)
  }).catch(refuseDamaged)
  try {
    const entries = await readEntries(zip, limits)
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

async function readEntries(zip: yauzl.ZipFile, limits: Limits): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > limits.entries) throw new Refusal('import.file_unsafe')
  const entries = new Map<string, yauzl.Entry>()
  let unpackedBytes = 0
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', resolve)
    zip.on('entry', (entry: yauzl.Entry) => {
      unpackedBytes += entry.uncompressedSize
      if (unpackedBytes > limits.unpackedBytes) return reject(new Refusal('import.file_unsafe'))
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

  async function open(name: string): Promise<AsyncIterable<Buffer>> {
    const entry = entries.get(name.toLowerCase())
    if (!entry) throw new Refusal('import.file_damaged')
    return new Promise<AsyncIterable<Buffer>>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
    }).catch(refuseDamaged)
  }

  async function* text(name: string): AsyncIterable<string> {
    const stream = await open(name)
    try {
      let decoder: StringDecoder | undefined
      for await (const chunk of stream) {
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

  async function bytes(name: string): Promise<Uint8Array> {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of await open(name)) chunks.push(chunk)
    } catch (error) {
      refuseDamaged(error)
    }
    return new Uint8Array(Buffer.concat(chunks))
  }

  const names = [...entries.keys()].filter((name) => !name.endsWith('/'))
  return { names, has, text, part, bytes, close: () => zip.close() }
}

function isUtf16(chunk: Buffer): boolean {
  return chunk[0] === 0xff && chunk[1] === 0xfe
}
