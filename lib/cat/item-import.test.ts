import { expect, test } from 'vitest'
import { EMPTY_ITEM } from './item-file'
import { comesIn, effectOn } from './item-import'
import { ITEM_STATES } from './item-state'

const item = { ...EMPTY_ITEM, section: 'TIU', aspect: 'verbal', stem: 'Berapa?', key: { A: 5 } }
const again = { ...item, stem: 'Berapa sekarang?' }

test('an item of a file is new, the same, or another version where the one of its code may be written', () => {
  expect(effectOn(undefined, item)).toBe('new')
  expect(ITEM_STATES.map((state) => effectOn({ state, item }, { ...item }))).toEqual(ITEM_STATES.map(() => 'same'))
  expect(ITEM_STATES.map((state) => [state, effectOn({ state, item }, again)])).toEqual([
    ['draft', 'changed'],
    ['in_review', 'waiting'],
    ['approved', 'changed'],
    ['retired', 'changed'],
    ['leaked', 'leaked'],
  ])
})

test('what is new or another version comes into the bank, and nothing else', () => {
  const effects = ['new', 'changed', 'same', 'waiting', 'leaked'] as const
  expect(effects.filter((effect) => comesIn({ effect }))).toEqual(['new', 'changed'])
})
