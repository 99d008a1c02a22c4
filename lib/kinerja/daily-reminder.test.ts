import { expect, test } from 'vitest'
import { isDueAt, isLastOfMonth } from './daily-reminder'

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

test('the last working day of a month is before its weekend and its holidays', () => {
  const holidays = new Set(['2026-12-31'])
  const last = ['2026-10-30', '2026-11-27', '2026-11-30', '2026-12-30', '2027-01-29'].filter((day) =>
    isLastOfMonth(day, holidays),
  )
  expect(last).toEqual(['2026-10-30', '2026-11-30', '2026-12-30', '2027-01-29'])
})
