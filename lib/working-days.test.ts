import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from './civil-date'
import { addWorkingDays, deadline, isWorkingDay, workingDaysBetween } from './working-days'

const none = new Set<string>()
const christmas = new Set(['2026-12-24', '2026-12-25'])

test('weekends and holidays are no working days', () => {
  expect(isWorkingDay('2026-11-27', none)).toBe(true)
  expect(isWorkingDay('2026-11-28', none)).toBe(false)
  expect(isWorkingDay('2026-12-25', christmas)).toBe(false)
})

test('two working days after a Thursday is the Monday', () => {
  expect(addWorkingDays('2026-11-26', 2, none)).toBe('2026-11-30')
  expect(addWorkingDays('2026-12-23', 2, christmas)).toBe('2026-12-29')
  expect(addWorkingDays('2026-11-28', 0, none)).toBe('2026-11-28')
})

test('the day a case arrives is day zero', () => {
  expect(workingDaysBetween('2026-11-23', '2026-11-23', none)).toBe(0)
  expect(workingDaysBetween('2026-11-23', '2026-11-30', none)).toBe(5)
})

test('the clock stands still from the day after a return until the day of the answer', () => {
  const pauses = [{ from: '2026-11-24', to: '2026-11-27' }]
  expect(deadline('2026-11-23', 2, pauses, none)).toBe('2026-11-30')
})

test('there is no deadline while the case lies with somebody else', () => {
  const pauses = [{ from: '2026-11-24', to: null }]
  expect(deadline('2026-11-23', 2, pauses, none)).toBeNull()
})

test('adding and counting agree, and a deadline without pauses is the plain addition', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 60 }), (offset, days) => {
      const from = addDays('2024-01-01', offset)
      const to = addWorkingDays(from, days, christmas)
      expect(isWorkingDay(to, christmas)).toBe(true)
      expect(workingDaysBetween(from, to, christmas)).toBe(days)
      expect(deadline(from, days, [], christmas)).toBe(to)
    }),
  )
})
