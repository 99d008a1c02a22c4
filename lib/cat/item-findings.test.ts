import { expect, test } from 'vitest'
import type { BankSection } from '@/lib/cat/bank-section'
import { skdBank } from '@/lib/cat/bank-section.fixture'
import type { ItemDraft } from '@/lib/cat/item'
import { itemFindings, itemNotes } from '@/lib/cat/item-findings'

const letters = ['A', 'B', 'C', 'D', 'E']
const item: ItemDraft = {
  code: 'TIU-1',
  section: 'TIU',
  aspect: 'numerik.berhitung',
  stimulus: null,
  stem: '2 + 3 = …',
  options: letters.map((id, index) => ({ id, body: String(index + 1) })),
  key: { A: 0, B: 0, C: 0, D: 0, E: 5 },
  keepsOrder: false,
}
const unmet = (changes: Partial<ItemDraft>, bank = skdBank) =>
  itemFindings({ ...item, ...changes }, bank)
    .filter(({ met }) => !met)
    .map(({ code }) => code)

test('an item stands in a cell of the blueprint, asks something and has five different options', () => {
  expect(unmet({})).toEqual([])
  expect(unmet({ aspect: 'integritas' })).toEqual(['cat.item_cell'])
  expect(unmet({ stem: '<p> </p>' })).toEqual(['cat.item_stem'])
  expect(unmet({ stem: '<img src="data:image/png;base64,AAAA" alt=""/>' })).toEqual([])
  expect(unmet({ options: item.options.slice(0, 4), key: { A: 5 } })).toEqual(['cat.item_options'])
  expect(
    unmet({ options: item.options.map((option) => (option.id === 'B' ? { id: 'B', body: '' } : option)) }),
  ).toEqual(['cat.item_options'])
  expect(
    unmet({ options: item.options.map((option) => (option.id === 'B' ? { id: 'B', body: ' 1 ' } : option)) }),
  ).toEqual(['cat.item_options_distinct'])
})

test('TWK and TIU have one right option of five points, TKP weights from one to five, the best one five', () => {
  expect(unmet({ key: {} })).toEqual(['cat.item_key'])
  expect(unmet({ key: { A: 5, B: 5 } })).toEqual(['cat.item_key'])
  const tkp = { section: 'TKP', aspect: 'tik' }
  expect(unmet(tkp)).toEqual(['cat.item_weights'])
  expect(unmet({ ...tkp, key: { A: 2, B: 1, C: 4, D: 5, E: 3 } })).toEqual([])
  expect(unmet({ ...tkp, key: { A: 0, B: 1, C: 4, D: 5, E: 3 } })).toEqual(['cat.item_weights'])
  expect(unmet({ ...tkp, key: { A: 2, B: 1, C: 4, D: 4, E: 3 } })).toEqual(['cat.item_weights'])
})

test('weights that are the same are pointed out and forbid nothing: that they differ is usual, and no published rule', () => {
  const tkp = { ...item, section: 'TKP', aspect: 'tik', key: { A: 2, B: 2, C: 4, D: 5, E: 3 } }
  expect(unmet(tkp)).toEqual([])
  expect(itemNotes(tkp, skdBank)).toEqual([
    { code: 'weights_repeated', isError: false, facts: { weights: '2, 2, 4, 5, 3' } },
  ])
  expect(itemNotes({ ...tkp, key: { A: 2, B: 1, C: 4, D: 5, E: 3 } }, skdBank)).toEqual([])
  expect(itemNotes(item, skdBank)).toEqual([])
})

test('the section says how many options an item has, and which kind of points', () => {
  const bank: BankSection[] = [
    { code: 'SUBSTANSI', name: 'Substansi', scoring: 'single', optionCount: 4, aspects: ['umum'] },
  ]
  const four = { section: 'SUBSTANSI', aspect: 'umum', options: item.options.slice(0, 4), key: { A: 5 } }
  expect(unmet(four, bank)).toEqual([])
  expect(unmet({ ...four, options: item.options }, bank)).toEqual(['cat.item_options'])
  const weighted = bank.map((section): BankSection => ({ ...section, scoring: 'weighted' }))
  expect(unmet(four, weighted)).toEqual(['cat.item_weights'])
  expect(unmet({ ...four, key: { A: 5, B: 1, C: 3, D: 2 } }, weighted)).toEqual([])
  expect(unmet({ ...four, key: { A: 4, B: 1, C: 3, D: 2 } }, weighted)).toEqual(['cat.item_weights'])
})
