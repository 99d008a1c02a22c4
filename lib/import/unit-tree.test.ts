import { expect, test } from 'vitest'
import { refuseBrokenTree } from './unit-tree'

const sheet = (...units: [code: string, parentCode: string][]) =>
  units.map(([code, parentCode], index) => ({ rowNo: index + 3, code, parentCode }))
const refusal = (rows: ReturnType<typeof sheet>, held: [string, string | null][] = []) => {
  try {
    refuseBrokenTree(rows, new Map(held))
  } catch (error) {
    return error
  }
}

test('units in any order make a tree, and one that names itself stands at the top', () => {
  expect(refusal(sheet(['0102', '01'], ['01', '01'], ['0103', '01']))).toBeUndefined()
  expect(refusal(sheet(['0102', '01']), [['01', null]])).toBeUndefined()
})

test('a unit cannot stand below itself, neither within the sheet nor through a unit that the agency has', () => {
  const circular = (row: number, code: string, parent: string) => ({
    code: 'import.unit_circular',
    facts: { row, code, parent },
  })
  expect(refusal(sheet(['01', '02'], ['02', '01']))).toMatchObject(circular(3, '01', '02'))
  const held: [string, string | null][] = [
    ['02', '01'],
    ['03', '02'],
    ['01', null],
  ]
  expect(refusal(sheet(['01', '03']), held)).toMatchObject(circular(3, '01', '03'))
})

test('the row that is named is one of the cycle, not one below it', () => {
  expect(refusal(sheet(['01', '02'], ['02', '03'], ['03', '02']))).toMatchObject({
    code: 'import.unit_circular',
    facts: { row: 4, code: '02', parent: '03' },
  })
})

test('a parent that is nowhere and a code written twice are refused by row', () => {
  expect(refusal(sheet(['01', ''], ['02', '09']))).toMatchObject({
    code: 'import.unit_parent_unknown',
    facts: { row: 4, code: '02', parent: '09' },
  })
  expect(refusal(sheet(['01', ''], ['01', '']))).toMatchObject({
    code: 'import.unit_twice',
    facts: { row: 4, other: 3, code: '01' },
  })
})

test('a tree has twenty levels at most', () => {
  const chain = (levels: number) =>
    sheet(...Array.from({ length: levels }, (_, level): [string, string] => [`${level}`, level ? `${level - 1}` : '']))
  expect(refusal(chain(20))).toBeUndefined()
  expect(refusal(chain(21))).toMatchObject({ code: 'import.unit_too_deep' })
})
