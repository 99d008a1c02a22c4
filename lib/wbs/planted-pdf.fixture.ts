import { PDFDocument, PDFHexString, PDFName, PDFString, StandardFonts } from 'pdf-lib'
import { exif, JPEG, type Planted, planting, xmp } from '@/lib/wbs/planted.fixture'

const SENTENCE = 'Isi yang harus tetap utuh'

/** A PDF with all that programs write beside its pages, and an older version of its properties in front of the newest. */
export async function plantedPdf(file: string, number: number): Promise<Planted> {
  const { word, words } = planting(file)
  const pdf = await PDFDocument.create()
  const { context } = pdf
  pdf.setAuthor(word('Penulis'))
  pdf.setCreator(word('Pembuat'))
  pdf.setProducer(word('Program'))
  pdf.setTitle(word('Judul'))
  await pdf.attach(Buffer.from(word('Lampiran')), `${word('NamaLampiran')}.txt`)
  pdf.addJavaScript('buka', `app.alert("${word('Skrip')}")`)
  const page = pdf.addPage([300, 200])
  page.drawText(SENTENCE, { x: 20, y: 150, size: 14, font: await pdf.embedFont(StandardFonts.Helvetica) })
  page.drawImage(await pdf.embedJpg(new Uint8Array(photo(word))), { x: 20, y: 20, width: 48, height: 32 })
  const stream = (text: string, type: string) => context.register(context.stream(text, { Type: type, Subtype: 'XML' }))
  pdf.catalog.set(PDFName.of('Metadata'), stream(xmp(word), 'Metadata'))
  pdf.catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'JavaScript', JS: PDFString.of(word('Buka')) }))
  page.node.set(PDFName.of('Metadata'), stream(word('HalamanXmp'), 'Metadata'))
  page.node.set(PDFName.of('PieceInfo'), context.obj({ App: { Private: PDFString.of(word('Sendiri')) } }))
  page.node.set(PDFName.of('Thumb'), stream(word('Kecil'), 'XObject'))
  const profile = context.register(context.stream(word('Profil'), { N: 3 }))
  const colours = context.obj({ Warna: [PDFName.of('ICCBased'), profile] })
  page.node.normalizedEntries().Resources?.set(PDFName.of('ColorSpace'), colours)
  const note = { Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], Contents: PDFString.of('Tanggapan') }
  const attached = {
    Type: 'Annot',
    Subtype: 'FileAttachment',
    Rect: [0, 0, 9, 9],
    Contents: PDFString.of(word('Jepit')),
  }
  const link = {
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [0, 0, 9, 9],
    A: { S: 'Launch', F: PDFString.of(word('Jalankan')) },
  }
  const annotations = [
    { ...note, T: PDFHexString.fromText(word('Komentator')), NM: PDFString.of(word('Nomor')) },
    attached,
    link,
  ]
  page.node.set(PDFName.of('Annots'), context.obj(annotations.map((each) => context.register(context.obj(each)))))
  const saved = await pdf.save({ useObjectStreams: number % 2 === 0 })
  const later = `\n99999 0 obj\n(${word('Susulan')})\nendobj\n`
  const end = Buffer.from(saved).lastIndexOf('startxref')
  const bytes =
    number % 3 ? Buffer.concat([saved.subarray(0, end), Buffer.from(later), saved.subarray(end)]) : Buffer.from(saved)
  return { kind: 'pdf', name: `${file}.pdf`, bytes, words: number % 3 ? words : words.slice(0, -1), content: SENTENCE }
}

function photo(word: (place: string) => string): Buffer {
  const block = Buffer.concat([Buffer.from('Exif\0\0'), exif((place) => word(`Foto${place}`), false)])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(block.length + 2, 2)
  return Buffer.concat([JPEG.subarray(0, 2), head, block, JPEG.subarray(2)])
}
