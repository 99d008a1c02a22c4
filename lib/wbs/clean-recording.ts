import { ascii, joined, viewOf } from '@/lib/bytes'
import { type Cleaned, NotCleaned, Traces } from '@/lib/wbs/clean'
import { stripMp4 } from '@/lib/wbs/clean-mp4'
import { stripOgg } from '@/lib/wbs/clean-ogg'

/**
 * A recording without the tags of its container: who, where, when, with what, pictures and comments. Voices, faces and
 * what an encoder wove into picture or sound stay. Refuses `broken`.
 */
export function cleanRecording(bytes: Uint8Array): Cleaned {
  const traces = new Traces()
  try {
    return { bytes: strip(bytes, traces), traces: traces.list() }
  } catch (error) {
    throw error instanceof NotCleaned ? error : new NotCleaned('broken')
  }
}

function strip(bytes: Uint8Array, traces: Traces) {
  if (ascii(bytes, 4, 4) === 'ftyp') return stripMp4(bytes, traces)
  if (ascii(bytes, 0, 4) === 'OggS') return stripOgg(bytes, traces)
  if (ascii(bytes, 0, 4) === 'RIFF') return stripWav(bytes, traces)
  return stripMp3(bytes, traces)
}

/** Only what is needed to hear it: format, samples, and how many there are. */
function stripWav(bytes: Uint8Array, traces: Traces) {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let at = 12
  while (at + 8 <= bytes.length) {
    const type = ascii(bytes, at, 4)
    const content = bytes.subarray(at + 8, at + 8 + view.getUint32(at + 4, true))
    if (type === 'fmt ' || type === 'data' || type === 'fact') {
      const head = new Uint8Array(bytes.subarray(at, at + 8))
      viewOf(head).setUint32(4, content.length, true) // a recording that was cut off says more than is there
      kept.push(head, content, new Uint8Array(content.length % 2))
    } else if (type === 'LIST') traces.note('author', 'title')
    else traces.note(type === 'bext' ? 'time' : 'hidden')
    at += 8 + content.length + (content.length % 2)
  }
  const body = joined(kept)
  if (body.length === 0) throw new NotCleaned('broken')
  const head = new Uint8Array(bytes.subarray(0, 12))
  viewOf(head).setUint32(4, 4 + body.length, true)
  return joined([head, body])
}

/** Frames alone, from the first to the last: ID3 of both versions, APE, lyrics and whatever stands between are gone. */
function stripMp3(bytes: Uint8Array, traces: Traces) {
  const frames: Uint8Array[] = []
  let at = 0
  let between = 0
  while (at + 4 <= bytes.length) {
    const length = ascii(bytes, at, 3) === 'ID3' ? 0 : frameBytes(bytes, at)
    if (length > 0 && at + length <= bytes.length && (frames.length > 0 || frameBytes(bytes, at + length) > 0)) {
      frames.push(bytes.subarray(at, at + length))
      at += length
    } else {
      const tag = ascii(bytes, at, 3) === 'ID3' ? id3Bytes(bytes, at) : 1
      between += tag
      at += tag
    }
  }
  if (frames.length === 0) throw new NotCleaned('broken')
  if (between > 0) traces.note('author', 'title')
  return joined(frames)
}

function id3Bytes(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at + 6, at + 10)
  const hasFooter = ((bytes[at + 5] ?? 0) & 0x10) !== 0
  return 10 + ((a << 21) | (b << 14) | (c << 7) | d) + (hasFooter ? 10 : 0)
}

/** Kilobits a second of layer III, by version 1 and by versions 2 and 2.5 (ISO/IEC 11172-3, 13818-3). */
const RATES = [
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
]
const SAMPLES_PER_SECOND = [44_100, 48_000, 32_000]

/** How long the frame of layer III at this place is; 0 where there is none. */
function frameBytes(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
  if (first !== 0xff || second < 0xe0 || ((second >> 1) & 3) !== 1) return 0
  const version = (second >> 3) & 3 // 3 is version 1, 2 is 2, 0 is 2.5
  const rate = RATES[version === 3 ? 0 : 1]?.[(third >> 4) - 1]
  const samples = SAMPLES_PER_SECOND[(third >> 2) & 3]
  if (version === 1 || !rate || !samples) return 0
  const perSecond = samples / (version === 3 ? 1 : version === 2 ? 2 : 4)
  return Math.floor(((version === 3 ? 144 : 72) * rate * 1000) / perSecond) + ((third >> 1) & 1)
}
