import { expect, test } from 'vitest'
import { knownMean, meanOf, momentsOf, varianceOf } from './statistics'

test('mean, variance and standard deviation are those of the population, and zero of nothing', () => {
  const values = [2, 4, 4, 4, 5, 5, 7, 9]
  expect([meanOf(values), varianceOf(values), momentsOf(values)]).toEqual([5, 4, { mean: 5, deviation: 2 }])
  expect([knownMean(values), knownMean([])]).toEqual([5, null])
  expect([meanOf([]), varianceOf([]), momentsOf([3])]).toEqual([0, 0, { mean: 3, deviation: 0 }])
})
