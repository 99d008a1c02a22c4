import 'server-only'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSheets } from '@/lib/import/open-sheets.server'
import { isBlankRow, type RowLimits, type SheetRow, type SheetRows } from '@/lib/import/sheet'
import { Refusal } from '@/lib/refusal'
import { storableText } from '@/lib/storable-text'

const HEADING_ROWS = 10
/** All rows are in memory at once. */
const LIMITS: RowLimits = { columns: 100, characters: 5_000 }

type SmallFile<H> = { headings: H; rows: SheetRow[] } | { headings: undefined; first: SheetRow }

/**
 * The rows below the headings of the first sheet of a file that fits into memory; without headings that are known, its
 * first row, for a person to say what it means; without characters that PostgreSQL does not keep. Refuses with
 * import.no_header, import.no_rows, import.too_many_rows, import.row_too_large, and what the readers refuse.
 */
export async function readSmallFile<H>(
  bytes: Uint8Array,
  headingsOf: (texts: readonly string[]) => H | undefined,
  mostRows: number,
): Promise<SmallFile<H>> {
  const file = path.join(tmpdir(), `satya-berkas-${randomUUID()}`)
  await writeFile(file, bytes, { mode: 0o600 })
  try {
    const book = await openSheets(file, LIMITS)
    try {
      const [name = ''] = book.names
      return await readSheet(book.rows(name), headingsOf, mostRows)
    } finally {
      book.close()
    }
  } finally {
    await rm(file, { force: true })
  }
}

async function readSheet<H>(
  blocks: SheetRows,
  headingsOf: (texts: readonly string[]) => H | undefined,
  mostRows: number,
): Promise<SmallFile<H>> {
  let headings: H | undefined
  let first: SheetRow | undefined
  const rows: SheetRow[] = []
  for await (const block of blocks) {
    for (const read of block) {
      const each = { ...read, texts: read.texts.map(storableText) }
      if (isBlankRow(each)) continue
      if (headings) {
        rows.push(each)
        if (rows.length > mostRows) throw new Refusal('import.too_many_rows', { most: mostRows })
      } else if (each.rowNumber <= HEADING_ROWS) {
        headings = headingsOf(each.texts)
        first ??= each
      }
    }
  }
  if (!headings) {
    if (!first) throw new Refusal('import.no_header')
    return { headings: undefined, first }
  }
  if (rows.length === 0) throw new Refusal('import.no_rows')
  return { headings, rows }
}
