import { expect, test } from 'vitest'
import { density, upperTail } from './normal'

test('tails of the normal distribution are those of the tables, near and far, on both sides', () => {
  expect([0, 1, 1.96, 2.999].map((z) => upperTail(z).toFixed(6))).toEqual([
    '0.500000',
    '0.158655',
    '0.024998',
    '0.001354',
  ])
  expect(upperTail(3) / 1.3498980316301e-3).toBeCloseTo(1, 10)
  expect(upperTail(6) / 9.865876450377e-10).toBeCloseTo(1, 10)
  expect(upperTail(-1.5) + upperTail(1.5)).toBeCloseTo(1, 14)
  expect(density(0)).toBeCloseTo(0.39894228, 8)
})
