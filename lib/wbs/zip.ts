import { joined, viewOf } from '@/lib/bytes'
import { type Bytes, NotCleaned } from '@/lib/wbs/clean'

/** One file of an archive. */
export type Entry = { path: string; content: Bytes }

/** What an archive may unfold to: a bomb is refused while it unfolds, whatever it says of itself. */
export const MOST_ENTRIES = 5000
export const MOST_UNFOLDED_BYTES = 256 * 1024 * 1024

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const DEFLATED = 8

/**
 * Reads an archive by its own list. Refuses `bomb`, `encrypted`, and `broken` also for paths that lead out of it, come
 * twice, or for an archive of several volumes or more than 4 GiB.
 */
export async function readZip(bytes: Uint8Array, mostBytes = MOST_UNFOLDED_BYTES): Promise<Entry[]> {
  const view = viewOf(bytes)
  const end = endOfList(view)
  const [count, size, start] = [
    view.getUint16(end + 10, true),
    view.getUint32(end + 12, true),
    view.getUint32(end + 16, true),
  ]
  if (count > MOST_ENTRIES) throw new NotCleaned('bomb')
  if (start + size > end) throw new NotCleaned('broken')
  const entries: Entry[] = []
  let at = start
  let left = mostBytes
  for (let number = 0; number < count; number++) {
    const { path, packed, isDeflated, after } = readHeader(bytes, view, at)
    at = after
    if (path.endsWith('/')) continue
    if (entries.some((entry) => entry.path === path)) throw new NotCleaned('broken')
    const content = isDeflated ? await inflate(packed, left) : new Uint8Array(packed)
    left -= content.length
    if (left < 0) throw new NotCleaned('bomb')
    entries.push({ path, content })
  }
  return entries
}

function endOfList(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at > view.byteLength - 65_600; at--) {
    if (view.getUint32(at, true) === END) return at
  }
  throw new NotCleaned('broken')
}

function readHeader(bytes: Uint8Array, view: DataView, at: number) {
  const inside = (to: number) => {
    if (to > bytes.length) throw new NotCleaned('broken')
  }
  inside(at + 46)
  if (view.getUint32(at, true) !== CENTRAL) throw new NotCleaned('broken')
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
  if (flags & 1) throw new NotCleaned('encrypted')
  if (method !== 0 && method !== DEFLATED) throw new NotCleaned('broken')
  const nameEnd = at + 46 + view.getUint16(at + 28, true)
  const path = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd))
  if (/^\/|\\|(^|\/)\.\.(\/|$)|\0/.test(path)) throw new NotCleaned('broken')
  const local = view.getUint32(at + 42, true)
  inside(local + 30)
  if (view.getUint32(local, true) !== LOCAL) throw new NotCleaned('broken')
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const to = from + view.getUint32(at + 20, true)
  inside(to)
  const after = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  return { path, packed: bytes.subarray(from, to), isDeflated: method === DEFLATED, after }
}

async function inflate(packed: Uint8Array, mostBytes: number): Promise<Bytes> {
  const unfolded = through(new DecompressionStream('deflate-raw'), packed)
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for (let next = await unfolded.read(); !next.done; next = await unfolded.read()) {
      length += next.value.length
      if (length > mostBytes) throw new NotCleaned('bomb')
      parts.push(next.value)
    }
  } catch (error) {
    await unfolded.cancel().catch(() => {})
    throw error instanceof NotCleaned ? error : new NotCleaned('broken')
  }
  return joined(parts)
}

function through(transform: GenericTransformStream, bytes: Uint8Array): ReadableStreamDefaultReader<Uint8Array> {
  return new Blob([new Uint8Array(bytes)]).stream().pipeThrough(transform).getReader()
}

type GenericTransformStream = ReadableWritablePair<Uint8Array, BufferSource>

/** Writes an archive that says nothing of when, where and by what it was made. Entries under `stored` are not packed. */
export async function writeZip(entries: readonly Entry[], stored: readonly string[] = []): Promise<Bytes> {
  const files: Uint8Array[] = []
  const list: Uint8Array[] = []
  let at = 0
  for (const { path, content } of entries) {
    const isStored = stored.includes(path)
    const packed = isStored ? content : await deflate(content)
    const name = new TextEncoder().encode(path)
    const sizes = {
      method: isStored ? 0 : DEFLATED,
      crc: crc32(content),
      packed: packed.length,
      length: content.length,
    }
    files.push(header(LOCAL, 30, name, sizes), name, packed)
    const listed = header(CENTRAL, 46, name, sizes)
    viewOf(listed).setUint32(42, at, true)
    list.push(listed, name)
    at += 30 + name.length + packed.length
  }
  const listBytes = joined(list)
  const end = new Uint8Array(22)
  const view = viewOf(end)
  view.setUint32(0, END, true)
  view.setUint16(8, entries.length, true)
  view.setUint16(10, entries.length, true)
  view.setUint32(12, listBytes.length, true)
  view.setUint32(16, at, true)
  return joined([...files, listBytes, end])
}

async function deflate(content: Uint8Array): Promise<Bytes> {
  const packed = through(new CompressionStream('deflate-raw'), content)
  const parts: Uint8Array[] = []
  for (let next = await packed.read(); !next.done; next = await packed.read()) parts.push(next.value)
  return joined(parts)
}

const FIRST_DAY = 0x0021 // 1 January 1980, the first day that the format knows
const UTF8_NAMES = 0x0800

function header(
  signature: number,
  length: number,
  name: Uint8Array,
  sizes: { method: number; crc: number; packed: number; length: number },
): Bytes {
  const bytes = new Uint8Array(length)
  const view = viewOf(bytes)
  view.setUint32(0, signature, true)
  let at = 4
  if (signature === CENTRAL) {
    view.setUint16(at, 20, true)
    at += 2
  }
  for (const value of [20, UTF8_NAMES, sizes.method, 0, FIRST_DAY]) {
    view.setUint16(at, value, true)
    at += 2
  }
  for (const value of [sizes.crc, sizes.packed, sizes.length]) {
    view.setUint32(at, value, true)
    at += 4
  }
  view.setUint16(at, name.length, true)
  return bytes
}

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
