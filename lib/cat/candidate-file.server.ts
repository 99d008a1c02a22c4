import 'server-only'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readHeading } from '@/lib/cat/candidate-columns'
import type { StagedRow } from '@/lib/cat/candidate-row'
import { openSheets } from '@/lib/import/open-sheets.server'
import { isBlankRow, type SheetRow, type SheetRows } from '@/lib/import/sheet'
import { Refusal } from '@/lib/refusal'

const HEADING_ROWS = 10
const MOST_ROWS = 20_000

/**
 * The rows of a workbook or CSV file under every heading of formations or of candidates, whatever its sheets are
 * called. Refuses with import.no_header, import.no_rows, import.too_many_rows, cat.candidate_column_missing, and what
 * the readers refuse.
 */
export async function readCandidateFile(bytes: Uint8Array): Promise<StagedRow[]> {
  const file = path.join(tmpdir(), `satya-peserta-${randomUUID()}`)
  await writeFile(file, bytes, { mode: 0o600 })
  try {
    const sheets = await openSheets(file)
    try {
      const rows: StagedRow[] = []
      let headings = 0
      for (const name of sheets.names) headings += (await readSheet(sheets.rows(name), rows)) ? 1 : 0
      if (headings === 0) throw new Refusal('import.no_header')
      if (rows.length === 0) throw new Refusal('import.no_rows')
      return rows
    } finally {
      sheets.close()
    }
  } finally {
    await rm(file, { force: true })
  }
}

/** Adds the rows below the heading of one sheet; false for a sheet without one, such as a list of codes. */
async function readSheet(blocks: SheetRows, rows: StagedRow[]): Promise<boolean> {
  let heading: ReturnType<typeof readHeading>
  for await (const block of blocks) {
    for (const row of block) {
      if (heading) {
        if (!isBlankRow(row)) rows.push(stagedRow(row, heading))
        if (rows.length > MOST_ROWS) throw new Refusal('import.too_many_rows', { most: MOST_ROWS })
        continue
      }
      if (row.rowNumber > HEADING_ROWS) return false
      heading = readHeading(row.texts)
      const [missing] = heading?.missing ?? []
      if (missing) throw new Refusal('cat.candidate_column_missing', { column: missing })
    }
  }
  return heading !== undefined
}

function stagedRow({ rowNumber, texts, numeric }: SheetRow, heading: NonNullable<ReturnType<typeof readHeading>>) {
  const columns = Object.entries(heading.at)
  return {
    sheet: heading.kind,
    row: rowNumber,
    texts: Object.fromEntries(columns.map(([code, column]) => [code, texts[column] ?? ''])),
    numeric: columns.flatMap(([code, column]) => (numeric.includes(column) ? [code] : [])),
  }
}
