import { expect, test } from 'vitest'
import { chanceOfAtLeast } from './compound-binomial'

test('equal chances give the binomial distribution, different ones what counting gives', () => {
  expect(chanceOfAtLeast(2, [0.5, 0.5, 0.5])).toBeCloseTo(0.5)
  expect(chanceOfAtLeast(3, [0.2, 0.2, 0.2])).toBeCloseTo(0.008)
  expect(chanceOfAtLeast(1, [0.1, 0.5])).toBeCloseTo(1 - 0.9 * 0.5)
  expect([chanceOfAtLeast(0, [0.3]), chanceOfAtLeast(2, [0.3]), chanceOfAtLeast(0, [])]).toEqual([1, 0, 1])
})

test('what is very unlikely keeps its digits', () => {
  expect(chanceOfAtLeast(40, Array(40).fill(0.2)) / 0.2 ** 40).toBeCloseTo(1, 10)
})
