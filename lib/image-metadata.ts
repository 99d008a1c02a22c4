import { ascii, joined, viewOf } from '@/lib/bytes'

/** An image without what it says of its maker: where, when, with which device, and any thumbnail of before. */
export type BareImage = { mime: 'image/jpeg' | 'image/png' | 'image/webp'; bytes: Uint8Array }

/**
 * The same picture without its metadata. Null for what is no whole JPEG, PNG or WebP: the bytes decide, never a name.
 */
export function withoutMetadata(bytes: Uint8Array): BareImage | null {
  try {
    return bareJpeg(bytes) ?? barePng(bytes) ?? bareWebp(bytes)
  } catch (error) {
    if (error instanceof RangeError) return null // it ends before it says it does
    throw error
  }
}

const SCAN = 0xda
const END = 0xd9
const COMMENT = 0xfe

/** Segments up to the picture itself; applications' own go, but JFIF (0), colours (2) and Adobe's transform (14). */
function bareJpeg(bytes: Uint8Array): BareImage | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const view = viewOf(bytes)
  const kept = [bytes.subarray(0, 2)]
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const end = at + 2 + view.getUint16(at + 2)
    if (marker === SCAN) {
      kept.push(bytes.subarray(at, endOfPicture(bytes, at)))
      return { mime: 'image/jpeg', bytes: joined(kept) }
    }
    if (end > bytes.length) return null
    const isOfApplication = marker >= 0xe0 && marker <= 0xef
    const isNeeded = isOfApplication ? [0xe0, 0xe2, 0xee].includes(marker) : marker !== COMMENT
    if (isNeeded) kept.push(bytes.subarray(at, end))
    at = end
  }
}

/** Behind the first end of a picture stands nothing of it, but perhaps a second one with metadata of its own. */
function endOfPicture(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) if (bytes[at] === 0xff && bytes[at + 1] === END) return at + 2
  throw new RangeError('no end of the picture')
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PNG_PICTURE = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'pHYs', 'sBIT']

function barePng(bytes: Uint8Array): BareImage | null {
  if (!PNG.every((byte, at) => bytes[at] === byte)) return null
  const view = viewOf(bytes)
  const kept = [bytes.subarray(0, PNG.length)]
  for (let at = PNG.length; ; ) {
    const end = at + 12 + view.getUint32(at)
    const type = ascii(bytes, at + 4, 4)
    if (end > bytes.length) return null
    if (PNG_PICTURE.includes(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return { mime: 'image/png', bytes: joined(kept) }
    at = end
  }
}

const WEBP_METADATA = ['EXIF', 'XMP ']
const WEBP_FLAGS = 0b0000_1100 // has EXIF, has XMP

function bareWebp(bytes: Uint8Array): BareImage | null {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return null
  const view = viewOf(bytes)
  const whole = view.getUint32(4, true) + 8
  if (whole > bytes.length) return null
  const kept = [new Uint8Array(bytes.subarray(0, 12))]
  for (let at = 12; at < whole; ) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    if (end > whole) return null
    const chunk = new Uint8Array(bytes.subarray(at, end))
    if (ascii(chunk, 0, 4) === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~WEBP_FLAGS
    if (!WEBP_METADATA.includes(ascii(chunk, 0, 4))) kept.push(chunk)
    at = end
  }
  const bare = joined(kept)
  viewOf(bare).setUint32(4, bare.length - 8, true)
  return { mime: 'image/webp', bytes: bare }
}
