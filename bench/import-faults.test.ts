import { expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { columnsWith } from '@/lib/import/employee-columns'
import { employeeLists } from '@/lib/import/employee-lists'
import { checkEmployeeRows } from '@/lib/import/employee-sheet.fixture'
import { buildReference } from '@/lib/registry/reference'
import { expectedCounts, fileRow } from './import-faults'
import { benchHeader } from './import-people'

const ROWS = 20_000

test('the rows of the benchmark have each fault of the sample workbook where it was put, and no other', () => {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const cells = fileRow(index)
    const numeric = cells.flatMap((cell, column) => (typeof cell === 'number' ? [column] : []))
    return { rowNumber: index + 2, texts: cells.map(String), numeric }
  })
  const reference = readReferenceRows()
  const { problems, importableRows } = checkEmployeeRows(
    rows,
    {
      columns: columnsWith([2024, 2025]),
      mapping: Object.fromEntries(benchHeader.map((code, column) => [code, column])),
      dataOn: '2026-11-23',
      today: '2026-11-23',
      unitCodes: new Set(Array.from({ length: 400 }, (_, index) => String(1 + index).padStart(4, '0'))),
      lists: employeeLists(reference),
      reference: buildReference(reference),
      isUntyped: false,
    },
    2,
  )
  const counts: Record<string, number> = {}
  for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1
  expect(counts).toEqual(expectedCounts(ROWS))
  expect(Object.keys(counts)).toHaveLength(17)
  expect(importableRows / ROWS).toBeGreaterThan(0.9)
})
