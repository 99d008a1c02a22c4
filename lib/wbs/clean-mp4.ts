import { ascii, viewOf } from '@/lib/bytes'
import { type Bytes, NotCleaned, type TraceCode, type Traces } from '@/lib/wbs/clean'

type Box = { type: string; at: number; content: number; end: number }

const HOLDERS = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf', 'edts', 'dinf']
const GONE: Readonly<Record<string, TraceCode>> = {
  udta: 'place',
  meta: 'author',
  uuid: 'hidden',
  free: 'hidden',
  skip: 'hidden',
  wide: 'hidden',
  XMP_: 'author',
  cprt: 'author',
  loci: 'place',
}
const HEARD_OR_SEEN = ['vide', 'soun', 'subt', 'sbtl', 'text']

/**
 * An MP4 whose tags are zeros: what tells is emptied in place, so that nothing else moves. Times of making go, and a
 * track that is neither picture, sound nor subtitle (a phone keeps its way in one) is emptied with all its samples.
 */
export function stripMp4(bytes: Uint8Array, traces: Traces): Bytes {
  const file = new Uint8Array(bytes)
  if (!boxesIn(file, 0, file.length).some(({ type }) => type === 'moov')) throw new NotCleaned('broken')
  clean(file, boxesIn(file, 0, file.length), traces)
  return file
}

function boxesIn(file: Uint8Array, from: number, to: number): Box[] {
  const view = viewOf(file)
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at)
    const isLong = size === 1
    const length = size === 0 ? to - at : isLong ? Number(view.getBigUint64(at + 8)) : size
    if (length < 8 || at + length > to) throw new NotCleaned('broken')
    boxes.push({ type: ascii(file, at + 4, 4), at, content: at + (isLong ? 16 : 8), end: at + length })
    at += length
  }
  return boxes
}

function clean(file: Uint8Array, boxes: readonly Box[], traces: Traces): void {
  for (const box of boxes) {
    const { type, content, end } = box
    const gone = GONE[type]
    if (gone) {
      if (file.subarray(content, end).some((byte) => byte !== 0)) traces.note(gone)
      empty(file, box)
    } else if (type === 'trak' && !HEARD_OR_SEEN.includes(handlerOf(file, box))) {
      traces.note('track')
      emptySamples(file, box)
      empty(file, box)
    } else if (/^(mvhd|tkhd|mdhd)$/.test(type)) forgetTimes(file, box, traces)
    else if (type === 'hdlr') file.fill(0, content + 24, end)
    else if (type === 'stsd') forgetCompressors(file, box)
    else if (HOLDERS.includes(type)) clean(file, boxesIn(file, content, end), traces)
  }
}

/** As large as before, of a type that nobody reads. */
function empty(file: Uint8Array, { at, content, end }: Box): void {
  file.set([0x66, 0x72, 0x65, 0x65], at + 4) // free
  file.fill(0, content, end)
}

function forgetTimes(file: Uint8Array, { content }: Box, traces: Traces): void {
  const times = file.subarray(content + 4, content + (file[content] === 1 ? 20 : 12))
  if (times.some((byte) => byte !== 0)) traces.note('time')
  times.fill(0)
}

/** The name of the encoder: 32 letters in each description of pictures. */
function forgetCompressors(file: Uint8Array, { content, end }: Box): void {
  for (const { type, at } of boxesIn(file, content + 8, end)) {
    if (/^(avc[1-4]|hvc1|hev1|mp4v|vp09|av01)$/.test(type)) file.fill(0, at + 50, at + 82)
  }
}

function find(file: Uint8Array, box: Box, ...path: string[]): Box | undefined {
  let found: Box | undefined = box
  for (const type of path) found = found && boxesIn(file, found.content, found.end).find((each) => each.type === type)
  return found
}

function handlerOf(file: Uint8Array, trak: Box): string {
  const handler = find(file, trak, 'mdia', 'hdlr')
  return handler ? ascii(file, handler.content + 8, 4) : ''
}

/** Zeros over all samples of a track, which lie in chunks (ISO/IEC 14496-12, 8.7). */
function emptySamples(file: Uint8Array, trak: Box): void {
  const table = find(file, trak, 'mdia', 'minf', 'stbl')
  if (!table) return
  const view = viewOf(file)
  const [sizes, chunks] = [find(file, table, 'stsz'), find(file, table, 'stsc')]
  const [offsets, longOffsets] = [find(file, table, 'stco'), find(file, table, 'co64')]
  const places = offsets ?? longOffsets
  if (!sizes || !chunks || !places) return
  const same = view.getUint32(sizes.content + 4)
  const runs = Array.from({ length: view.getUint32(chunks.content + 4) }, (_, run) => ({
    first: view.getUint32(chunks.content + 8 + run * 12),
    samples: view.getUint32(chunks.content + 12 + run * 12),
  }))
  let sample = 0
  for (let chunk = 1; chunk <= view.getUint32(places.content + 4); chunk++) {
    const place = places.content + 8 + (chunk - 1) * (offsets ? 4 : 8)
    let at = offsets ? view.getUint32(place) : Number(view.getBigUint64(place))
    const held = runs.findLast(({ first }) => first <= chunk)?.samples ?? 0
    for (let each = 0; each < held; each++, sample++) {
      const size = same || view.getUint32(sizes.content + 12 + sample * 4)
      file.fill(0, at, at + size)
      at += size
    }
  }
}
