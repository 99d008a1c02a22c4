import 'server-only'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type CandidateSheet, type Remembered, readHeading } from '@/lib/cat/candidate-columns'
import type { RawRow } from '@/lib/cat/candidate-row'
import { openSheets } from '@/lib/import/open-sheets.server'
import { isBlankRow, type SheetRow, type SheetRows } from '@/lib/import/sheet'
import { Refusal } from '@/lib/refusal'

const HEADING_ROWS = 10
const MOST_ROWS = 20_000

type Read = { sheets: CandidateSheet[]; rows: RawRow[] }

/**
 * The rows of a workbook or CSV file under every heading of formations or of candidates, whatever its sheets are
 * called; where no heading is known, those of the first sheet with some. Refuses with import.no_header, import.no_rows,
 * import.too_many_rows, and what the readers refuse.
 */
export async function readCandidateFile(bytes: Uint8Array, remembered: Remembered): Promise<Read> {
  const file = path.join(tmpdir(), `satya-peserta-${randomUUID()}`)
  await writeFile(file, bytes, { mode: 0o600 })
  try {
    const known = await readSheets(file, (texts) => readHeading(texts, remembered, false), false)
    const read = known.sheets.length > 0 ? known : await readSheets(file, (texts) => readHeading(texts, {}, true), true)
    if (read.sheets.length === 0) throw new Refusal('import.no_header')
    if (read.rows.length === 0) throw new Refusal('import.no_rows')
    return read
  } finally {
    await rm(file, { force: true })
  }
}

type Find = (texts: readonly string[]) => ReturnType<typeof readHeading>

async function readSheets(file: string, find: Find, isFirstAlone: boolean): Promise<Read> {
  const book = await openSheets(file)
  const read: Read = { sheets: [], rows: [] }
  try {
    for (const name of book.names) {
      if (isFirstAlone && read.sheets.length > 0) break
      await readSheet(name, book.rows(name), find, read)
    }
    return read
  } finally {
    book.close()
  }
}

/** Adds a sheet and the rows below its heading; nothing of a sheet without one, such as a list of codes. */
async function readSheet(name: string, blocks: SheetRows, find: Find, { sheets, rows }: Read): Promise<void> {
  let isBelow = false
  for await (const block of blocks) {
    for (const row of block) {
      if (isBelow) {
        if (!isBlankRow(row)) rows.push(rawRow(row, sheets.length - 1))
        if (rows.length > MOST_ROWS) throw new Refusal('import.too_many_rows', { most: MOST_ROWS })
        continue
      }
      if (row.rowNumber > HEADING_ROWS) return
      const heading = find(row.texts)
      if (heading) sheets.push({ name, ...heading })
      isBelow = heading !== undefined
    }
  }
}

function rawRow({ rowNumber, texts, numeric }: SheetRow, sheet: number): RawRow {
  return { sheet, row: rowNumber, cells: texts, numeric: [...numeric] }
}
