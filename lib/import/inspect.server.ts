import 'server-only'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { type HeaderMatch, matchHeaders } from './headers'
import { openSheets } from './open-sheets.server'
import type { SheetNotice, SheetRow, Sheets } from './sheet'
import { readDate } from './tidy'

/** What a file holds, before anything is checked. */
export type Inspection = HeaderMatch & {
  sheetNames: string[]
  sheetName: string
  notices: SheetNotice[]
  /** The day that the file says it speaks of. */
  dataOn: CivilDate | null
}

/**
 * Looks into a file: which sheet holds employees and where its columns are. Refuses with import.no_header when no
 * sheet has a row of known headers, and with what `openSheets` refuses.
 */
export async function inspectFile(path: string, remembered: Readonly<Record<string, string>>): Promise<Inspection> {
  const sheets = await openSheets(path)
  try {
    const names = [...sheets.names].sort((one, other) => Number(other === SHEET) - Number(one === SHEET))
    for (const sheetName of names) {
      const match = matchHeaders(await firstRows(sheets, sheetName), remembered)
      if (!match) continue
      const dataOn = await statedDay(sheets)
      return { ...match, sheetName, sheetNames: [...sheets.names], notices: [...sheets.notices], dataOn }
    }
    throw new Refusal('import.no_header')
  } finally {
    sheets.close()
  }
}

/** Hex SHA-256 of a file. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

const SHEET = 'pegawai'
const NOTES = 'petunjuk'
const FIRST_ROWS = 12

async function firstRows(sheets: Sheets, name: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const block of sheets.rows(name)) {
    rows.push(...block.slice(0, FIRST_ROWS - rows.length))
    if (rows.length >= FIRST_ROWS) break
  }
  return rows
}

/** `Tanggal data: 23-11-2026` among the notes of the workbook. */
async function statedDay(sheets: Sheets): Promise<CivilDate | null> {
  if (!sheets.names.includes(NOTES)) return null
  for (const row of await firstRows(sheets, NOTES)) {
    const written = /tanggal data[\s:]*([\d/.-]+)/i.exec(row.texts.join(' '))?.[1]
    const reading = written ? readDate(written) : undefined
    if (reading && 'date' in reading) return reading.date
  }
  return null
}
