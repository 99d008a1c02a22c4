import { expect, test } from 'vitest'
import { type IncrementFacts, nextIncrement } from './increment'
import { reference } from './promotion.fixture'

const facts: IncrementFacts = {
  status: 'pns',
  rank: 'III/a',
  rankSince: '2022-03-01',
  serviceMonths: 0,
  unpaidMonths: 0,
  retiresOn: '2050-01-01',
  latestPredicate: 'good',
}
const next = (changes: Partial<IncrementFacts>, after = '2026-11-23') =>
  nextIncrement({ ...facts, ...changes }, after, reference)

test('an increment falls on the first of the month in which the next row is reached', () => {
  expect(next({})).toMatchObject({
    effectiveOn: '2028-03-01',
    noticeDueOn: '2028-01-01',
    serviceYears: 6,
    oldRupiah: 2_964_000,
    newRupiah: 3_057_300,
    isPerformanceSufficient: true,
  })
})

test('an increment on the day itself is not the next one', () => {
  expect(next({}, '2028-02-29')).toMatchObject({ effectiveOn: '2028-03-01' })
  expect(next({}, '2028-03-01')).toMatchObject({ effectiveOn: '2030-03-01' })
})

test('the first increment in II/a comes after one year, then every two', () => {
  const start = { rank: 'II/a', rankSince: '2026-03-01' } as const
  expect(next(start)).toMatchObject({ effectiveOn: '2027-03-01', serviceYears: 1 })
  expect(next(start, '2027-03-01')).toMatchObject({ effectiveOn: '2029-03-01', serviceYears: 3 })
})

test('below the first row of the table that row is paid already, so reaching it is none', () => {
  expect(next({ rank: 'II/c', rankSince: '2026-03-01' })).toMatchObject({ effectiveOn: '2031-03-01', serviceYears: 5 })
})

test('after a promotion the clock follows the masa kerja golongan, not the day of the promotion', () => {
  expect(next({ rank: 'III/b', rankSince: '2026-10-01', serviceMonths: 55 })).toMatchObject({
    effectiveOn: '2028-03-01',
    serviceYears: 6,
  })
})

test('a CPNS is shown the full amount and paid 80 percent', () => {
  const increment = next({ status: 'cpns', rank: 'II/a', rankSince: '2026-03-01', latestPredicate: null })
  expect(increment).toMatchObject({ newRupiah: 2_218_400, paidRupiah: 1_774_720, isPerformanceSufficient: null })
})

test('a poor predicate flags the increment and does not move it', () => {
  expect(next({ latestPredicate: 'poor' })).toMatchObject({ effectiveOn: '2028-03-01', isPerformanceSufficient: false })
  expect(next({ latestPredicate: 'needs_improvement' })).toMatchObject({ isPerformanceSufficient: true })
})

test('there is none on or after the first day of the pension, and none past the last row', () => {
  expect(next({ retiresOn: '2028-03-01' })).toEqual({ none: 'after_retirement' })
  expect(next({ retiresOn: '2028-04-01' })).toMatchObject({ effectiveOn: '2028-03-01' })
  expect(next({ serviceMonths: 33 * 12 })).toEqual({ none: 'last_step' })
})

test('unpaid leave moves it back, and when its period is not known there is no answer', () => {
  expect(next({ unpaidMonths: 5 })).toMatchObject({ effectiveOn: '2028-08-01' })
  expect(next({ unpaidMonths: null })).toEqual({ none: 'unpaid_leave_unknown' })
  expect(next({}, '2017-01-01')).toEqual({ none: 'no_salary_table' })
})
