import 'server-only'
import ExcelJS from 'exceljs'
import type { Context } from '@/lib/auth/actor'
import type { Locale } from '@/lib/format'
import { Refusal } from '@/lib/refusal'
import type { Column } from './employee-columns'
import { expectedColumns, type Header, mappingOf } from './headers'
import { listProblems } from './problem-list.server'
import { adviceText, columnText, type ImportTranslator, problemText } from './problem-text'
import { getRun } from './run-store.server'
import { fieldTexts } from './staged-row'
import { stagedRows } from './staged-rows.server'

const ROWS_AT_ONCE = 2_000

/**
 * The rows with errors as a workbook that can be mended and uploaded again: the columns of the file, where the row
 * stood, and what is wrong with it. Every cell is text, also one that looks like a formula. Refuses with not_found, and
 * with wrong_state before the columns are mapped.
 */
export async function remarksWorkbook(
  context: Context,
  runId: string,
  t: ImportTranslator,
  locale: Locale,
): Promise<{ fileName: string; content: Buffer }> {
  const run = await getRun(context, runId)
  if (run.dataOn === null) throw new Refusal('wrong_state', { state: run.status, event: 'download' })
  const columns = expectedColumns(mappingOf(run.headers as Header[]), run.dataOn)
  const problems = (await listProblems(context, runId)).filter((problem) => problem.severity === 'error')
  const remarks = new Map<number, string[]>()
  for (const problem of problems) {
    const said = `${columnText(t, problem.column)}: ${problemText(t, problem, locale)}. ${adviceText(t, problem)}`
    remarks.set(problem.row, [...(remarks.get(problem.row) ?? []), said])
  }

  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('pegawai', { views: [{ state: 'frozen', ySplit: 2 }] })
  writeHeader(sheet, columns, [t('workbook.row'), t('workbook.remarks')])
  const numbers = [...remarks.keys()].sort((one, other) => one - other)
  for (let from = 0; from < numbers.length; from += ROWS_AT_ONCE) {
    const staged = await stagedRows(context, runId, numbers.slice(from, from + ROWS_AT_ONCE))
    for (const row of numbers.slice(from, from + ROWS_AT_ONCE)) {
      const found = staged.get(row)
      const texts = found ? (found.texts ?? fieldTexts(found.values)) : {}
      const cells = columns.map((column) => texts[column.code] ?? '')
      writeTexts(sheet, [...cells, String(row), (remarks.get(row) ?? []).join(' ')])
    }
  }
  const name = run.fileName.replace(/\.[^.]*$/, '')
  return { fileName: `${t('workbook.file', { name })}.xlsx`, content: Buffer.from(await book.xlsx.writeBuffer()) }
}

/** Row 1 the field codes, row 2 what people call them, then whatever stands beside. */
export function writeHeader(sheet: ExcelJS.Worksheet, columns: readonly Column[], more: readonly string[]): void {
  writeTexts(sheet, [
    ...columns.map((column) => column.code),
    ...more.map((label) => label.toLowerCase().replace(/\W+/g, '_')),
  ])
  writeTexts(sheet, [...columns.map((column) => column.label), ...more])
  for (const number of [1, 2]) sheet.getRow(number).font = { bold: true }
  sheet.columns.forEach((column, index) => {
    column.width = index >= columns.length + 1 ? 60 : 20
    column.numFmt = '@'
  })
}

/** Cells of type text with the format text: a spreadsheet shows them and runs nothing. */
function writeTexts(sheet: ExcelJS.Worksheet, texts: readonly string[]): void {
  const row = sheet.addRow([...texts])
  row.eachCell((cell) => {
    cell.numFmt = '@'
    cell.style = { ...cell.style, quotePrefix: true } as ExcelJS.Style
  })
}
