import { expect, test } from 'vitest'
import { mendedRow } from './mended-row'

test('a cell that is mended is a text, also where the row was shorter, and the others stay as they were', () => {
  const row = { row: 7, cells: ['1', '199003142015031000'], numeric: [0, 1] }
  expect(mendedRow(row, 1, '199003142015031002')).toEqual({ row: 7, cells: ['1', '199003142015031002'], numeric: [0] })
  expect(mendedRow(row, 3, '03/11/2026').cells).toEqual(['1', '199003142015031000', '', '03/11/2026'])
  expect(row.cells).toHaveLength(2)
})
