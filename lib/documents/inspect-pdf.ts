import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFStream } from 'pdf-lib'

/** What is wrong with an uploaded file, as a refusal code, or how many pages it has. */
export type Inspection = { ok: true; pageCount: number } | { ok: false; code: InspectionFault; facts?: Limits }
export type InspectionFault = 'not_pdf' | 'file_broken' | 'file_locked' | 'file_active' | 'file_too_many_pages'
type Limits = { pageLimit: number }

export const PAGE_LIMIT = 300
const OBJECT_LIMIT = 200_000
const TAIL = 2048

/** Actions that run something outside the page. */
const ACTIVE_ACTIONS = ['JavaScript', 'Launch', 'ImportData', 'SubmitForm', 'Rendition', 'RichMediaExecute']
/** Entries that carry a program or another file. */
const ACTIVE_KEYS = ['JS', 'JavaScript', 'EmbeddedFiles', 'XFA', 'RichMediaContent']

/**
 * Looks at an uploaded PDF: it is nothing else beside a PDF, can be read, is not locked, has no more than 300 pages and
 * runs nothing. Unpacks the file's structure, so call it where memory and time are bounded.
 */
export async function inspectPdf(bytes: Uint8Array): Promise<Inspection> {
  if (!isPdfAlone(bytes)) return { ok: false, code: 'not_pdf' }
  const document = await parsed(bytes)
  if (!document) return { ok: false, code: 'file_broken' }
  if (document.isEncrypted) return { ok: false, code: 'file_locked' }
  const objects = document.context.enumerateIndirectObjects()
  if (objects.length > OBJECT_LIMIT) return { ok: false, code: 'file_broken' }
  if (objects.some(([, object]) => isActive(object))) return { ok: false, code: 'file_active' }
  const pageCount = countPages(document)
  if (pageCount < 1) return { ok: false, code: 'file_broken' }
  if (pageCount > PAGE_LIMIT) return { ok: false, code: 'file_too_many_pages', facts: { pageLimit: PAGE_LIMIT } }
  return { ok: true, pageCount }
}

/** Begins and ends as a PDF: a file that is also an archive, a page or a program has something before or after. */
function isPdfAlone(bytes: Uint8Array): boolean {
  const text = (part: Uint8Array) => Buffer.from(part).toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text(bytes.subarray(0, 8)))) return false
  return /%%EOF[\s\0]*$/.test(text(bytes.subarray(-TAIL)))
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
