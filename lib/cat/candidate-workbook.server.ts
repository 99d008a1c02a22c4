import 'server-only'
import type { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { Context } from '@/lib/auth/actor'
import { isFaulty } from '@/lib/cat/candidate-check'
import { COLUMNS, SHEETS } from '@/lib/cat/candidate-columns'
import { findStagedCandidates } from '@/lib/cat/candidate-import.server'
import { type CandidateTranslator, cellProblemText, columnName } from '@/lib/cat/candidate-words'
import { FORMATION_KINDS, JOB_GROUPS } from '@/lib/cat/formation'
import type { Locale } from '@/lib/format'
import type { ImportTranslator } from '@/lib/import/problem-text'
import { Refusal } from '@/lib/refusal'
import { addTexts } from '@/lib/text-cells.server'

type Workbook = { fileName: string; write: (target: Writable) => Promise<void> }

/** An empty workbook with both sheets, and the words that its coded cells may say. */
export function candidateTemplate(t: CandidateTranslator): Workbook {
  const book = new ExcelJS.Workbook()
  for (const kind of SHEETS) addSheet(book, kind, [])
  const lists = book.addWorksheet(t('workbook.lists'))
  addTexts(lists, [t('workbook.column'), t('workbook.value'), t('workbook.meaning')]).font = { bold: true }
  addTexts(lists, ['jenis_kelamin', 'L', t('workbook.male')])
  addTexts(lists, ['jenis_kelamin', 'P', t('workbook.female')])
  for (const kind of FORMATION_KINDS) addTexts(lists, ['jenis_formasi', kind, t(`kind.${kind}`)])
  for (const group of JOB_GROUPS) addTexts(lists, ['kelompok_jabatan', group, t(`group.${group}`)])
  addTexts(lists, ['akomodasi', 'netra', t('workbook.netra')])
  lists.columns.forEach((column, index) => {
    column.width = index === 2 ? 60 : 24
  })
  return { fileName: `${t('workbook.template')}.xlsx`, write: (target) => book.xlsx.write(target) }
}

/**
 * The rows that cannot come in, as a workbook that can be mended and uploaded again: where each stood and what is
 * wrong with it. Refuses with not_found.
 */
export async function faultyCandidates(
  context: Context,
  id: string,
  t: CandidateTranslator,
  imports: ImportTranslator,
  locale: Locale,
): Promise<Workbook> {
  const staged = await findStagedCandidates(context, id)
  if (!staged || staged.appliedAt) throw new Refusal('not_found')
  const book = new ExcelJS.Workbook()
  for (const kind of SHEETS) {
    const faulty = staged.checked.filter((row) => row.sheet === kind && isFaulty(row))
    if (faulty.length === 0) continue
    const sheet = addSheet(book, kind, [t('workbook.row'), t('workbook.remarks')])
    for (const { row, problems } of faulty) {
      const remarks = problems.map((each) => {
        const { what, todo } = cellProblemText(t, imports, each, locale)
        return `${columnName(t, each.column)}: ${what}. ${todo}.`
      })
      addTexts(sheet, [...COLUMNS[kind].map(({ code }) => row.texts[code] ?? ''), String(row.row), remarks.join(' ')])
    }
  }
  const name = staged.fileName.replace(/\.[^.]*$/, '')
  return { fileName: `${t('workbook.faulty', { name })}.xlsx`, write: (target) => book.xlsx.write(target) }
}

function addSheet(book: ExcelJS.Workbook, kind: (typeof SHEETS)[number], more: readonly string[]): ExcelJS.Worksheet {
  const sheet = book.addWorksheet(kind, { views: [{ state: 'frozen', ySplit: 1 }] })
  addTexts(sheet, [...COLUMNS[kind].map(({ code }) => code), ...more]).font = { bold: true }
  sheet.columns.forEach((column, index) => {
    column.width = index > COLUMNS[kind].length ? 60 : 22
    column.numFmt = '@'
  })
  return sheet
}
