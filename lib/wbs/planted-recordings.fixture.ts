import { latin, type Planted, planting, riff, riffChunk } from '@/lib/wbs/planted.fixture'

const SAMPLES = Buffer.from(Array.from({ length: 800 }, (_, at) => (at * 7) % 200))

export function plantedMp3(file: string, number: number): Planted {
  const { word, words } = planting(file)
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.alloc(413, number % 250)])
  const frames = Buffer.concat([frame, frame, frame, frame])
  const text = (id: string, value: string) => {
    const content = Buffer.concat([
      Buffer.from([number % 2 ? 0 : 1]),
      Buffer.from(value, number % 2 ? 'latin1' : 'utf16le'),
    ])
    return Buffer.concat([latin(id), Buffer.from([0, 0, 0, content.length, 0, 0]), content])
  }
  const tags = Buffer.concat([text('TPE1', word('Penulis')), text('TIT2', word('Judul')), text('TXXX', word('Tempat'))])
  const id3 = Buffer.concat([latin('ID3'), Buffer.from([3, 0, 0, 0, 0, tags.length >> 7, tags.length & 127]), tags])
  const ape = Buffer.concat([latin('APETAGEX'), Buffer.alloc(24), latin(word('Ape'))])
  const old = Buffer.concat([latin('TAG'), latin(word('Lama').slice(0, 30).padEnd(30, '\0')), Buffer.alloc(95)])
  return { kind: 'mp3', name: `${file}.mp3`, bytes: Buffer.concat([id3, frames, ape, old]), words, content: frames }
}

export function plantedWav(file: string): Planted {
  const { word, words } = planting(file)
  const format = Buffer.from('0100010044ac000088580100020010', 'hex')
  const bytes = riff('WAVE', [
    riffChunk('fmt ', Buffer.concat([format, Buffer.alloc(1)])),
    riffChunk('LIST', Buffer.concat([latin('INFO'), riffChunk('IART', latin(word('Penulis')))])),
    riffChunk('bext', latin(word('Siaran'))),
    riffChunk('data', SAMPLES),
    riffChunk('id3 ', latin(`ID3${word('Tag')}`)),
    riffChunk('_PMX', latin(word('Xmp'))),
  ])
  return { kind: 'wav', name: `${file}.wav`, bytes, words, content: SAMPLES }
}

export function plantedOgg(file: string, number: number): Planted {
  const { word, words } = planting(file)
  const isOpus = number % 2 === 0
  const length = (value: number) => Buffer.from(Uint32Array.of(value).buffer)
  const text = (value: string) => Buffer.concat([length(value.length), latin(value)])
  const comments = [
    text(word('Program')),
    length(2),
    text(`ARTIST=${word('Penulis')}`),
    text(`LOCATION=${word('Tempat').padEnd(400, '.')}`),
  ]
  const first = isOpus
    ? latin('OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0')
    : Buffer.concat([latin('\x01vorbis'), Buffer.alloc(23, 1)])
  const comment = Buffer.concat([
    latin(isOpus ? 'OpusTags' : '\x03vorbis'),
    ...comments,
    Buffer.from(isOpus ? [] : [1]),
  ])
  const setup = Buffer.concat([latin('\x05vorbis'), SAMPLES.subarray(0, 300)])
  const pages = [page([first], 0, 2), page(isOpus ? [comment] : [comment, setup], 1, 0), page([SAMPLES], 2, 4)]
  return { kind: 'ogg', name: `${file}.ogg`, bytes: Buffer.concat(pages), words, content: SAMPLES }
}

/** One page; its sum is left at zero, which only a player would mind. */
function page(packets: readonly Buffer[], number: number, flags: number): Buffer {
  const lacing = packets.flatMap(({ length }) => [...Array(Math.floor(length / 255)).fill(255), length % 255])
  const head = Buffer.alloc(27)
  head.write('OggS')
  head[5] = flags
  head.writeUInt32LE(77, 14)
  head.writeUInt32LE(number, 18)
  head[26] = lacing.length
  return Buffer.concat([head, Buffer.from(lacing), ...packets])
}

export function plantedM4a(file: string, number: number): Planted {
  return { ...plantedIso(file, 'M4A ', 'soun', number), kind: 'm4a', name: `${file}.m4a` }
}

export function plantedMp4(file: string, number: number): Planted {
  return { ...plantedIso(file, number % 2 ? 'isom' : 'qt  ', 'vide', number), kind: 'mp4', name: `${file}.mp4` }
}

/** A track to be seen or heard, and one in which a phone wrote its way. */
function plantedIso(file: string, brand: string, handler: string, number: number) {
  const { word, words } = planting(file)
  const way = latin(word('Jejak').padEnd(64, ' '))
  const fileType = box('ftyp', latin(brand), Buffer.alloc(4))
  const media = box('mdat', SAMPLES, way, way)
  const from = fileType.length + 8
  const times = Buffer.from('00000000e3a1b2c3e3a1b2c3000003e800000000', 'hex')
  const movie = box(
    'moov',
    box('mvhd', times, Buffer.alloc(80)),
    track(handler, [SAMPLES.length], from, word('Penangan'), times),
    track('meta', [way.length, way.length], from + SAMPLES.length, word('Arah'), times),
    box('udta', box('\xa9xyz', latin(word('Tempat'))), box('\xa9nam', latin(word('Judul')))),
    box('meta', box('ilst', latin(word('Penulis')))),
    box('uuid', Buffer.alloc(16, number), latin(word('Xmp'))),
  )
  const rest = [box('free', latin(word('Kosong'))), box('uuid', Buffer.alloc(16, 1), latin(word('Luar')))]
  return { bytes: Buffer.concat([fileType, media, movie, ...rest]), words, content: SAMPLES }
}

function track(handler: string, sizes: readonly number[], at: number, name: string, times: Buffer): Buffer {
  const numbers = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4)
    for (const [place, value] of values.entries()) bytes.writeUInt32BE(value, place * 4)
    return bytes
  }
  const encoder = box('avc1', Buffer.alloc(42), latin(name.slice(0, 4).padEnd(32, '\0')), Buffer.alloc(4))
  const table = box(
    'stbl',
    box('stsd', numbers(0, 1), encoder),
    box('stsz', numbers(0, 0, sizes.length, ...sizes)),
    box('stsc', numbers(0, 1, 1, sizes.length, 1)),
    box('stco', numbers(0, 1, at)),
  )
  const media = box(
    'mdia',
    box('mdhd', times),
    box('hdlr', numbers(0, 0), latin(handler), Buffer.alloc(12), latin(name)),
    box('minf', table),
  )
  return box('trak', box('tkhd', times, Buffer.alloc(64)), media)
}

function box(type: string, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}
