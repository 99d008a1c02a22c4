import { ParseSpeeds, PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRef, PDFString } from 'pdf-lib'
import { joined } from '@/lib/bytes'
import type { SignatureSpot } from '@/lib/documents/render.server'

/** Room for the signature in bytes: with its timestamp and four P-256 certificates it needs about four thousand. */
const RESERVED = 8192
const FIELD = { width: 240, height: 51 } // the QR code and the words beside it
const PLACEHOLDER = '[0 0000000000 0000000000 0000000000]'

/** A letter is read in one go: in the thread of the printer nothing else waits. */
export const WHOLE = { parseSpeed: ParseSpeeds.Fastest }

export type SignatureField = { spot: SignatureSpot; name: string; signedAt: Date }

/** A file with an empty signature: what to sign, and how to put the signature in its place. */
export type Unsigned = { content: Uint8Array; withSignature(cms: Uint8Array): Uint8Array }

/**
 * Appends an empty signature field to a PDF as an incremental update: the bytes before it stay as they are, so that
 * signatures already there stay valid. Only for files with a classic cross-reference table, such as our own.
 */
export async function appendSignatureField(pdf: Uint8Array, field: SignatureField): Promise<Unsigned> {
  const document = await PDFDocument.load(pdf, { ...WHOLE, updateMetadata: false })
  const { objects, signature } = signatureObjects(document, field)
  const update = incrementalUpdate(pdf, document, objects)
  const bytes = joined([pdf, update])

  const start = lastIndexOf(bytes, '/Contents <') + '/Contents '.length
  const end = start + 2 + RESERVED * 2
  if (signature.length === 0 || bytes[start] !== 0x3c || bytes[end - 1] !== 0x3e) throw new Error('no signature gap')
  const range = `[0 ${start} ${end} ${bytes.length - end}]`.padEnd(PLACEHOLDER.length, ' ')
  bytes.set(latin1(range), lastIndexOf(bytes, PLACEHOLDER))

  return {
    content: joined([bytes.subarray(0, start), bytes.subarray(end)]),
    withSignature(cms) {
      if (cms.length > RESERVED) throw new Error(`signature of ${cms.length} bytes does not fit`)
      bytes.set(latin1(Buffer.from(cms).toString('hex')), start + 1)
      return bytes
    },
  }
}

type NumberedObject = { ref: PDFRef; body: Uint8Array }

/** The signature, its widget with an empty appearance, and the page and catalog that now mention them. */
function signatureObjects(document: PDFDocument, { spot, name, signedAt }: SignatureField) {
  const { context, catalog } = document
  const page = document.getPage(spot.page - 1)
  const signature = [
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/M ${pdfDate(signedAt)} /Name ${utf16(name)}`,
    `/ByteRange ${PLACEHOLDER} /Contents <${'0'.repeat(RESERVED * 2)}> >>`,
  ].join('\n')
  const signatureRef = context.nextRef()
  const appearance = context.register(
    context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, FIELD.width, FIELD.height] }),
  )
  const top = page.getHeight() - spot.y
  const fields = existingFields(document)
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      F: 132, // print, locked
      T: PDFString.of(`TandaTangan${fields.length + 1}`),
      Rect: [spot.x, top - FIELD.height, spot.x + FIELD.width, top],
      P: page.ref,
      V: signatureRef,
      AP: { N: appearance },
    }),
  )
  page.node.set(PDFName.of('Annots'), context.obj([...(page.node.Annots()?.asArray() ?? []), widget]))
  catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [...fields, widget], SigFlags: 3 }))

  const catalogRef = context.trailerInfo.Root
  if (!(catalogRef instanceof PDFRef)) throw new Error('no catalog')
  const changed: [PDFRef, PDFObject | undefined][] = [
    [page.ref, page.node],
    [catalogRef, catalog],
    [appearance, context.lookup(appearance)],
    [widget, context.lookup(widget)],
  ]
  const objects: NumberedObject[] = changed.map(([ref, object]) => ({ ref, body: printed(object) }))
  objects.push({ ref: signatureRef, body: latin1(signature) })
  return { objects, signature }
}

function existingFields(document: PDFDocument): PDFObject[] {
  const form = document.catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict)
  return form?.lookupMaybe(PDFName.of('Fields'), PDFArray)?.asArray() ?? []
}

/** The objects, a cross-reference table for them, and a trailer that points to the table before it. */
function incrementalUpdate(pdf: Uint8Array, document: PDFDocument, objects: NumberedObject[]): Uint8Array {
  const { Root, Info, ID } = document.context.trailerInfo
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(Buffer.from(pdf.subarray(-64)).toString('latin1'))?.[1]
  const isClassic = previous && Buffer.from(pdf.subarray(Number(previous), Number(previous) + 4)).toString() === 'xref'
  if (!isClassic) throw new Error('not a file with a classic cross-reference table')

  const parts: Uint8Array[] = [latin1('\n')]
  let offset = pdf.length + 1
  const add = (bytes: Uint8Array) => {
    parts.push(bytes)
    offset += bytes.length
  }
  const sections: string[] = []
  for (const { ref, body } of objects.toSorted((a, b) => a.ref.objectNumber - b.ref.objectNumber)) {
    sections.push(`${ref.objectNumber} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
    add(latin1(`${ref.objectNumber} 0 obj\n`))
    add(body)
    add(latin1('\nendobj\n'))
  }
  const table = offset
  const size = document.context.largestObjectNumber + 1
  const optional = `${Info ? ` /Info ${Info}` : ''}${ID ? ` /ID ${ID}` : ''}`
  add(latin1(`xref\n${sections.join('')}trailer\n<< /Size ${size} /Root ${Root}${optional} /Prev ${previous} >>\n`))
  add(latin1(`startxref\n${table}\n%%EOF\n`))
  return joined(parts)
}

function printed(object: PDFObject | undefined): Uint8Array {
  if (!object) throw new Error('object is missing')
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}

/** D:20270125093000+07'00', the time in Jakarta. */
function pdfDate(instant: Date): string {
  const local = new Date(instant.getTime() + 7 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)
  return `(D:${local}+07'00')`
}

function utf16(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`
}

function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

function lastIndexOf(bytes: Uint8Array, text: string): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(text, undefined, 'latin1')
  if (at < 0) throw new Error(`${text} is missing`)
  return at
}
