import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { referenceRowsFrom } from '@/db/reference/load'
import { buildReference } from '@/lib/registry/reference'
import { employeeLists } from './employee-lists'
import type { CheckBasis } from './employee-row'
import { checkEmployeeRows, type SheetReport } from './employee-sheet.fixture'
import { expectedColumns, matchHeaders } from './headers'
import { openSheets } from './open-sheets.server'
import { isBlankRow, type SheetRow } from './sheet'
import { tidy } from './tidy'

const SAMPLES = 'e2e/samples'
const dataOn = '2026-11-23'
const referenceRows = referenceRowsFrom((file) => readFileSync(`db/reference/${file}`, 'utf8'))
const expected: Expected = JSON.parse(readFileSync(`${SAMPLES}/pegawai-babel.expected.json`, 'utf8'))

type Expected = {
  data_rows: number
  blank_rows: number
  blank_row_numbers: number[]
  importable_rows: number
  errors: Record<string, { rows: number[] }>
  warnings: Record<string, { rows: number[] }>
  groups: Record<string, number[][]>
  details: { row: number; code: string; how?: string; field?: string }[]
  not_errors: Record<string, number[]>
  variant_values: { row: number; field: string; raw: string; expect: string }[]
}

async function allRows(file: string, sheet: string): Promise<SheetRow[]> {
  const sheets = await openSheets(`${SAMPLES}/${file}`)
  const rows: SheetRow[] = []
  for await (const block of sheets.rows(sheet)) rows.push(...block)
  sheets.close()
  return rows
}

async function check(file: string): Promise<{ report: SheetReport; rows: SheetRow[]; basis: CheckBasis }> {
  const rows = await allRows(file, 'pegawai')
  const units = (await allRows(file, 'unor')).slice(2).map((row) => tidy(row.texts[0] ?? ''))
  const match = matchHeaders(rows)
  if (!match) throw new Error('no header row')
  const basis: CheckBasis = {
    columns: expectedColumns(match.mapping, dataOn),
    mapping: match.mapping,
    dataOn,
    today: dataOn,
    unitCodes: new Set(units),
    lists: employeeLists(referenceRows),
    reference: buildReference(referenceRows),
    isUntyped: false,
  }
  return {
    report: checkEmployeeRows(rows, basis, match.firstDataRow),
    rows,
    basis,
  }
}

const sample = await check('pegawai-babel.xlsx')
const { report } = sample

function rowsByCode(found: SheetReport): Record<string, number[]> {
  const byCode: Record<string, number[]> = {}
  for (const { code, row } of found.problems) byCode[code] = [...(byCode[code] ?? []), row]
  for (const rows of Object.values(byCode)) rows.sort((one, other) => one - other)
  return byCode
}

test('the sample workbook gives exactly the expected rows of every code', () => {
  const wanted = Object.fromEntries(
    Object.entries({ ...expected.errors, ...expected.warnings }).map(([code, { rows }]) => [code, rows]),
  )
  expect(rowsByCode(report)).toEqual(wanted)
})

test('errors keep rows out and warnings do not', () => {
  expect(report.dataRows).toBe(expected.data_rows)
  expect(report.importableRows).toBe(expected.importable_rows)
  for (const { code, severity } of report.problems) {
    expect(severity, code).toBe(code in expected.errors ? 'error' : 'warning')
  }
})

test('blank rows are counted and passed over, also those of spaces only', () => {
  expect(report.blankRows).toBe(expected.blank_rows)
  const present = new Set(sample.rows.filter((row) => !isBlankRow(row)).map((row) => row.rowNumber))
  for (const row of expected.blank_row_numbers) expect(present.has(row), `row ${row}`).toBe(false)
})

test('groups of duplicates name every row of the group', () => {
  for (const [code, groups] of Object.entries(expected.groups)) {
    const found = report.groups.filter((group) => group.code === code).map((group) => group.rows)
    expect(found.sort(byFirst), code).toEqual(groups.map((rows) => [...rows]).sort(byFirst))
  }
})

test('every tolerated spelling is normalised to its canonical value', () => {
  const { mapping } = sample.basis
  const byNumber = new Map(sample.rows.map((row) => [row.rowNumber, row]))
  for (const { row, field, raw, expect: value } of expected.variant_values) {
    expect(byNumber.get(row)?.texts[mapping[field] ?? -1], `raw ${field} of row ${row}`).toBe(raw)
    expect(report.values.get(row)?.[field], `${field} of row ${row}`).toBe(value)
  }
})

test('the expected spellings of headers are all found', () => {
  expect(Object.keys(sample.basis.mapping)).toHaveLength(44)
})

test('each impossible date names the column and the value as written', () => {
  for (const { row, code, how, field } of expected.details) {
    if (code !== 'DATE_IMPOSSIBLE') continue
    expect(report.problems).toContainEqual(expect.objectContaining({ row, code, column: field, value: how }))
  }
})

test('rows that only look wrong stay importable', () => {
  const refused = new Set(report.problems.filter((found) => found.severity === 'error').map((found) => found.row))
  for (const rows of Object.values(expected.not_errors)) {
    expect(rows.filter((row) => refused.has(row))).toEqual([])
  }
})

test('the clean workbook has nothing to complain about', async () => {
  const clean = await check('pegawai-babel-clean.xlsx')
  expect(clean.report.problems).toEqual([])
  expect(clean.report.importableRows).toBe(1200)
})

test('a suggestion is offered only where nothing else is possible', () => {
  const suggestions = report.problems.filter((found) => found.suggestion !== undefined)
  expect(suggestions).toContainEqual(
    expect.objectContaining({ row: 144, code: 'TMT_CPNS_NOT_FIRST_OF_MONTH', suggestion: '01-03-2007' }),
  )
  expect(suggestions).toContainEqual(
    expect.objectContaining({ row: 253, code: 'NIP_MALFORMED', suggestion: '199010202023102001' }),
  )
  expect(new Set(suggestions.map((found) => found.code))).toEqual(
    new Set(['TMT_CPNS_NOT_FIRST_OF_MONTH', 'NIP_MALFORMED', 'UNOR_UNKNOWN']),
  )
})

function byFirst(one: number[], other: number[]): number {
  return (one[0] ?? 0) - (other[0] ?? 0)
}
