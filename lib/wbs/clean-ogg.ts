import { ascii, joined, viewOf } from '@/lib/bytes'
import { type Bytes, NotCleaned, type Traces } from '@/lib/wbs/clean'

type Page = { head: Uint8Array; lacing: Uint8Array; content: Uint8Array }

/**
 * Vorbis or Opus in Ogg with an empty comment: the second packet of each stream is written anew, on pages numbered and
 * summed anew (RFC 3533, RFC 7845). Only streams of sound are taken.
 */
export function stripOgg(bytes: Uint8Array, traces: Traces): Bytes {
  const pages = [...pagesOf(bytes)]
  const serials = new Set(pages.map(({ head }) => viewOf(head).getUint32(14, true)))
  if (serials.size !== 1) throw new NotCleaned('broken')
  const [first, ...rest] = pages
  const kind = first && ascii(first.content, 0, 8)
  if (!first || !kind || !(kind === 'OpusHead' || kind.startsWith('\x01vorbis'))) throw new NotCleaned('broken')
  const { packets, pagesUsed } = packetsOf(rest, kind === 'OpusHead' ? 1 : 2)
  const [comment, ...others] = packets
  if (!comment) throw new NotCleaned('broken')
  const empty = emptyComment(kind === 'OpusHead')
  if (comment.length > empty.length) traces.note('author', 'title')
  const headers = pageOf([empty, ...others], first)
  return joined([first, ...headers, ...rest.slice(pagesUsed)].flatMap(numbered))
}

function* pagesOf(bytes: Uint8Array): Generator<Page> {
  let at = 0
  while (at < bytes.length) {
    if (ascii(bytes, at, 4) !== 'OggS') throw new NotCleaned('broken')
    const lacing = bytes.subarray(at + 27, at + 27 + viewOf(bytes).getUint8(at + 26))
    const from = at + 27 + lacing.length
    const to = from + lacing.reduce((sum, length) => sum + length, 0)
    if (to > bytes.length) throw new NotCleaned('broken')
    yield { head: bytes.subarray(at, at + 27), lacing, content: bytes.subarray(from, to) }
    at = to
  }
}

/** The header packets that follow the first page; a page ends with the last of them. */
function packetsOf(pages: readonly Page[], count: number): { packets: Uint8Array[]; pagesUsed: number } {
  const packets: Uint8Array[] = []
  let open: Uint8Array[] = []
  for (const [number, { lacing, content }] of pages.entries()) {
    let at = 0
    for (const length of lacing) {
      open.push(content.subarray(at, at + length))
      at += length
      if (length === 255) continue
      packets.push(joined(open))
      open = []
    }
    if (packets.length === count && open.length === 0) return { packets, pagesUsed: number + 1 }
    if (packets.length > count) break
  }
  throw new NotCleaned('broken')
}

/** No vendor, no comments. */
function emptyComment(isOpus: boolean): Uint8Array {
  const mark = isOpus ? 'OpusTags' : '\x03vorbis'
  const packet = new Uint8Array(mark.length + 8 + (isOpus ? 0 : 1))
  packet.set(Array.from(mark, (letter) => letter.charCodeAt(0)))
  if (!isOpus) packet[packet.length - 1] = 1 // the framing bit
  return packet
}

function pageOf(packets: readonly Uint8Array[], like: Page): Page[] {
  const lacing = packets.flatMap(({ length }) => [...Array(Math.floor(length / 255)).fill(255), length % 255])
  const content = joined(packets)
  const pages: Page[] = []
  let at = 0
  for (let from = 0; from < lacing.length; from += 255) {
    const some = Uint8Array.from(lacing.slice(from, from + 255))
    const length = some.reduce((sum, each) => sum + each, 0)
    const head = new Uint8Array(like.head)
    head[5] = from > 0 && lacing[from - 1] === 255 ? 1 : 0
    pages.push({ head, lacing: some, content: content.subarray(at, at + length) })
    at += length
  }
  return pages
}

function numbered({ head, lacing, content }: Page, number: number): Uint8Array[] {
  const written = joined([head, lacing, content])
  const view = viewOf(written)
  written[26] = lacing.length
  view.setUint32(18, number, true)
  view.setUint32(22, 0, true)
  view.setUint32(22, sumOf(written), true)
  return [written]
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value
})

function sumOf(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) sum = ((sum << 8) ^ (TABLE[((sum >>> 24) ^ byte) & 255] ?? 0)) >>> 0
  return sum
}
