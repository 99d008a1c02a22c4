import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject, PDFStream } from 'pdf-lib'

/** What is wrong with an uploaded file, as a refusal code, or how many pages it has. */
export type Inspection = { ok: true; pageCount: number } | { ok: false; code: InspectionFault; facts?: Limits }
export type InspectionFault =
  | 'not_pdf'
  | 'file_broken'
  | 'file_locked'
  | 'file_active'
  | 'file_image_too_large'
  | 'file_too_many_pages'
type Limits = { pageLimit: number }

export const PAGE_LIMIT = 300
const OBJECT_LIMIT = 200_000
const TAIL = 2048

/** An A0 sheet scanned at 300 dpi has 140 million; whatever is beyond fills the memory of the browser that shows it. */
const IMAGE_PIXELS = 150_000_000
const IMAGE_SIDE = 30_000

/** The end record of a zip archive, and where in it the length of the comment stands that ends the file. */
const ZIP_END = { mark: Buffer.from('PK\u0005\u0006'), bytes: 22, commentAt: 20 }

/** Actions that run something outside the page. */
const ACTIVE_ACTIONS = ['JavaScript', 'Launch', 'ImportData', 'SubmitForm', 'Rendition', 'RichMediaExecute']
/** Entries that carry a program or another file. */
const ACTIVE_KEYS = ['JS', 'JavaScript', 'EmbeddedFiles', 'XFA', 'RichMediaContent']

/**
 * Looks at an uploaded PDF: it is nothing else beside a PDF, can be read, is not locked, runs nothing, and has no image
 * that a browser cannot show and no more than 300 pages. Unpacks the file's structure, so call it where memory and time are bounded.
 */
export async function inspectPdf(bytes: Uint8Array): Promise<Inspection> {
  if (!isPdfAlone(bytes)) return { ok: false, code: 'not_pdf' }
  const document = await parsed(bytes)
  if (!document) return { ok: false, code: 'file_broken' }
  if (document.isEncrypted) return { ok: false, code: 'file_locked' }
  const objects = document.context.enumerateIndirectObjects()
  if (objects.length > OBJECT_LIMIT) return { ok: false, code: 'file_broken' }
  if (objects.some(([, object]) => isActive(object))) return { ok: false, code: 'file_active' }
  if (objects.some(([, object]) => isVastImage(object))) return { ok: false, code: 'file_image_too_large' }
  const pageCount = countPages(document)
  if (pageCount < 1) return { ok: false, code: 'file_broken' }
  if (pageCount > PAGE_LIMIT) return { ok: false, code: 'file_too_many_pages', facts: { pageLimit: PAGE_LIMIT } }
  return { ok: true, pageCount }
}

/** Begins and ends as a PDF: a file that is also an archive, a page or a program has something before or after. */
function isPdfAlone(bytes: Uint8Array): boolean {
  const text = (part: Uint8Array) => Buffer.from(part).toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text(bytes.subarray(0, 8)))) return false
  return /%%EOF[\s\0]*$/.test(text(bytes.subarray(-TAIL))) && !endsAsArchive(Buffer.from(bytes))
}

/** An archive is read from its end, so the end of a PDF may stand in its comment. */
function endsAsArchive(bytes: Buffer): boolean {
  const at = bytes.lastIndexOf(ZIP_END.mark)
  if (at < 0 || at + ZIP_END.bytes > bytes.length) return false
  return at + ZIP_END.bytes + bytes.readUInt16LE(at + ZIP_END.commentAt) === bytes.length
}

async function parsed(bytes: Uint8Array): Promise<PDFDocument | null> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true, throwOnInvalidObject: true })
  } catch {
    return null // whatever the fault, the answer is the same: it cannot be read
  }
}

function countPages(document: PDFDocument): number {
  try {
    return document.getPageCount()
  } catch {
    return 0 // the page tree is missing or leads nowhere
  }
}

function isActive(object: PDFObject): boolean {
  if (object instanceof PDFStream) return isActive(object.dict)
  if (object instanceof PDFArray) return object.asArray().some(isActive)
  if (!(object instanceof PDFDict)) return false
  return object.entries().some(([key, value]) => {
    if (ACTIVE_KEYS.includes(key.decodeText())) return true
    const isAction = key.decodeText() === 'S' && value instanceof PDFName
    return isAction ? ACTIVE_ACTIONS.includes(value.decodeText()) : isActive(value)
  })
}

function isVastImage(object: PDFObject): boolean {
  if (!(object instanceof PDFStream) || object.dict.get(PDFName.of('Subtype')) !== PDFName.of('Image')) return false
  const side = (name: string) => {
    const value = object.dict.lookup(PDFName.of(name))
    return value instanceof PDFNumber ? value.asNumber() : 0
  }
  const [width, height] = [side('Width'), side('Height')]
  return width * height > IMAGE_PIXELS || Math.max(width, height) > IMAGE_SIDE
}
