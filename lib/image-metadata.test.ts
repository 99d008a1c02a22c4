import { expect, test } from 'vitest'
import { withoutMetadata } from './image-metadata'

const text = (value: string) => [...value].map((letter) => letter.charCodeAt(0))
const segment = (marker: number, content: number[]) => [0xff, marker, 0, content.length + 2, ...content]
const PLACE = 'Exif\0\0GPS -6.2088 106.8456'

const jpeg = (...segments: number[][]) =>
  new Uint8Array([0xff, 0xd8, ...segments.flat(), ...segment(0xda, [1, 1, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd9])

const word = (value: number, isLittle = false) => {
  const bytes = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
  return isLittle ? bytes.reverse() : bytes
}
const pngChunk = (type: string, content: number[]) => [...word(content.length), ...text(type), ...content, ...word(0)]
const png = (...chunks: number[][]) =>
  new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunks.flat(), ...pngChunk('IEND', [])])
const webpChunk = (type: string, content: number[]) => [
  ...text(type),
  ...word(content.length, true),
  ...content,
  ...(content.length % 2 ? [0] : []),
]
const webp = (...chunks: number[][]) => {
  const body = [...text('WEBP'), ...chunks.flat()]
  return new Uint8Array([...text('RIFF'), ...word(body.length, true), ...body])
}
const says = (bytes: Uint8Array | undefined) => String.fromCharCode(...(bytes ?? []))

test('a JPEG loses EXIF, XMP and comments and keeps its picture, its frame and its colours', () => {
  const plain = jpeg(segment(0xe0, text('JFIF')), segment(0xe2, text('ICC')), segment(0xc0, [8, 0, 1, 0, 1]))
  const told = jpeg(
    segment(0xe0, text('JFIF')),
    segment(0xe1, text(PLACE)),
    segment(0xe1, text('http://ns.adobe.com/xap')),
    segment(0xe2, text('ICC')),
    segment(0xed, text('Photoshop')),
    segment(0xfe, text('Redmi 9A')),
    segment(0xc0, [8, 0, 1, 0, 1]),
  )
  expect(withoutMetadata(told)).toEqual({ mime: 'image/jpeg', bytes: plain })
})

test('nothing that stands behind the picture comes along', () => {
  const second = jpeg(segment(0xe1, text(PLACE)))
  const both = new Uint8Array([...jpeg(), ...second])
  expect(withoutMetadata(both)?.bytes).toEqual(jpeg())
})

test('a PNG keeps what draws it and nothing that tells', () => {
  const header = pngChunk('IHDR', [0, 0, 0, 1])
  const data = pngChunk('IDAT', [1, 2, 3])
  const told = png(header, pngChunk('tEXt', text(PLACE)), pngChunk('eXIf', text(PLACE)), data, pngChunk('tIME', [1]))
  expect(withoutMetadata(told)).toEqual({ mime: 'image/png', bytes: png(header, data) })
})

test('a WebP loses EXIF and XMP, and no longer says that it has them', () => {
  const told = webp(webpChunk('VP8X', [0b0000_1110, 0, 0]), webpChunk('VP8 ', [9]), webpChunk('EXIF', text(PLACE)))
  const bare = withoutMetadata(told)
  expect(bare).toEqual({ mime: 'image/webp', bytes: webp(webpChunk('VP8X', [0b10, 0, 0]), webpChunk('VP8 ', [9])) })
  expect(says(bare?.bytes)).not.toContain('GPS')
})

test('what is cut short, or something else under the name of an image, is none', () => {
  const whole = [jpeg(segment(0xe0, text('JFIF'))), png(pngChunk('IHDR', [1])), webp(webpChunk('VP8 ', [1, 2]))]
  for (const image of whole) {
    for (let length = 0; length < image.length; length++) expect(withoutMetadata(image.subarray(0, length))).toBeNull()
  }
  expect(withoutMetadata(new Uint8Array(text('%PDF-1.7')))).toBeNull()
  expect(withoutMetadata(new Uint8Array(text('<svg onload="x"></svg>')))).toBeNull()
})
