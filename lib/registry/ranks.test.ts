import { expect, test } from 'vitest'
import { isRank, nextRank, parseRank, rankGroup, rankOrder } from './ranks'

test('one step up crosses into the next group, and IV/e is the top', () => {
  expect(nextRank('I/d')).toBe('II/a')
  expect(nextRank('III/d')).toBe('IV/a')
  expect(nextRank('IV/d')).toBe('IV/e')
  expect(nextRank('IV/e')).toBeUndefined()
})

test('groups and order follow the ladder', () => {
  expect([rankGroup('I/a'), rankGroup('II/d'), rankGroup('III/a'), rankGroup('IV/e')]).toEqual([1, 2, 3, 4])
  expect(rankOrder('IV/e')).toBe(17)
})

test.each([
  ['III/C', 'III/c'],
  ['iii/c', 'III/c'],
  ['3c', 'III/c'],
  [' IV/e ', 'IV/e'],
  ['4E', 'IV/e'],
  ['III/e', undefined],
  ['V/a', undefined],
  ['IIII/a', undefined],
  ['', undefined],
])('%j is read as %s', (text, rank) => {
  expect(parseRank(text)).toBe(rank)
})

test('a name that every object has is no rank', () => {
  expect(['__proto__', 'toString', 'constructor'].filter(isRank)).toEqual([])
})
