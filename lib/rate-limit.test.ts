import { expect, test } from 'vitest'
import { RateLimit } from './rate-limit'

test('a burst goes through, then one for each interval', () => {
  const limit = new RateLimit(3, 0.5)
  expect([0, 1, 2, 3].map((at) => limit.take('a', at))).toEqual([true, true, true, false])
  expect(limit.take('a', 1_000)).toBe(false)
  expect(limit.take('a', 4_000)).toBe(true)
})

test('who asks too often is let through as often as anybody, and no later', () => {
  const limit = new RateLimit(1, 0.5)
  const answers = Array.from({ length: 50 }, (_, at) => limit.take('a', at * 200))
  expect(answers.filter(Boolean)).toHaveLength(5)
})

test('what is left is told without taking it, and never more than the burst', () => {
  const limit = new RateLimit(2, 0.5)
  expect(limit.left('a', 0)).toBe(2)
  limit.take('a', 0)
  expect([limit.left('a', 0), limit.left('a', 1_000), limit.left('a', 60_000)]).toEqual([1, 1.5, 2])
})

test('one caller does not use up the turns of another', () => {
  const limit = new RateLimit(1, 1)
  expect(limit.take('a', 0)).toBe(true)
  expect(limit.take('b', 0)).toBe(true)
  expect(limit.take('a', 0)).toBe(false)
})

test('memory is bounded however many callers come', () => {
  const limit = new RateLimit(1, 1)
  for (let caller = 0; caller < 20_001; caller++) limit.take(`caller-${caller}`, 0)
  expect(limit.take('caller-0', 0)).toBe(true) // forgotten, so it begins anew
  expect(limit.take('caller-20000', 0)).toBe(false)
})
