import { Refusal } from '@/lib/refusal'

/**
 * One row of a workbook or a CSV file, whatever wrote it.
 *
 * `texts` holds what a person sees, by column from 0; an empty cell is `''`. A real date stands as dd-mm-yyyy.
 * `numeric` names the columns whose cell holds a number: Excel keeps only 15 digits of it.
 */
export type SheetRow = { rowNumber: number; texts: string[]; numeric: readonly number[] }

/** The most that one row may hold. A shared text costs a workbook a few bytes a cell, however long it is. */
export type RowLimits = { columns: number; characters: number }

export function rowTooLarge(row: number, limits: RowLimits): Refusal {
  return new Refusal('import.row_too_large', { row, ...limits })
}

/** Rows come in blocks: one block is what a chunk of the file held. */
export type SheetRows = AsyncIterable<SheetRow[]>

/** What the reader had to assume about the file, told to the person: `import.notices` by code. */
export type SheetNotice = 'windows_1252'

/** An opened file of one or more sheets. A CSV file has one sheet without a name. */
export type Sheets = {
  names: readonly string[]
  notices: readonly SheetNotice[]
  rows(name: string): SheetRows
  close(): void
}

/** True when no cell holds anything but blanks. */
export function isBlankRow(row: SheetRow): boolean {
  return row.texts.every((text) => text.trim() === '')
}
