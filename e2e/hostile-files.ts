import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFNumber } from 'pdf-lib'
import { workbookOf, zipOf } from '@/lib/import/workbook.fixture'

export type Upload = { name: string; mimeType: string; buffer: Buffer }

export const MEGABYTE = 1024 * 1024

async function pdf(arrange: (document: PDFDocument) => void = () => {}): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage()
  arrange(document)
  return Buffer.from(await document.save({ useObjectStreams: false }))
}

/** A PDF of about this size that no compression makes smaller. */
export function pdfOf(bytes: number): Promise<Buffer> {
  return pdf(({ context }) => void context.register(context.stream(new Uint8Array(bytes))))
}

export const named = (name: string, buffer: Buffer | string, mimeType = 'application/pdf'): Upload => ({
  name,
  mimeType,
  buffer: Buffer.from(buffer),
})

/** The head of a PNG that would be that wide and high. */
function imageOf(pixels: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const size = Buffer.alloc(13)
  size.writeUInt32BE(pixels, 0)
  size.writeUInt32BE(pixels, 4)
  return Buffer.concat([head, size])
}

type Hostile = [what: string, upload: Upload, sentence: RegExp]

let papers: Promise<Hostile[]> | undefined

/** Papers that nobody may keep, and the sentence with which each is refused. */
export function hostilePapers(): Promise<Hostile[]> {
  papers ??= makePapers() // packing one of them takes seconds
  return papers
}

async function makePapers(): Promise<Hostile[]> {
  const plain = await pdf()
  const html = Buffer.from('<!DOCTYPE html><script>alert(1)</script>')
  const locked = await pdf(({ context }) => {
    context.trailerInfo.Encrypt = context.register(context.obj({ Filter: 'Standard', V: 2, R: 3 }))
  })
  const vast = await pdf(({ context }) => {
    const image = { Type: 'XObject', Subtype: 'Image', Width: 60_000, Height: PDFNumber.of(60_000) }
    context.register(context.flateStream(new Uint8Array(8), image))
  })
  const packed = deflateSync(Buffer.alloc(300 * MEGABYTE), { level: 9 })
  const bomb = Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    ),
    packed,
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 2 0 R /Size 3 >>\nstartxref\n0\n%%EOF\n'),
  ])
  return [
    ['an empty file', named('kosong.pdf', ''), /Berkas ini kosong/],
    ['a page of the web', named('SK.pdf', html), /bukan PDF/],
    ['a page of the web that is a PDF too', named('SK.pdf', Buffer.concat([html, plain])), /bukan PDF/],
    ['a program', named('SK.pdf', Buffer.concat([Buffer.from('MZ'), plain])), /bukan PDF/],
    ['a PDF that is an archive too', named('SK.pdf', Buffer.concat([plain, zipOf({ a: 'b' })])), /bukan PDF/],
    ['half a PDF', named('SK.pdf', plain.subarray(0, plain.length / 2)), /bukan PDF/],
    ['a locked PDF', named('SK.pdf', locked), /terkunci dengan kata sandi/],
    ['an image of 60,000 pixels', named('SK.pdf', vast), /terlalu besar untuk ditampilkan/],
    ['a PDF that unpacks without end', named('SK.pdf', bomb), /rusak atau tidak dapat dibaca/],
    ['a file beyond the limit', named('SK.pdf', await pdfOf(11 * MEGABYTE)), /lebih besar dari 10 MB/],
  ]
}

const sheets = workbookOf('')

/** The same for workbooks. */
export const hostileWorkbooks: Hostile[] = [
  ['an empty file', named('pegawai.xlsx', ''), /Berkas ini kosong/],
  ['a PDF', named('pegawai.xlsx', '%PDF-1.7\n%%EOF'), /bukan XLSX atau CSV/],
  [
    'a PDF that is a workbook too',
    named('pegawai.xlsx', Buffer.concat([Buffer.from('%PDF-1.7\n'), sheets])),
    /bukan XLSX/,
  ],
  ['an image of 60,000 pixels', named('pegawai.xlsx', imageOf(60_000)), /bukan XLSX atau CSV/],
  ['an archive that is no workbook', named('pegawai.xlsx', zipOf({ 'program.exe': 'MZ' })), /rusak atau bukan/],
  ['a page of the web', named('pegawai.csv', '<!DOCTYPE html><p>nip</p>'), /Judul kolom tidak ditemukan/],
  [
    'a bomb',
    named('pegawai.xlsx', zipOf({ 'xl/workbook.xml': 'x' }, { declaredBytes: 0xfffffff0 })),
    /mengembang jauh melebihi/,
  ],
  ['an archive that leaves its folder', named('pegawai.xlsx', zipOf({ '../../luar.xml': 'x' })), /rusak atau bukan/],
  ['half a workbook', named('pegawai.xlsx', sheets.subarray(0, 200)), /rusak atau bukan/],
  ['a locked workbook', named('pegawai.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')), /terkunci kata sandi/],
]
