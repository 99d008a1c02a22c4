import 'server-only'
import { posix } from 'node:path'
import { Refusal } from '@/lib/refusal'
import { isDateFormatCode, isDateFormatId } from './excel-date'
import { SharedStrings } from './shared-strings'
import type { RowLimits, SheetRow, SheetRows, Sheets } from './sheet'
import { LARGEST_ROW, MAX_SHEETS } from './xlsx-limits'
import { type CellStyles, SheetScanner } from './xlsx-scanner'
import { attribute, firstElement, startTags } from './xml-text'
import { type Archive, openArchive } from './zip.server'

/**
 * Opens an XLSX workbook to read its sheets one row at a time, in memory that does not grow with the file except for
 * its distinct texts.
 *
 * Own reader because the libraries hold the whole workbook or need three times as long; see
 * `docs/decisions/0040-own-workbook-reader.md`. Refuses with import.file_damaged, import.file_unsafe or
 * import.file_locked.
 */
export async function openWorkbook(source: string | Uint8Array, limits: RowLimits = LARGEST_ROW): Promise<Sheets> {
  const archive = await openArchive(source)
  try {
    const workbookPath = await findWorkbook(archive)
    const workbook = await archive.part(workbookPath)
    const related = await relations(archive, workbookPath)
    const is1904 = startTags(workbook, 'workbookPr').some((tag) => /^(1|true)$/.test(attribute(tag, 'date1904') ?? ''))
    const sheets = sheetPaths(workbook, related, archive)
    const styles = await readStyles(archive, related.byKind('styles'))
    let strings: Promise<SharedStrings> | undefined

    async function* rows(name: string): SheetRows {
      const sheet = sheets.get(name)
      if (!sheet) throw new Refusal('import.sheet_missing', { name })
      strings ??= readStrings(archive, related.byKind('sharedStrings'))
      yield* scan(archive, sheet, new SheetScanner(await strings, styles, is1904, limits))
    }

    return { names: [...sheets.keys()], notices: [], rows, close: () => archive.close() }
  } catch (error) {
    archive.close()
    throw error
  }
}

async function* scan(archive: Archive, sheet: string, scanner: SheetScanner): SheetRows {
  for await (const piece of archive.text(sheet)) {
    const block: SheetRow[] = scanner.read(piece)
    if (block.length > 0) yield block
  }
}

type Relations = { byId: ReadonlyMap<string, string>; byKind(kind: string): string | undefined }

async function findWorkbook(archive: Archive): Promise<string> {
  const main = archive.has('_rels/.rels') ? (await relations(archive, '')).byKind('officeDocument') : 'xl/workbook.xml'
  if (!main || !archive.has(main)) throw new Refusal('import.file_damaged')
  return main
}

/** Where a part points to, paths resolved from its own folder. */
async function relations(archive: Archive, part: string): Promise<Relations> {
  const folder = posix.dirname(part)
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const byId = new Map<string, string>()
  const kinds = new Map<string, string>()
  for (const tag of archive.has(path) ? startTags(await archive.part(path), 'Relationship') : []) {
    const target = attribute(tag, 'Target') ?? ''
    if (attribute(tag, 'TargetMode') === 'External') continue
    const resolved = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
    byId.set(attribute(tag, 'Id') ?? '', resolved)
    kinds.set((attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '', resolved)
  }
  return { byId, byKind: (kind) => kinds.get(kind) }
}

function sheetPaths(workbook: string, related: Relations, archive: Archive): Map<string, string> {
  const paths = new Map<string, string>()
  for (const tag of startTags(workbook, 'sheet')) {
    const id = /\s(?:[\w.-]+:)?id\s*=\s*["']([^"']*)/.exec(tag.replace(/\ssheetId\s*=/, ' '))?.[1] ?? ''
    const path = related.byId.get(id)
    if (path && archive.has(path)) paths.set(attribute(tag, 'name') ?? '', path)
  }
  if (paths.size > MAX_SHEETS) throw new Refusal('import.file_unsafe')
  if (paths.size === 0) throw new Refusal('import.file_damaged')
  return paths
}

async function readStrings(archive: Archive, path: string | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings()
  if (!path || !archive.has(path)) return strings
  for await (const piece of archive.text(path)) strings.read(piece)
  return strings
}

/** Which cell styles show a number as a date. */
async function readStyles(archive: Archive, path: string | undefined): Promise<CellStyles> {
  if (!path || !archive.has(path)) return []
  const xml = await archive.part(path)
  const custom = new Map(
    startTags(xml, 'numFmt').map((tag) => [
      Number(attribute(tag, 'numFmtId')),
      isDateFormatCode(attribute(tag, 'formatCode') ?? ''),
    ]),
  )
  return startTags(firstElement(xml, 'cellXfs'), 'xf').map((tag) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0)
    return custom.get(id) ?? isDateFormatId(id)
  })
}
