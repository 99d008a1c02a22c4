import 'server-only'
import type ExcelJS from 'exceljs'

/** A row of cells of type text. */
export function addTexts(sheet: ExcelJS.Worksheet, texts: readonly string[]): ExcelJS.Row {
  const row = sheet.addRow([...texts])
  row.eachCell(asText)
  return row
}

/** Makes a cell one of text: a spreadsheet keeps every digit, and runs nothing. */
export function asText(cell: ExcelJS.Cell): void {
  cell.numFmt = '@'
  cell.style = { ...cell.style, quotePrefix: true } as ExcelJS.Style
}
