import { expect, test } from 'vitest'
import { unpaidMonths } from './unpaid-leave'

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
