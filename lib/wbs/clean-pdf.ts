import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from 'pdf-lib'
import { type Cleaned, NotCleaned, type TraceCode, Traces } from '@/lib/wbs/clean'
import { stripImage } from '@/lib/wbs/clean-image'

/** What a document may still say of itself; all else of its catalogue goes. */
const CATALOGUE = ['Type', 'Pages', 'PageLabels', 'Outlines', 'Dests', 'Names', 'OCProperties', 'AcroForm', 'Lang']
/** What is taken out of every object of a document. */
const EVERYWHERE: Readonly<Record<string, TraceCode>> = {
  Metadata: 'author',
  PieceInfo: 'program',
  LastModified: 'time',
  AA: 'macros',
  XFA: 'macros',
  EmbeddedFiles: 'embedded',
  AF: 'embedded',
  JavaScript: 'macros',
  JS: 'macros',
  Thumb: 'thumbnail',
  StructParent: 'hidden',
  StructParents: 'hidden',
  CreatorInfo: 'program',
}
const SILENT = ['StructParent', 'StructParents']
const ATTACHED = ['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D']
const HARMLESS_ACTIONS = ['GoTo', 'URI', 'Named']

/**
 * A PDF written anew as a whole, without what tells who made it: properties, XMP, what programs keep for themselves,
 * files inside, scripts, older versions of its pages, names and times beside notes, signatures, and what the pictures in
 * it carry. Pages look as before. Refuses `encrypted` and `broken`.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Cleaned> {
  const document = await opened(bytes)
  return rewrite(document).catch(() => {
    throw new NotCleaned('broken')
  })
}

async function rewrite(document: PDFDocument): Promise<Cleaned> {
  const traces = new Traces()
  const { context, catalog } = document
  noteInfo(document, traces)
  context.trailerInfo.Info = undefined
  context.trailerInfo.ID = undefined
  for (const [key] of catalog.entries()) if (!CATALOGUE.includes(nameOf(key))) catalog.delete(key)
  if (context.enumerateIndirectObjects().some(([, object]) => isSignature(object))) traces.note('signature')
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    for (const dict of dictsIn(object)) cleanDict(dict, context, traces)
    if (object instanceof PDFArray) cleanArray(object, context)
    if (object instanceof PDFRawStream) context.assign(ref, withCleanPicture(object, traces))
  }
  for (const page of document.getPages()) keepPlainAnnotations(page.node, context, traces)
  if (catalog.has(PDFName.of('OCProperties'))) traces.note('layers')
  const reached = reachableFrom(context.trailerInfo.Root, context)
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref)
  const saved = await document.save({ addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: 500 })
  return { bytes: new Uint8Array(saved), traces: traces.list() }
}

async function opened(bytes: Uint8Array): Promise<PDFDocument> {
  const document = await PDFDocument.load(bytes, {
    updateMetadata: false,
    ignoreEncryption: true,
    throwOnInvalidObject: true,
  }).catch(() => {
    throw new NotCleaned('broken')
  })
  if (document.isEncrypted) throw new NotCleaned('encrypted')
  return document
}

const IN_INFO: Readonly<Record<string, TraceCode>> = {
  Author: 'author',
  Creator: 'program',
  Producer: 'program',
  CreationDate: 'time',
  ModDate: 'time',
}

function noteInfo({ context }: PDFDocument, traces: Traces): void {
  const info = context.lookup(context.trailerInfo.Info)
  if (!(info instanceof PDFDict)) return
  for (const [key] of info.entries()) traces.note(IN_INFO[nameOf(key)] ?? 'title')
}

/** The dictionaries that an indirect object holds, those inside it too. */
function dictsIn(object: PDFObject): PDFDict[] {
  if (object instanceof PDFStream) return dictsIn(object.dict)
  if (object instanceof PDFArray) return object.asArray().flatMap(dictsIn)
  if (!(object instanceof PDFDict)) return []
  return [object, ...object.values().flatMap(dictsIn)]
}

function cleanDict(dict: PDFDict, context: PDFContext, traces: Traces): void {
  for (const [name, code] of Object.entries(EVERYWHERE)) {
    if (dict.delete(PDFName.of(name)) && !SILENT.includes(name)) traces.note(code)
  }
  const action = context.lookup(dict.get(PDFName.of('A')))
  if (action instanceof PDFDict && !HARMLESS_ACTIONS.includes(textOf(action, 'S'))) {
    dict.delete(PDFName.of('A'))
    traces.note('macros')
  }
  if (textOf(dict, 'FT') === 'Sig') dict.delete(PDFName.of('V'))
  for (const [key, value] of dict.entries()) {
    const plain = value instanceof PDFArray && plainColours(value, context)
    if (plain) dict.set(key, plain)
  }
}

function isSignature(object: PDFObject): boolean {
  return dictsIn(object).some((dict) => textOf(dict, 'FT') === 'Sig' && dict.has(PDFName.of('V')))
}

function cleanArray(array: PDFArray, context: PDFContext): void {
  const plain = plainColours(array, context)
  if (plain) {
    while (array.size() > 0) array.remove(0)
    for (const each of plain instanceof PDFArray ? plain.asArray() : [plain]) array.push(each)
  }
}

/** A colour profile may name a device and its owner: the plain colours of as many components stand in its place. */
function plainColours(array: PDFArray, context: PDFContext): PDFObject | undefined {
  if (array.size() !== 2 || array.get(0) !== PDFName.of('ICCBased')) return undefined
  const profile = context.lookup(array.get(1))
  const components = profile instanceof PDFStream ? profile.dict.get(PDFName.of('N')) : undefined
  const count = components instanceof PDFNumber ? components.asNumber() : 3
  return PDFName.of(count === 1 ? 'DeviceGray' : count === 4 ? 'DeviceCMYK' : 'DeviceRGB')
}

/** A photo stands in a PDF as the file that it was, with all that it tells. */
function withCleanPicture(stream: PDFRawStream, traces: Traces): PDFRawStream {
  const filters = filtersOf(stream.dict)
  if (filters.at(-1) !== 'DCTDecode') return stream
  const dict = stream.dict.clone(stream.dict.context)
  const picture = filters.length === 1 ? stream.contents : unpacked(stream, filters.slice(0, -1))
  try {
    const { bytes, traces: found } = stripImage(picture)
    traces.note(...found.map(({ code }) => code))
    dict.set(PDFName.of('Filter'), PDFName.of('DCTDecode'))
    dict.set(PDFName.of('Length'), PDFNumber.of(bytes.length))
    return PDFRawStream.of(dict, bytes)
  } catch {
    throw new NotCleaned('broken')
  }
}

function filtersOf(dict: PDFDict): string[] {
  const filter = dict.lookup(PDFName.of('Filter'))
  const names = filter instanceof PDFArray ? filter.asArray() : filter ? [filter] : []
  return names.map((each) => (each instanceof PDFName ? nameOf(each) : ''))
}

function unpacked({ dict, contents }: PDFRawStream, filters: readonly string[]): Uint8Array {
  const before = dict.clone(dict.context)
  before.set(PDFName.of('Filter'), dict.context.obj(filters.map((name) => PDFName.of(name))))
  return decodePDFRawStream(PDFRawStream.of(before, contents)).decode()
}

/** Notes lose names and times, and files or recordings that hang on a page go. */
function keepPlainAnnotations(page: PDFDict, context: PDFContext, traces: Traces): void {
  const list = context.lookup(page.get(PDFName.of('Annots')))
  if (!(list instanceof PDFArray)) return
  for (let at = list.size() - 1; at >= 0; at--) {
    const annotation = list.lookup(at)
    if (!(annotation instanceof PDFDict)) continue
    const kind = textOf(annotation, 'Subtype')
    if (ATTACHED.includes(kind)) {
      list.remove(at)
      traces.note('embedded')
      continue
    }
    for (const key of ['M', 'CreationDate', 'NM', ...(kind === 'Widget' ? [] : ['T'])]) {
      if (annotation.delete(PDFName.of(key)) && key === 'T') traces.note('author')
    }
    if (annotation.has(PDFName.of('Contents')) && kind !== 'Link' && kind !== 'Widget') traces.note('comments')
  }
}

function reachableFrom(root: PDFObject | undefined, context: PDFContext): Set<PDFRef> {
  const reached = new Set<PDFRef>()
  const waiting: PDFObject[] = root ? [root] : []
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (object instanceof PDFRef) {
      if (reached.has(object)) continue
      reached.add(object)
      const target = context.lookup(object)
      if (target) waiting.push(target)
    } else if (object instanceof PDFArray) waiting.push(...object.asArray())
    else if (object instanceof PDFDict) waiting.push(...object.values())
    else if (object instanceof PDFStream) waiting.push(object.dict)
  }
  return reached
}

function textOf(dict: PDFDict, key: string): string {
  const value = dict.get(PDFName.of(key))
  return value instanceof PDFName ? nameOf(value) : ''
}

function nameOf(name: PDFName): string {
  return name.decodeText()
}
