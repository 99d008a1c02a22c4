import { expect, test } from 'vitest'
import { isOnUnpaidLeave, unpaidMonths } from './unpaid-leave'

const leave = { startsOn: '2024-01-01', endsOn: '2024-12-31', returnedOn: null }
const months = (changes: Partial<typeof leave> | { endsOn: null } | { returnedOn: string } = {}) =>
  unpaidMonths([{ ...leave, ...changes }], '2023-04-01', '2027-04-01')

test('the last day of a leave is a day of it: a calendar year is twelve months', () => {
  expect(months()).toBe(12)
  expect(months({ endsOn: '2024-12-30' })).toBe(11)
  expect(months({ endsOn: '2024-01-31' })).toBe(1)
})

test('a leave ends with the return, earlier or later than planned', () => {
  expect(months({ returnedOn: '2024-07-01' })).toBe(6)
  expect(months({ returnedOn: '2025-03-01' })).toBe(14)
})

test('without an end it goes on until the day asked for', () => {
  expect(months({ endsOn: null })).toBe(39)
})

test('only what lies between the two days counts, and leaves add up', () => {
  expect(unpaidMonths([leave], '2024-07-01', '2027-04-01')).toBe(6)
  expect(unpaidMonths([leave], '2023-04-01', '2024-04-01')).toBe(3)
  expect(unpaidMonths([leave], '2025-01-01', '2027-04-01')).toBe(0)
  const extension = { startsOn: '2025-01-01', endsOn: '2025-06-30', returnedOn: null }
  expect(unpaidMonths([leave, extension], '2023-04-01', '2027-04-01')).toBe(18)
})

test('a leave runs from its first day until the day before the return, or without an end for as long as nobody is back', () => {
  const leave = { startsOn: '2026-01-01', endsOn: '2026-12-31', returnedOn: null }
  const runs = (changes: object, on: string) => isOnUnpaidLeave([{ ...leave, ...changes }], on)
  expect([runs({}, '2025-12-31'), runs({}, '2026-01-01'), runs({}, '2026-12-31'), runs({}, '2027-01-01')]).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(runs({ returnedOn: '2026-10-01' }, '2026-10-01')).toBe(false)
  expect(runs({ endsOn: null }, '2040-01-01')).toBe(true)
})
