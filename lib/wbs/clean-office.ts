import { type Bytes, type Cleaned, NotCleaned, type TraceCode, Traces } from '@/lib/wbs/clean'
import { stripImage } from '@/lib/wbs/clean-image'
import { cleanRecording } from '@/lib/wbs/clean-recording'
import { fileKind } from '@/lib/wbs/file-kind'
import { scrubbing } from '@/lib/wbs/office-names'
import { decodeXml, rewriteXml, type Tag } from '@/lib/wbs/xml-rewrite'
import { type Entry, readZip, writeZip } from '@/lib/wbs/zip'

/** What is left out of an office file, by path, and what it tells. */
const LEFT_OUT: readonly (readonly [RegExp, TraceCode])[] = [
  [/^docProps\/thumbnail|^Thumbnails\//, 'thumbnail'],
  [/^docProps\/|^docMetadata\/|^customXml\/|\.psmdcp$|^manifest\.rdf$/, 'author'],
  [/vbaProject|vbaData|^Basic\/|^Scripts\/|^Dialogs\/|^customUI\/|userCustomization\//, 'macros'],
  [/^_xmlsignatures\/|^META-INF\/.*signatures\.xml$/, 'signature'],
  [/^xl\/revisions\//, 'revisions'],
  [/^Configurations2\/|layout-cache$/, 'hidden'],
]
const KNOWN =
  /^(\[Content_Types\]\.xml|_rels\/|word\/|xl\/|ppt\/|mimetype$|META-INF\/manifest\.xml$|content\.xml$|styles\.xml$|meta\.xml$|settings\.xml$|media\/|Pictures\/|Object[^/]*(\/|$)|ObjectReplacements\/|Fonts\/)/
const FONT = /\.(odttf|fntdata|ttf|otf)$/
const DRAWING = /\.(emf|wmf|emz|wmz|tiff?|bmp)$/i
const EMPTY_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'

/**
 * An office file without what tells who made it, when and where: unpacked and written anew. Properties, thumbnails,
 * macros and signatures go, files inside are emptied, names beside comments and changes become "Penulis 1", pictures
 * inside lose what pictures carry. Refuses `encrypted`, `bomb` and `broken`.
 */
export async function cleanOffice(bytes: Uint8Array, mostBytes?: number): Promise<Cleaned> {
  const traces = new Traces()
  const entries = await readZip(bytes, mostBytes)
  const isOpenDocument = entries[0]?.path === 'mimetype'
  if (!isOpenDocument && !entries.some(({ path }) => path === '[Content_Types].xml')) throw new NotCleaned('broken')
  const leftOut = new Set(entries.filter(({ path }) => isLeftOut(path, traces)).map(({ path }) => path))
  const names = scrubbing(traces)
  const written: Entry[] = []
  for (const entry of entries) {
    if (leftOut.has(entry.path)) continue
    written.push({ path: entry.path, content: await cleanPart(entry, { traces, names, leftOut }) })
  }
  names.tell()
  return { bytes: await writeZip(written, ['mimetype']), traces: traces.list() }
}

function isLeftOut(path: string, traces: Traces): boolean {
  for (const [pattern, code] of LEFT_OUT) {
    if (!pattern.test(path)) continue
    traces.note(code)
    return true
  }
  if (KNOWN.test(path)) return false
  traces.note('hidden')
  return true
}

type Around = { traces: Traces; names: ReturnType<typeof scrubbing>; leftOut: ReadonlySet<string> }

async function cleanPart({ path, content }: Entry, around: Around): Promise<Bytes> {
  const { traces, names, leftOut } = around
  if (path === 'mimetype') return content
  if (/(^|\/)meta\.xml$|^settings\.xml$|^Object[^/]*\/settings\.xml$/.test(path)) {
    traces.note('author')
    return encoded(emptyOpenDocument(path.endsWith('meta.xml') ? 'meta' : 'settings'))
  }
  if (/\.(xml|rels|vml)$/.test(path)) {
    const tag = (read: Tag) => isInPackage(read, path, leftOut, traces) && names.tag(read)
    return encoded(rewriteXml(decodeXml(content), { tag, text: names.text }))
  }
  if (FONT.test(path)) return content
  return cleanMedia(path, content, traces)
}

/** A picture or recording inside, cleaned; any other file inside is emptied, so that nothing points at nothing. */
async function cleanMedia(path: string, content: Bytes, traces: Traces): Promise<Bytes> {
  if (/\.svg$/i.test(path)) {
    traces.note('drawing')
    return encoded(EMPTY_SVG)
  }
  if (DRAWING.test(path)) {
    traces.note('drawing')
    return content
  }
  const kind = fileKind(content.subarray(0, 4096), path)
  try {
    const isPicture =
      kind === 'jpeg' || kind === 'png' || kind === 'webp' || String.fromCharCode(...content.subarray(0, 3)) === 'GIF'
    const isRecording = kind && ['mp3', 'm4a', 'mp4', 'wav', 'ogg'].includes(kind)
    const cleaned = isPicture ? stripImage(content) : isRecording ? cleanRecording(content) : undefined
    if (cleaned) {
      traces.note(...cleaned.traces.map(({ code }) => code))
      return cleaned.bytes
    }
  } catch (error) {
    if (!(error instanceof NotCleaned)) throw error
  }
  traces.note('embedded')
  return new Uint8Array()
}

/** What lists parts says nothing of those that are gone; nothing is fetched from elsewhere, and no own path is told. */
function isInPackage(tag: Tag, path: string, leftOut: ReadonlySet<string>, traces: Traces): boolean {
  const at = (name: string) => tag.attributes.find((attribute) => attribute.name === name)
  if (tag.name === 'encryption-data') throw new NotCleaned('encrypted')
  if (tag.name === 'file-entry')
    return !leftOut.has(at('full-path')?.value ?? '') && !isFolderOf(at('full-path')?.value, leftOut)
  if (tag.name === 'Override') {
    const type = at('ContentType')
    if (type) type.value = withoutMacros(type.value)
    return !leftOut.has((at('PartName')?.value ?? '').slice(1))
  }
  if (tag.name !== 'Relationship') return true
  const [target, type] = [at('Target'), at('Type')?.value ?? '']
  if (!target) return true
  if (at('TargetMode')?.value !== 'External') return !leftOut.has(resolved(path, target.value))
  if (type.endsWith('/attachedTemplate')) {
    traces.note('links')
    return false
  }
  if (type.endsWith('/hyperlink') && /^(https?:|mailto:)/i.test(target.value)) return true
  traces.note('links')
  target.value = 'about:blank'
  return true
}

function isFolderOf(path = '', leftOut: ReadonlySet<string>): boolean {
  return path.length > 1 && path.endsWith('/') && [...leftOut].some((each) => each.startsWith(path))
}

function withoutMacros(type: string): string {
  return type
    .replace(/vnd\.ms-word\.document\.macroEnabled\./, 'vnd.openxmlformats-officedocument.wordprocessingml.document.')
    .replace(/vnd\.ms-excel\.sheet\.macroEnabled\./, 'vnd.openxmlformats-officedocument.spreadsheetml.sheet.')
    .replace(
      /vnd\.ms-powerpoint\.presentation\.macroEnabled\./,
      'vnd.openxmlformats-officedocument.presentationml.presentation.',
    )
}

/** The path of a relation's target, seen from the part that the list of relations belongs to. */
function resolved(relations: string, target: string): string {
  const steps = target.startsWith('/')
    ? []
    : relations
        .replace(/_rels\/[^/]*$/, '')
        .split('/')
        .slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

function emptyOpenDocument(part: 'meta' | 'settings'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-${part} xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"/>`
}

function encoded(text: string): Bytes {
  return new Uint8Array(new TextEncoder().encode(text))
}
