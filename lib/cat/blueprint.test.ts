import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembleForm, type BankItem, type BlueprintCell, blueprintFindings, wholeBlueprint } from './blueprint'

const sections = [{ code: 'TIU', itemCount: 6, pointsPerItem: 5 }]
const cells: BlueprintCell[] = [
  { section: 'TIU', aspect: 'verbal', minimum: 2, maximum: 3 },
  { section: 'TIU', aspect: 'numerik', minimum: 1, maximum: 4 },
]
const bankOf = (verbal: number, numerik: number): BankItem[] => [
  ...Array.from({ length: verbal }, (_, index) => ({ id: `v${index}`, section: 'TIU', aspect: 'verbal' })),
  ...Array.from({ length: numerik }, (_, index) => ({ id: `n${index}`, section: 'TIU', aspect: 'numerik' })),
]
const unmet = (bank: BankItem[], itemCount = 6) =>
  blueprintFindings([{ code: 'TIU', itemCount, pointsPerItem: 5 }], cells, bank)
    .filter(({ met }) => !met)
    .map(({ code, facts }) => `${code} ${facts.aspect ?? facts.section}`)

test('the bank must have the least of each cell, and enough for the section within the most of each', () => {
  expect(unmet(bankOf(3, 3))).toEqual([])
  expect(unmet(bankOf(1, 5))).toEqual(['cat.blueprint_cell verbal', 'cat.blueprint_section TIU'])
  expect(unmet(bankOf(9, 2))).toEqual(['cat.blueprint_section TIU'])
  expect(unmet(bankOf(9, 9), 8)).toEqual(['cat.blueprint_section TIU'])
  expect(unmet(bankOf(9, 9), 2)).toEqual(['cat.blueprint_section TIU'])
})

test('every form has its number of items, none twice, and each cell between its least and its most', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 3, max: 20 }),
      fc.integer({ min: 3, max: 20 }),
      (seed, verbal, numerik) => {
        const form = assembleForm(sections, cells, bankOf(verbal, numerik), seed)
        const verbals = form.filter(({ aspect }) => aspect === 'verbal').length
        expect([form.length, new Set(form.map(({ id }) => id)).size]).toEqual([6, 6])
        expect(verbals).toBeGreaterThanOrEqual(2)
        expect(verbals).toBeLessThanOrEqual(3)
        expect(form.length - verbals).toBeLessThanOrEqual(4)
      },
    ),
  )
})

test('a seed gives one form, another seed another one', () => {
  const form = (seed: string) =>
    assembleForm(sections, cells, bankOf(20, 20), seed)
      .map(({ id }) => id)
      .join()
  expect(form('a')).toBe(form('a'))
  expect(form('a')).not.toBe(form('b'))
})

test('a section without cells takes its items from any aspect that the bank has', () => {
  const two = [...sections, { code: 'SUBSTANSI', itemCount: 2, pointsPerItem: 4 }]
  const bank = [...bankOf(3, 3), ...['a', 'b', 'c'].map((id) => ({ id, section: 'SUBSTANSI', aspect: id }))]
  const whole = wholeBlueprint(two, cells, bank)
  expect(blueprintFindings(two, whole, bank).every(({ met }) => met)).toBe(true)
  expect(assembleForm(two, whole, bank, 'seed')).toHaveLength(8)
  expect(blueprintFindings(two, wholeBlueprint(two, cells, bankOf(3, 3)), bankOf(3, 3)).at(-1)).toMatchObject({
    met: false,
    facts: { section: 'SUBSTANSI', most: 0 },
  })
})
