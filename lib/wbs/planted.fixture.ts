import { deflateSync } from 'node:zlib'
import type { FileKind } from '@/lib/wbs/file-kind'

/**
 * A file in which words were planted wherever files of its kind tell of whoever made them. `content` is what must still
 * be there when it has been cleaned: the coded pixels or samples, or a sentence.
 */
export type Planted = { kind: FileKind; name: string; bytes: Uint8Array; words: string[]; content: Uint8Array | string }

/** Words that stand nowhere else: one for each place of one file. */
export function planting(file: string): { word: (place: string) => string; words: string[] } {
  const words: string[] = []
  const word = (place: string) => {
    const made = `Tanam${file}${place}Qx`
    words.push(made)
    return made
  }
  return { word, words }
}

export const JPEG = from(
  '/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAABQAG/8QAGBAAAgMAAAAAAAAAAAAAAAAAAAMFIjH/xAAWAQEBAQAAAAAAAAAAAAAAAAAEAgb/xAAcEQABAwUAAAAAAAAAAAAAAAAAAgMFBCEiMWH/2gAMAwEAAhEDEQA/AMaiOyokiOyo4iOyokiOypCHQtHJdA0R2VI1yI7KkLS7Y0jUljs//9k=',
)
const PROGRESSIVE = from(
  '/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAABAAF/8QAFgEBAQEAAAAAAAAAAAAAAAAAAwIF/9oADAMBAAIQAxAAAAHGS5MkG15tL//EABYQAAMAAAAAAAAAAAAAAAAAAAABA//aAAgBAQABBQJTFMUxTFMUz//EABgRAAIDAAAAAAAAAAAAAAAAAAAEAgMh/9oACAEDAQE/AaWSLOH/xAAWEQADAAAAAAAAAAAAAAAAAAAAAQL/2gAIAQIBAT8BVCo//8QAFBABAAAAAAAAAAAAAAAAAAAAIP/aAAgBAQAGPwJf/8QAFRABAQAAAAAAAAAAAAAAAAAAAGH/2gAIAQEAAT8hkkkkkk//2gAMAwEAAgADAAAAEAgP/8QAFhEBAQEAAAAAAAAAAAAAAAAAAFFh/9oACAEDAQE/ENFj/8QAFREBAQAAAAAAAAAAAAAAAAAAACH/2gAIAQIBAT8QcX//xAAVEAEBAAAAAAAAAAAAAAAAAAAAMf/aAAgBAQABPxCZMmTJkz//2Q==',
)
const WEBP = from(
  'UklGRmIAAABXRUJQVlA4IFYAAACwAwCdASoYABAAPtFapkuoJaOhsAgBABoJbACsLwAB0SuoxcDOAAD+9FN74Z0FgstAZEza0ErfX3qU5d9TyxC3x/j4DEg1snFzd7T0xuPKPOXUdALAAA==',
)
const LOSSLESS = from('UklGRiwAAABXRUJQVlA4TB8AAAAvF8ADALmM6H/sIqL/ASEB4YH/j0VxFMYgJgC41s0AAA==')

function from(base64: string): Buffer {
  return Buffer.from(base64, 'base64')
}

type Plant = (file: string, number: number) => Planted

export const plantedJpeg: Plant = (file, number) => {
  const { word, words } = planting(file)
  const base = number % 2 ? JPEG : PROGRESSIVE
  const bytes = Buffer.concat([
    base.subarray(0, 2),
    segment(0xe1, Buffer.concat([latin('Exif\0\0'), exif(word, number % 3 === 0)])),
    segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0${xmp(word)}`)),
    segment(0xe2, latin(`ICC_PROFILE\0\x01\x01${word('Profil')}`)),
    segment(0xed, iptc(word)),
    segment(0xfe, latin(word('Komentar'))),
    base.subarray(2),
    latin(`${word('Belakang')}`),
  ])
  return { kind: 'jpeg', name: `${word('Nama')}.jpg`, bytes, words: words.slice(0, -1), content: scanOf(base) }
}

/** From the tables of the picture to its last coded byte. */
function scanOf(jpeg: Buffer): Buffer {
  return jpeg.subarray(2, -2)
}

export const plantedPng: Plant = (file) => {
  const { word, words } = planting(file)
  const pixels = deflateSync(Buffer.from(Array.from({ length: 16 * 25 }, (_, at) => (at % 25 === 0 ? 0 : at % 256))))
  const bytes = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from([0, 0, 0, 24, 0, 0, 0, 16, 8, 0, 0, 0, 0])),
    chunk('tEXt', latin(`Author\0${word('Penulis')}`)),
    chunk('iTXt', latin(`XML:com.adobe.xmp\0\0\0\0\0${xmp(word)}`)),
    chunk('iCCP', Buffer.concat([latin(`${word('Profil')}\0\0`), deflateSync(latin('profil'))])),
    chunk('eXIf', exif(word, false)),
    chunk('tIME', Buffer.from([7, 234, 11, 2, 8, 0, 0])),
    chunk('prVt', latin(word('Sendiri'))),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
    latin(word('Belakang')),
  ])
  return { kind: 'png', name: `${file}.png`, bytes, words, content: pixels }
}

export const plantedWebp: Plant = (file, number) => {
  const { word, words } = planting(file)
  const base = number % 2 ? WEBP : LOSSLESS
  const picture = base.subarray(12)
  const head = Buffer.alloc(10)
  head[0] = 0b0010_1100
  head.writeUIntLE(23, 4, 3)
  head.writeUIntLE(15, 7, 3)
  const bytes = riff('WEBP', [
    riffChunk('VP8X', head),
    riffChunk('ICCP', latin(word('Profil'))),
    picture,
    riffChunk('EXIF', exif(word, true)),
    riffChunk('XMP ', latin(xmp(word))),
    riffChunk('PRIV', latin(word('Sendiri'))),
  ])
  return { kind: 'webp', name: `${file}.webp`, bytes, words, content: picture }
}

export function latin(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

export function riff(form: string, chunks: readonly Buffer[]): Buffer {
  return riffChunk('RIFF', Buffer.concat([latin(form), ...chunks]))
}

export function riffChunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(content.length)
  return Buffer.concat([latin(type), length, content, Buffer.alloc(content.length % 2)])
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

function chunk(type: string, content: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  const named = Buffer.concat([latin(type), content])
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

export function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

type Word = (place: string) => string

/** Exif with maker, model, program, author, time, place and a comment, in either order of bytes. */
export function exif(word: Word, isLittle: boolean): Buffer {
  const texts: [number, string][] = [
    [0x010f, word('Merek')],
    [0x0110, word('Model')],
    [0x0131, word('Program')],
    [0x013b, word('Penulis')],
  ]
  const ifd = (entries: { tag: number; type: number; value: Buffer | number }[], at: number) => {
    const bytes = Buffer.alloc(2 + entries.length * 12 + 4)
    const kept: Buffer[] = []
    let next = at + bytes.length
    const short = (value: number, place: number) =>
      isLittle ? bytes.writeUInt16LE(value, place) : bytes.writeUInt16BE(value, place)
    const long = (value: number, place: number) =>
      isLittle ? bytes.writeUInt32LE(value, place) : bytes.writeUInt32BE(value, place)
    short(entries.length, 0)
    for (const [number, { tag, type, value }] of entries.entries()) {
      const place = 2 + number * 12
      short(tag, place)
      short(type, place + 2)
      long(typeof value === 'number' ? 1 : value.length, place + 4)
      long(typeof value === 'number' ? value : next, place + 8)
      if (typeof value === 'number') continue
      kept.push(value)
      next += value.length
    }
    return Buffer.concat([bytes, ...kept])
  }
  const text = (value: string) => Buffer.concat([latin(value), Buffer.alloc(1 + ((value.length + 1) % 2))])
  const inner = (at: number) =>
    ifd(
      [
        { tag: 0x9003, type: 2, value: text('2026:11:02 08:00:00') },
        { tag: 0xa431, type: 2, value: text(word('Nomor')) },
      ],
      at,
    )
  const place = (at: number) =>
    ifd(
      [
        { tag: 0x001d, type: 2, value: text('2026:11:02') },
        { tag: 0x001b, type: 7, value: text(word('Tempat')) },
      ],
      at,
    )
  const named = texts.map(([tag, value]) => ({ tag, type: 2, value: text(value) }))
  const first = (innerAt: number, placeAt: number) =>
    ifd([...named, { tag: 0x8769, type: 4, value: innerAt }, { tag: 0x8825, type: 4, value: placeAt }], 8)
  const innerAt = 8 + first(0, 0).length
  const innerBytes = inner(innerAt)
  const placeAt = innerAt + innerBytes.length
  const head = isLittle ? Buffer.from('49492a0008000000', 'hex') : Buffer.from('4d4d002a00000008', 'hex')
  return Buffer.concat([head, first(innerAt, placeAt), innerBytes, place(placeAt)])
}

export function xmp(word: Word): string {
  return `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="${word('XmpProgram')}" xmp:CreateDate="2026-11-02T08:00:00"><dc:creator><rdf:Seq><rdf:li>${word('XmpPenulis')}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
}

/** Byline of IPTC, in the block of Photoshop. */
function iptc(word: Word): Buffer {
  const name = latin(word('Iptc'))
  const record = Buffer.concat([Buffer.from([0x1c, 2, 80, 0, name.length]), name])
  const block = Buffer.concat([latin('8BIM'), Buffer.from([4, 4, 0, 0, 0, 0, 0, record.length]), record])
  return Buffer.concat([latin('Photoshop 3.0\0'), block, Buffer.alloc(block.length % 2)])
}
