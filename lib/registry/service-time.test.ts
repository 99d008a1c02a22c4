import { expect, test } from 'vitest'
import { serviceMonthsAfter, serviceMonthsAt } from './service-time'

const months = (years: number, rest = 0) => years * 12 + rest

test('II/c since 1 March 2008 with 3 years becomes III/a on 1 April 2012 with 2 years and 1 month', () => {
  const at = serviceMonthsAt({ rankSince: '2008-03-01', serviceMonths: months(3) }, '2012-04-01')
  expect(at).toBe(months(7, 1))
  expect(serviceMonthsAfter(at, 'II/d', 'III/a')).toBe(months(2, 1))
})

test('crossing from I to II takes six years off', () => {
  expect(serviceMonthsAfter(months(16, 1), 'I/d', 'II/a')).toBe(months(10, 1))
})

test('crossing from II to III takes five years off', () => {
  expect(serviceMonthsAfter(months(22, 7), 'II/d', 'III/a')).toBe(months(17, 7))
})

test('a jump from I to III takes eleven years off', () => {
  expect(serviceMonthsAfter(months(20, 2), 'I/c', 'III/a')).toBe(months(9, 2))
})

test('within a group and from III to IV nothing is taken off', () => {
  expect(serviceMonthsAfter(months(20, 2), 'III/d', 'IV/a')).toBe(months(20, 2))
  expect(serviceMonthsAfter(months(4, 2), 'II/a', 'II/b')).toBe(months(4, 2))
})

test('the years never fall below zero and the months stay', () => {
  expect(serviceMonthsAfter(months(4, 7), 'II/d', 'III/a')).toBe(7)
  expect(serviceMonthsAfter(months(5), 'II/d', 'III/a')).toBe(0)
})

test('unpaid months do not count', () => {
  expect(serviceMonthsAt({ rankSince: '2020-04-01', serviceMonths: 0 }, '2024-04-01', 12)).toBe(months(3))
})

test('days within the month do not matter', () => {
  expect(serviceMonthsAt({ rankSince: '2020-04-01', serviceMonths: 0 }, '2020-04-30')).toBe(0)
})
