import 'server-only'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { Context } from '@/lib/auth/actor'
import type { Locale } from '@/lib/format'
import { Refusal } from '@/lib/refusal'
import { addTexts } from '@/lib/text-cells.server'
import type { Column } from './employee-columns'
import { expectedColumns, type Header, mappingOf } from './headers'
import { type ListedProblem, nextProblems } from './problem-list.server'
import { adviceText, columnText, type ImportTranslator, problemText } from './problem-text'
import { getRun } from './run-store.server'
import { fieldTexts } from './staged-row'
import { stagedRows } from './staged-rows.server'

const ROWS_AT_ONCE = 500

/**
 * The rows with errors as a workbook that can be mended and uploaded again: the columns of the file, where the row
 * stood, and what is wrong with it. Every cell is text, also one that looks like a formula. Rows are written as they are
 * read, so that a file of faults alone takes no more memory than a short one. Refuses with not_found, and with
 * wrong_state before the columns are mapped.
 */
export async function remarksWorkbook(
  context: Context,
  runId: string,
  t: ImportTranslator,
  locale: Locale,
): Promise<{ fileName: string; write: (target: Writable) => Promise<void> }> {
  const run = await getRun(context, runId)
  if (run.dataOn === null) throw new Refusal('wrong_state', { state: run.status, event: 'download' })
  const columns = expectedColumns(mappingOf(run.headers as Header[]), run.dataOn)
  const name = run.fileName.replace(/\.[^.]*$/, '')
  const said = (problem: ListedProblem) =>
    `${columnText(t, problem.column)}: ${problemText(t, problem, locale)}. ${adviceText(t, problem)}`

  return {
    fileName: `${t('workbook.file', { name })}.xlsx`,
    write: async (target) => {
      const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: target, useStyles: true })
      const sheet = book.addWorksheet('pegawai', { views: [{ state: 'frozen', ySplit: 2 }] })
      writeHeader(sheet, columns, [t('workbook.row'), t('workbook.remarks')])
      for await (const { row, problems } of faultyRows(context, runId)) {
        const texts = row.texts ?? fieldTexts(row.values)
        const cells = columns.map((column) => texts[column.code] ?? '')
        addTexts(sheet, [...cells, String(row.rowNo), problems.map(said).join(' ')]).commit()
        if (!(await isTaken(target))) return
      }
      sheet.commit()
      await book.commit()
    },
  }
}

/** The rows with errors, in order, read a few at a time. */
async function* faultyRows(context: Context, runId: string) {
  for (let after = 0; ; ) {
    const problems = byRow(
      await nextProblems(context, runId, { afterRow: after, rows: ROWS_AT_ONCE, isErrorOnly: true }),
    )
    const staged = await stagedRows(context, runId, [...problems.keys()])
    for (const [number, ofRow] of problems) {
      const row = staged.get(number)
      if (row) yield { row, problems: ofRow }
      after = number
    }
    if (problems.size < ROWS_AT_ONCE) return
  }
}

function byRow(problems: readonly ListedProblem[]): Map<number, ListedProblem[]> {
  const rows = new Map<number, ListedProblem[]>()
  for (const problem of problems) rows.set(problem.row, [...(rows.get(problem.row) ?? []), problem])
  return rows
}

/** Waits until the reader has taken what is written; one who has gone takes no more. */
async function isTaken(target: Writable): Promise<boolean> {
  if (target.writableNeedDrain) await Promise.race([once(target, 'drain'), once(target, 'close')])
  return !target.destroyed
}

/** Row 1 the field codes, row 2 what people call them, then whatever stands beside. */
export function writeHeader(sheet: ExcelJS.Worksheet, columns: readonly Column[], more: readonly string[]): void {
  addTexts(sheet, [
    ...columns.map((column) => column.code),
    ...more.map((label) => label.toLowerCase().replace(/\W+/g, '_')),
  ])
  addTexts(sheet, [...columns.map((column) => column.label), ...more])
  for (const number of [1, 2]) sheet.getRow(number).font = { bold: true }
  for (let number = 1; number <= columns.length + more.length; number++) {
    const column = sheet.getColumn(number)
    column.width = number > columns.length + 1 ? 60 : 20
    column.numFmt = '@'
  }
}
