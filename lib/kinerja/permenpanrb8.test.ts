import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareExact, decimal, exact, formatExact } from '@/lib/exact'
import { achievementPercent, achievementValue, mergedScore, scorePredicate, targetsScore } from './permenpanrb8'
import { stepText } from './working'

const reached = (least: number, most: number, isLessBetter: boolean, realised: number | string) =>
  formatExact(achievementPercent({ least, most, isLessBetter }, realised).value, 1)

test('a range is missed by its nearer bound', () => {
  expect(reached(80, 90, false, 70)).toBe('87.5')
  expect(reached(80, 90, false, 85)).toBe('100.0')
  expect(reached(80, 90, false, 99)).toBe('110.0')
})

test('where less is better, a shorter time is worth more', () => {
  expect(formatExact(achievementPercent({ least: 7, most: 8, isLessBetter: true }, '6.5').value, 0)).toBe('107')
  expect(reached(7, 8, true, 9)).toBe('87.5')
  expect(reached(7, 8, true, '7.5')).toBe('100.0')
  const { steps } = achievementPercent({ least: 7, most: 8, isLessBetter: true }, 9)
  expect(steps.map((each) => stepText(each, 'id'))).toEqual(['(1 + (1 − 9 / 8)) × 100 = 87,5'])
})

test.each([
  ['112', '120'],
  ['110', '120'],
  ['101', '110'],
  ['100', '109'],
  ['99', '89'],
  ['98', '88'],
  ['85', '75'],
  ['80', '70'],
  ['79', '69'],
  ['70', '60'],
  ['60', '50'],
  ['59', '49'],
  ['0', '0'],
  ['-20', '0'],
])('a capaian of %s per cent is worth %s', (percent, value) => {
  expect(achievementValue(decimal(percent))).toEqual(decimal(value))
})

test('to meet the highest target there is, is worth 120', () => {
  expect(achievementValue(exact(100), true)).toEqual(exact(120))
  expect(achievementValue(exact(98), true)).toEqual(exact(88))
})

test('the worked example of a high official: 59.2 of the agreement and 43.6 of the plan of action', () => {
  const main = [
    { value: exact(296, 3), weightPercent: 60 },
    { value: exact(109), weightPercent: 40 },
  ]
  expect(targetsScore(main, []).value).toEqual(decimal('102.8'))
  expect(targetsScore(main, [exact(8), exact(8)]).value).toEqual(decimal('112.8'))
  expect(targetsScore([{ value: exact(119), weightPercent: 100 }], [exact(5)]).value).toEqual(exact(120))
  expect(() => targetsScore([{ value: exact(100), weightPercent: 60 }], [])).toThrow(RangeError)
})

test('the SKP weighs 70 per cent, and 60 where peers and subordinates rated the behaviour', () => {
  expect(mergedScore(exact(110), exact(100), false).value).toEqual(exact(107))
  expect(mergedScore(exact(110), exact(100), true).value).toEqual(exact(106))
})

test('115 without a new idea is good, with one it is very good', () => {
  expect([false, true].map((hasInnovation) => scorePredicate(exact(115), hasInnovation))).toEqual(['good', 'very_good'])
})

test('predikat begin at 110, 90, 70 and 50', () => {
  const scores = ['120', '110', '109.99', '90', '89.99', '70', '69.99', '50', '49.99', '0']
  expect(scores.map((score) => scorePredicate(decimal(score), true))).toEqual([
    ...['very_good', 'very_good', 'good', 'good', 'needs_improvement', 'needs_improvement'],
    ...['poor', 'poor', 'very_poor', 'very_poor'],
  ])
  expect(() => scorePredicate(decimal('120.01'), true)).toThrow(RangeError)
})

test('more is never worth less', () => {
  const percents = fc.integer({ min: -5_000, max: 15_000 }).map((units) => exact(units, 100))
  fc.assert(
    fc.property(percents, percents, (a, b) => {
      const order = compareExact(a, b)
      expect(order * compareExact(achievementValue(a), achievementValue(b))).toBeGreaterThanOrEqual(0)
    }),
  )
})
