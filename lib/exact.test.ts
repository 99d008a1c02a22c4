import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  compareExact,
  decimal,
  divide,
  exact,
  formatExact,
  fractionFrom,
  fractionText,
  greatest,
  least,
  mean,
  multiply,
  nearestWhole,
  roundHalfUp,
  subtract,
} from './exact'

const quotients = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([numerator, denominator]) => exact(numerator, denominator))

test('a decimal is what its digits say, and not what a binary fraction makes of them', () => {
  expect(add(decimal('0.1'), decimal('0.2'))).toEqual(decimal('0.3'))
  expect(divide(decimal('9.12'), decimal(12))).toEqual(exact(76, 100))
  expect(decimal('-25')).toEqual(exact(-25))
  expect(decimal('170395000')).toEqual(exact(170_395_000))
})

test('what is no decimal number is refused', () => {
  for (const text of ['', '1,5', '1e3', '.5', '5.', 'NaN', ' 1', '1_000', '--1']) {
    expect(() => decimal(text), text).toThrow(RangeError)
  }
  expect(() => decimal(Number.NaN)).toThrow(RangeError)
  expect(() => exact(1.5)).toThrow(RangeError)
  expect(() => divide(exact(1), exact(0))).toThrow(RangeError)
  expect(() => mean([])).toThrow(RangeError)
})

test('a half goes up, below nought too, and every decimal asked for is written', () => {
  const written = (text: string, decimals = 2) => formatExact(decimal(text), decimals)
  expect(written('75.995')).toBe('76.00')
  expect(written('75.994999')).toBe('75.99')
  expect(written('-8.335')).toBe('-8.33')
  expect(written('-8.336')).toBe('-8.34')
  expect(written('-0.001')).toBe('0.00')
  expect(written('0.5', 0)).toBe('1')
  expect(['2.5', '2.49', '-2.5'].map((text) => nearestWhole(decimal(text)))).toEqual([3, 2, -2])
  expect(formatExact(exact(253, 3), 2, ',')).toBe('84,33')
})

test('adding, multiplying and their contraries take each other back', () => {
  fc.assert(
    fc.property(quotients, quotients, (a, b) => {
      expect(subtract(add(a, b), b)).toEqual(a)
      if (b.numerator !== 0n) expect(multiply(divide(a, b), b)).toEqual(a)
    }),
  )
})

test('a number is kept without loss as text', () => {
  expect([exact(259, 3), exact(76), exact(-1, 2)].map(fractionText)).toEqual(['259/3', '76', '-1/2'])
  fc.assert(
    fc.property(quotients, (a) => {
      expect(fractionFrom(fractionText(a))).toEqual(a)
    }),
  )
})

test('rounding moves a number by half a unit at most', () => {
  fc.assert(
    fc.property(quotients, fc.integer({ min: 0, max: 6 }), (a, decimals) => {
      const moved = subtract(roundHalfUp(a, decimals), a)
      const half = exact(1n, 2n * 10n ** BigInt(decimals))
      expect(compareExact(moved, half)).toBeLessThanOrEqual(0)
      expect(compareExact(moved, subtract(exact(0), half))).toBeGreaterThan(0)
    }),
  )
})

test('the least and the greatest of two are the two, in order', () => {
  fc.assert(
    fc.property(quotients, quotients, (a, b) => {
      expect(compareExact(least(a, b), greatest(a, b))).toBeLessThanOrEqual(0)
      expect(add(least(a, b), greatest(a, b))).toEqual(add(a, b))
    }),
  )
})
