import { expect, test } from 'vitest'
import { isDueAt } from './daily-reminder'

test('a reminder goes out from its time on, for two hours', () => {
  expect(['15:29', '15:30', '17:29', '17:30'].map((clock) => isDueAt('15:30', clock))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('where an agency tells nobody, no time is the right one', () => {
  expect(isDueAt(null, '15:30')).toBe(false)
})
