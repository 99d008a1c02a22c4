import { expect, test } from 'vitest'
import { PREDICATES, RATINGS } from '@/lib/registry/predicate'
import { exchangeCode, predicateOf } from './rating'

test.each([
  ['above', 'above', 'very_good'],
  ['above', 'as_expected', 'good'],
  ['above', 'below', 'poor'],
  ['as_expected', 'above', 'good'],
  ['as_expected', 'as_expected', 'good'],
  ['as_expected', 'below', 'poor'],
  ['below', 'above', 'needs_improvement'],
  ['below', 'as_expected', 'needs_improvement'],
  ['below', 'below', 'very_poor'],
] as const)('results %s and behaviour %s make %s', (result, behaviour, predicate) => {
  expect(predicateOf(result, behaviour)).toBe(predicate)
})

test('ratings and predikat go to SIASN as numbers, the best first', () => {
  expect(RATINGS.map(exchangeCode)).toEqual([1, 2, 3])
  expect(PREDICATES.map(exchangeCode)).toEqual([1, 2, 3, 4, 5])
})
