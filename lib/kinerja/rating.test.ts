import { expect, test } from 'vitest'
import { PREDICATES, RATINGS } from '@/lib/registry/predicate'
import { exchangeCode, isRewarded, predicateFrom, predicateOf, ratingFrom } from './rating'

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

test('ratings and predikat go to SIASN as numbers, the best first, and come back', () => {
  expect(RATINGS.map(exchangeCode)).toEqual([1, 2, 3])
  expect(PREDICATES.map(exchangeCode)).toEqual([1, 2, 3, 4, 5])
  expect([1, 2, 3].map(ratingFrom)).toEqual([...RATINGS])
  expect([1, 2, 3, 4, 5].map(predicateFrom)).toEqual([...PREDICATES])
  expect([ratingFrom(0), ratingFrom(4), predicateFrom(6), predicateFrom(1.5)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('two very good years in a row are rewarded', () => {
  expect(isRewarded({ 2024: 'very_good', 2025: 'very_good' }, 2025)).toBe(true)
  expect(isRewarded({ 2023: 'very_good', 2024: 'good', 2025: 'very_good' }, 2025)).toBe(false)
  expect(isRewarded({ 2023: 'very_good', 2025: 'very_good' }, 2025)).toBe(false)
  expect(isRewarded({ 2024: 'very_good', 2025: 'very_good' }, 2026)).toBe(false)
})
