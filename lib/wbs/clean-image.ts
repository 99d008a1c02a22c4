import { ascii, joined, viewOf } from '@/lib/bytes'
import { type Cleaned, NotCleaned, Traces } from '@/lib/wbs/clean'
import { exifTraces, orientationOf, xmpTraces } from '@/lib/wbs/exif'

/** 40 megapixels: more is not drawn, for the memory of a phone. */
export const MOST_PIXELS = 40_000_000

/**
 * A picture without anything but its picture: Exif, XMP, IPTC, colour profile, comments, thumbnails and what stands
 * behind its end are gone, the coded pixels stay as they are. Refuses `broken` and `too_many_pixels`.
 *
 * @param keepsTurn whether a JPEG still says how its camera was held, and nothing else
 */
export function stripImage(bytes: Uint8Array, keepsTurn = false): Cleaned {
  const traces = new Traces()
  try {
    return { bytes: strip(bytes, traces, keepsTurn), traces: traces.list() }
  } catch (error) {
    throw error instanceof NotCleaned ? error : new NotCleaned('broken')
  }
}

function strip(bytes: Uint8Array, traces: Traces, keepsTurn: boolean) {
  if (ascii(bytes, 0, 2) === '\xff\xd8') return stripJpeg(bytes, traces, keepsTurn)
  if (ascii(bytes, 1, 3) === 'PNG') return stripPng(bytes, traces)
  if (ascii(bytes, 0, 4) === 'RIFF') return stripWebp(bytes, traces)
  if (ascii(bytes, 0, 3) === 'GIF') return stripGif(bytes, traces)
  throw new NotCleaned('broken')
}

function requireSize(width: number, height: number): void {
  if (width * height > MOST_PIXELS) throw new NotCleaned('too_many_pixels')
}

const JFIF = new Uint8Array([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])
const EOI = new Uint8Array([0xff, 0xd9])

function stripJpeg(bytes: Uint8Array, traces: Traces, keepsTurn: boolean) {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 2), JFIF]
  let at = 2
  for (;;) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at++
    if (view.getUint8(at) !== 0xff) throw new NotCleaned('broken')
    const marker = view.getUint8(at + 1)
    if (marker === 0xd9) break
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length) throw new NotCleaned('broken')
    const segment = bytes.subarray(at, end)
    if (marker === 0xda) {
      at = endOfScan(bytes, end)
      kept.push(bytes.subarray(end - segment.length, at))
      continue
    }
    if (marker >= 0xc0 && marker <= 0xc3) requireSize(view.getUint16(at + 7), view.getUint16(at + 5))
    const isAdobe = marker === 0xee && ascii(segment, 4, 5) === 'Adobe'
    if ((marker >= 0xc0 && marker <= 0xcf) || [0xdb, 0xdd, 0xdc].includes(marker)) kept.push(segment)
    else if (isAdobe && segment.length === 16) kept.push(segment)
    else {
      noteSegment(marker, segment, traces)
      const turn = keepsTurn && marker === 0xe1 ? orientationOf(segment.subarray(10)) : 1
      if (turn > 1 && turn <= 8) kept.splice(2, 0, turnSegment(turn))
    }
    at = end
  }
  if (bytes.length > at + 2) traces.note('hidden')
  return joined([...kept, EOI])
}

/** Exif with one entry: how the camera was held. */
function turnSegment(turn: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0]
  return new Uint8Array([0xff, 0xe1, 0, 8 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff])
}

/** Where the coded pixels end: at the next marker that is neither a restart nor a stuffed byte. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  for (; at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new NotCleaned('broken')
}

function noteSegment(marker: number, segment: Uint8Array, traces: Traces): void {
  if (marker === 0xe0) return
  if (marker === 0xe1 && ascii(segment, 4, 4) === 'Exif') traces.note(...exifTraces(segment.subarray(10)))
  else if (marker === 0xe1 || marker === 0xed) traces.note(...xmpTraces(segment))
  else traces.note(marker === 0xfe ? 'title' : 'hidden')
}

const PNG_KEPT = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS']

function stripPng(bytes: Uint8Array, traces: Traces) {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  requireSize(view.getUint32(16), view.getUint32(20))
  let at = 8
  for (let type = ''; type !== 'IEND'; ) {
    const length = view.getUint32(at)
    type = ascii(bytes, at + 4, 4)
    const end = at + 12 + length
    if (end > bytes.length) throw new NotCleaned('broken')
    const content = bytes.subarray(at + 8, end - 4)
    if (PNG_KEPT.includes(type)) kept.push(bytes.subarray(at, end))
    else if (type === 'eXIf') traces.note(...exifTraces(content))
    else if (/^(tEXt|iTXt|zTXt)$/.test(type)) traces.note(...xmpTraces(content))
    else if (type === 'tIME') traces.note('time')
    else if (type === 'iCCP') traces.note('device')
    else if (!/^(gAMA|cHRM|sRGB|bKGD|pHYs|sBIT)$/.test(type)) traces.note('hidden')
    at = end
  }
  if (bytes.length > at) traces.note('hidden')
  return joined(kept)
}

function stripWebp(bytes: Uint8Array, traces: Traces) {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let at = 12
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true))
  while (at + 8 <= end) {
    const type = ascii(bytes, at, 4)
    const length = view.getUint32(at + 4, true)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (content.length < length) throw new NotCleaned('broken')
    const chunk = joined([bytes.subarray(at, at + 8 + length), new Uint8Array(length % 2)])
    if (type === 'VP8X') {
      requireSize(1 + ofThreeBytes(view, at + 12), 1 + ofThreeBytes(view, at + 15))
      chunk[8] = (chunk[8] ?? 0) & 0b1_0010 // only transparency and animation are still there
      kept.push(chunk)
    } else if (/^(VP8 |VP8L|ALPH|ANIM|ANMF)$/.test(type)) {
      requireWebpSize(view, type, at + 8)
      kept.push(chunk)
    } else if (type === 'EXIF') traces.note(...exifTraces(content.subarray(ascii(content, 0, 4) === 'Exif' ? 6 : 0)))
    else if (type === 'XMP ') traces.note(...xmpTraces(content))
    else traces.note(type === 'ICCP' ? 'device' : 'hidden')
    at += 8 + length + (length % 2)
  }
  if (bytes.length > end + 1) traces.note('hidden')
  const body = joined(kept)
  if (body.length === 0) throw new NotCleaned('broken')
  const head = new Uint8Array(bytes.subarray(0, 12))
  viewOf(head).setUint32(4, 4 + body.length, true)
  return joined([head, body])
}

function requireWebpSize(view: DataView, type: string, at: number): void {
  if (type === 'VP8 ') requireSize(view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff)
  if (type !== 'VP8L') return
  const sizes = view.getUint32(at + 1, true)
  requireSize(1 + (sizes & 0x3fff), 1 + ((sizes >> 14) & 0x3fff))
}

function ofThreeBytes(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

/** Pictures of this kind stand inside office files; comments and what programs add are blocks of extensions. */
function stripGif(bytes: Uint8Array, traces: Traces) {
  const byte = (at: number) => viewOf(bytes).getUint8(at)
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const endOfBlocks = (from: number) => {
    let at = from
    while (byte(at) !== 0) at += 1 + byte(at)
    return at + 1
  }
  let at = 13 + tableBytes(byte(10))
  const kept: Uint8Array[] = [bytes.subarray(0, at)]
  while (byte(at) !== 0x3b) {
    const isPicture = byte(at) === 0x2c
    const end = endOfBlocks(isPicture ? at + 11 + tableBytes(byte(at + 9)) : at + 2)
    const isLoop = byte(at + 1) === 0xff && ascii(bytes, at + 3, 11) === 'NETSCAPE2.0' && end - at === 19
    if (isPicture || byte(at + 1) === 0xf9 || isLoop) kept.push(bytes.subarray(at, end))
    else traces.note(byte(at + 1) === 0xfe ? 'title' : 'hidden')
    at = end
  }
  if (bytes.length > at + 1) traces.note('hidden')
  return joined([...kept, new Uint8Array([0x3b])])
}
