import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  calendarMonthsBetween,
  civilDateIn,
  daysBetween,
  firstOfMonth,
  firstOfNextMonth,
  isCivilDate,
  isoWeekday,
  lastOfMonth,
  wholeMonthsBetween,
  wholeYearsBetween,
} from './civil-date'

const dates = fc.integer({ min: -36_500, max: 40_000 }).map((days) => addDays('2000-01-01', days))

test('31 February is no day, 29 February only in a leap year', () => {
  expect(isCivilDate('2015-02-31')).toBe(false)
  expect(isCivilDate('2023-02-29')).toBe(false)
  expect(isCivilDate('2024-02-29')).toBe(true)
  expect(isCivilDate('1900-02-29')).toBe(false)
  expect(isCivilDate('2000-02-29')).toBe(true)
  expect(isCivilDate('2024-00-01')).toBe(false)
  expect(isCivilDate('24-01-01')).toBe(false)
  expect(isCivilDate('0000-01-01')).toBe(false)
  expect(isCivilDate('0001-01-01')).toBe(true)
})

test('moving by months keeps the day, or takes the last one the month has', () => {
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
  expect(addMonths('2024-03-31', -1)).toBe('2024-02-29')
  expect(addMonths('2024-12-01', 1)).toBe('2025-01-01')
  expect(addMonths('2024-01-01', -1)).toBe('2023-12-01')
  expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
})

test('a year is complete on the same day, not a day earlier', () => {
  expect(wholeYearsBetween('2022-04-01', '2026-03-31')).toBe(3)
  expect(wholeYearsBetween('2022-04-01', '2026-04-01')).toBe(4)
  expect(wholeYearsBetween('2004-02-29', '2022-02-28')).toBe(17)
  expect(wholeYearsBetween('2004-02-29', '2022-03-01')).toBe(18)
  expect(wholeMonthsBetween('2026-04-01', '2026-03-01')).toBe(-1)
})

test('calendar months do not look at days', () => {
  expect(calendarMonthsBetween('2026-01-31', '2026-02-01')).toBe(1)
  expect(calendarMonthsBetween('2026-03-01', '2025-12-31')).toBe(-3)
})

test('the edges of a month', () => {
  expect(firstOfMonth('2026-11-23')).toBe('2026-11-01')
  expect(firstOfNextMonth('2026-12-31')).toBe('2027-01-01')
  expect(lastOfMonth('2028-02-10')).toBe('2028-02-29')
})

test('a week begins on Monday', () => {
  expect(isoWeekday('2026-11-23')).toBe(1)
  expect(isoWeekday('2026-11-29')).toBe(7)
  expect(isoWeekday('1945-08-17')).toBe(5)
})

test('an instant is on different days in different zones', () => {
  expect(civilDateIn('Asia/Jakarta', new Date('2026-11-23T17:30:00Z'))).toBe('2026-11-24')
  expect(civilDateIn('UTC', new Date('2026-11-23T17:30:00Z'))).toBe('2026-11-23')
})

test('adding days and counting them are each other’s reverse', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
      expect(daysBetween(date, addDays(date, days))).toBe(days)
    }),
  )
})

test('whole months never overshoot: the date reached is not after, the next one is', () => {
  fc.assert(
    fc.property(dates, dates, (one, other) => {
      const [from, to] = one < other ? [one, other] : [other, one]
      const months = wholeMonthsBetween(from, to)
      expect(addMonths(from, months) <= to).toBe(true)
      expect(wholeMonthsBetween(from, to)).toBe(-wholeMonthsBetween(to, from) || 0)
      expect(addMonths(firstOfMonth(from), months + 1) > firstOfMonth(to) || from.slice(8) > to.slice(8)).toBe(true)
    }),
  )
})

test('every day produced is a day of the calendar', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -600, max: 600 }), (date, months) => {
      expect(isCivilDate(addMonths(date, months))).toBe(true)
      expect(isCivilDate(lastOfMonth(date))).toBe(true)
    }),
  )
})

test('a text of another shape is refused where a date is read', () => {
  expect(() => addMonths('2026/04/01', 1)).toThrow(RangeError)
  expect(() => wholeMonthsBetween('', '2026-04-01')).toThrow(RangeError)
})
