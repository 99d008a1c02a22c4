import { expect, test } from 'vitest'
import { bankSections, cellNamed, isCell } from '@/lib/cat/bank-section'

const kind = { itemCount: 10, pointsPerItem: 5, scoring: 'single', optionCount: 5 } as const
const bank = bankSections([
  { sections: [{ ...kind, code: 'TIU', name: 'Intelegensia' }], cells: [{ section: 'TIU', aspect: 'verbal.analogi' }] },
  {
    sections: [
      { ...kind, code: 'TIU', name: 'Lain', optionCount: 4 },
      { ...kind, code: 'SUBSTANSI', name: 'Substansi tugas' },
    ],
    cells: [
      { section: 'TIU', aspect: 'numerik' },
      { section: 'TIU', aspect: 'verbal.analogi' },
    ],
  },
])

test('a section is the same in every programme, with the aspects of all of them', () => {
  expect(bank.map(({ code, optionCount, aspects }) => [code, optionCount, aspects])).toEqual([
    ['TIU', 5, ['verbal.analogi', 'numerik']],
    ['SUBSTANSI', 5, ['umum']],
  ])
  expect(isCell(bank, { section: 'TIU', aspect: 'numerik' })).toBe(true)
  expect(isCell(bank, { section: 'TIU', aspect: 'umum' })).toBe(false)
  expect(isCell(bank, { section: '', aspect: '' })).toBe(false)
})

test('other systems name a cell by codes, by the last part of a code, or by the name of the section', () => {
  expect(cellNamed(bank, ['top', 'tiu', 'Analogi'])).toEqual({ section: 'TIU', aspect: 'verbal.analogi' })
  expect(cellNamed(bank, ['Substansi Tugas', 'Umum'])).toEqual({ section: 'SUBSTANSI', aspect: 'umum' })
  expect(cellNamed(bank, ['SUBSTANSI', 'lain'])).toEqual({ section: 'SUBSTANSI', aspect: '' })
  expect(cellNamed(bank, ['numerik'])).toEqual({ section: '', aspect: '' })
})
