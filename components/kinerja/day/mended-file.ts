import { COLUMNS } from '@/lib/kinerja/entry-file-columns'

/** The cells of one row of a file, by the codes of their columns. */
export type RowTexts = Readonly<Record<string, string>>

/** Rows of a file as a file again, under our own headings: in the same order, the first of them in row 2. */
export function mendedFile(rows: readonly RowTexts[]): File {
  const codes = COLUMNS.map(({ code }) => code)
  const lines = [codes, ...rows.map((texts) => codes.map((code) => texts[code] ?? ''))]
  return new File([lines.map(lineOf).join('')], 'catatan.csv', { type: 'text/csv' })
}

/** Back to the number that a row has in the file which a person chose. */
export function rowNumber(mendedRow: number, numbers: readonly number[]): number {
  return numbers[mendedRow - 2] ?? mendedRow
}

/** Every cell in quotes: nobody opens this file in a spreadsheet, so that no cell needs to be made harmless. */
function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')}\r\n`
}
