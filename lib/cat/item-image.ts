import { error, type ItemProblem } from '@/lib/cat/item-file'
import { decodeText } from '@/lib/cat/text-file'
import { cleanSvg } from '@/lib/svg'

const MAX_IMAGE_BYTES = 1_000_000
const MAX_IMAGE_SIDE = 4_000

type Size = { width: number; height: number }
export type CheckedImage = { dataUrl: string } | { problem: ItemProblem }

/** An image as data of its document, when it is a PNG, JPEG, GIF or SVG of reasonable size. SVG loses what could act. */
export function checkImage(bytes: Uint8Array, name: string): CheckedImage {
  const refuse = (code: string, facts = {}) => ({ problem: error(code, { name: shortName(name), ...facts }) })
  if (bytes.length > MAX_IMAGE_BYTES) return refuse('image_heavy', { limit: MAX_IMAGE_BYTES / 1_000 })
  const kind = kindOf(bytes)
  if (!kind) return refuse('image_kind')
  if (kind === 'svg+xml') {
    const svg = cleanSvg(decodeText(bytes))
    if (!svg) return refuse('image_damaged')
    if (isTooLarge(svg.size)) return refuse('image_large', { ...svg.size, limit: MAX_IMAGE_SIDE })
    return { dataUrl: dataUrl(kind, new TextEncoder().encode(svg.text)) }
  }
  const size = SIZES[kind](bytes)
  if (!size) return refuse('image_damaged')
  if (isTooLarge(size)) return refuse('image_large', { ...size, limit: MAX_IMAGE_SIDE })
  return { dataUrl: dataUrl(kind, bytes) }
}

/** The bytes of `data:image/…;base64,…`, or undefined for any other address. */
export function bytesOfDataUrl(url: string): Uint8Array | undefined {
  const data = /^data:image\/[\w.+-]+(?:;[\w=-]+)*;base64,([\sA-Za-z0-9+/=]*)$/.exec(url)?.[1]
  return data === undefined ? undefined : bytesOfBase64(data)
}

export function bytesOfBase64(data: string): Uint8Array | undefined {
  try {
    const text = atob(data)
    const bytes = new Uint8Array(text.length)
    for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
    return bytes
  } catch {
    return undefined
  }
}

function shortName(name: string): string {
  return name.startsWith('data:') ? 'data' : name.slice(-120)
}

function isTooLarge({ width, height }: Size): boolean {
  return !(width > 0 && height > 0 && width <= MAX_IMAGE_SIDE && height <= MAX_IMAGE_SIDE)
}

const SIZES = { png: pngSize, jpeg: jpegSize, gif: gifSize }

function kindOf(bytes: Uint8Array): keyof typeof SIZES | 'svg+xml' | undefined {
  if ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, at) => bytes[at] === byte)) return 'png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (/^GIF8[79]a$/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 6)))) return 'gif'
  if (/<(?:\w+:)?svg[\s>]/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 2_000)))) return 'svg+xml'
  return undefined
}

function pngSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return bytes.length < 33 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) }
}

function gifSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return bytes.length < 14 ? undefined : { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/** Walks the segments of a JPEG to the one that says its size. */
function jpegSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

function dataUrl(kind: string, bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 30_000) {
    pieces.push(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + 30_000)))
  }
  return `data:image/${kind};base64,${btoa(pieces.join(''))}`
}
