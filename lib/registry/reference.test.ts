import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { addDays, isCivilDate } from '@/lib/civil-date'
import { isRank, nextRank, RANKS, rankGroup, rankTitle } from './ranks'
import { buildReference } from './reference'
import { rowOn } from './validity'

const rows = readReferenceRows()
const reference = buildReference(rows)
const codes = (table: string) => rows.filter((row) => row.tableName === table).map((row) => row.code)

test('every table is loaded, and no code of a table is in force twice from one day', () => {
  expect(codes('salaries')).toHaveLength(2 * 272)
  expect(codes('ranks')).toHaveLength(34)
  expect(codes('provinces')).toHaveLength(38)
  expect(codes('regional_offices')).toHaveLength(14)
  expect(codes('kedudukan_hukum')).toContain('20')
  const keys = rows.map((row) => `${row.tableName} ${row.code} ${row.validFrom}`)
  expect(new Set(keys).size).toBe(keys.length)
})

test('each file is loaded whole, and each row says from when it is in force, by what and how sure that is', () => {
  const folder = 'db/reference'
  const files = readdirSync(folder).filter((name) => /^(?!exam_).*\.csv$/.test(name)) // exams have tables of their own
  const records = files.flatMap((name) => parse(readFileSync(`${folder}/${name}`), { columns: true }) as object[])
  expect(rows).toHaveLength(records.length)
  for (const { tableName, code, validFrom, validTo, source, confidence } of rows) {
    const row = `${tableName} ${code} ${validFrom}`
    expect(isCivilDate(validFrom) && (validTo === null || (isCivilDate(validTo) && validTo >= validFrom)), row).toBe(
      true,
    )
    expect(source && confidence, row).toBeTruthy()
  }
})

test('no day has two rows of one code, and where the law changed each day has the row of its law', () => {
  const lineOf = ({ tableName, code }: (typeof rows)[number]) => `${tableName} ${code}`
  const inOrder = rows.toSorted((one, other) =>
    `${lineOf(one)} ${one.validFrom}` < `${lineOf(other)} ${other.validFrom}` ? -1 : 1,
  )
  let changes = 0
  for (const [index, row] of inOrder.entries()) {
    const before = inOrder[index - 1]
    if (!before || lineOf(before) !== lineOf(row)) continue
    changes += 1
    expect(before.validTo && addDays(before.validTo, 1), lineOf(row)).toBe(row.validFrom)
  }
  expect(changes).toBeGreaterThan(272) // the salaries of 2019 and 2024, authorities, the answer of BKN
})

test('the ladder of the code is the ladder of the printed table', () => {
  const printed = rows.flatMap((row) => (row.tableName === 'ranks' && row.data.scheme === 'PNS' ? [row] : []))
  expect(printed.map((row) => row.code)).toEqual(RANKS)
  for (const { code, data } of printed) {
    if (!isRank(code)) throw new Error(code)
    expect([code, data.title, data.sapkId, data.next]).toEqual([
      code,
      rankTitle(code),
      `${rankGroup(code)}${code.charCodeAt(code.length - 1) - 96}`, // its group and the number of its letter
      nextRank(code) ?? null,
    ])
  }
})

test('each province is served by the office that names it', () => {
  for (const row of rows) {
    if (row.tableName !== 'provinces') continue
    const office = rows.find(
      (other) => other.tableName === 'regional_offices' && other.code === String(row.data.regionalOffice),
    )
    expect(office?.tableName === 'regional_offices' && office.data.provinceCodes).toContain(row.code)
  }
})

test('a row is read on its first and its last day and not outside them', () => {
  const table = new Map([['x', [{ value: 1, validFrom: '2019-01-01', validTo: '2023-12-31', source: 'PP' }]]])
  expect(rowOn(table, 'x', '2018-12-31')).toBeUndefined()
  expect(rowOn(table, 'x', '2019-01-01')?.value).toBe(1)
  expect(rowOn(table, 'x', '2023-12-31')?.value).toBe(1)
  expect(rowOn(table, 'x', '2024-01-01')).toBeUndefined()
})

test('an echelon without a range in the law is no rule', () => {
  expect(reference.echelons.has('V.b')).toBe(false)
  expect(rowOn(reference.echelons, 'I.a', '2026-01-01')).toMatchObject({
    minRank: 'IV/d',
    maxRank: 'IV/e',
    isTop: true,
  })
})
