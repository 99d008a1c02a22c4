import { expect, test } from 'vitest'
import {
  canRateUnconfirmed,
  evaluationPeriods,
  isFinalState,
  isRated,
  isRatedLate,
  ratingDueOn,
  stateOn,
} from './evaluation'

test('a year has four quarters and the year itself, or twelve months', () => {
  const year = { startsOn: '2026-01-01', endsOn: '2026-12-31', isEnded: false }
  expect(
    evaluationPeriods(year, 'quarter').map(({ kind, startsOn, endsOn }) => `${kind} ${startsOn} ${endsOn}`),
  ).toEqual([
    'periodic 2026-01-01 2026-03-31',
    'periodic 2026-04-01 2026-06-30',
    'periodic 2026-07-01 2026-09-30',
    'periodic 2026-10-01 2026-12-31',
    'annual 2026-01-01 2026-12-31',
  ])
  expect(evaluationPeriods(year, 'month')).toHaveLength(13)
})

test('a plan that a move ended is evaluated for its part of the quarters, and not for the year', () => {
  const part = { startsOn: '2026-02-15', endsOn: '2026-05-10', isEnded: true }
  expect(evaluationPeriods(part, 'quarter')).toEqual([
    { kind: 'periodic', startsOn: '2026-02-15', endsOn: '2026-03-31' },
    { kind: 'periodic', startsOn: '2026-04-01', endsOn: '2026-05-10' },
  ])
})

test('a rating is due ten working days after its period', () => {
  expect(ratingDueOn('2026-09-30', new Set(['2026-10-05']))).toBe('2026-10-15')
})

test('a result is accepted on the fifteenth day of silence', () => {
  expect(stateOn('received', '2026-01-08', '2026-01-22')).toBe('received')
  expect(stateOn('received', '2026-01-08', '2026-01-23')).toBe('accepted')
  expect(stateOn('objected', '2026-01-08', '2026-03-01')).toBe('objected')
})

test('whoever is evaluated has the result once it was sent; final is only what was accepted or decided', () => {
  for (const state of ['open', 'confirmed'] as const)
    expect([isRated(state), isFinalState(state)]).toEqual([false, false])
  for (const state of ['received', 'objected', 'answered'] as const)
    expect([isRated(state), isFinalState(state)]).toEqual([true, false])
  for (const state of ['accepted', 'kept', 'changed'] as const)
    expect([isRated(state), isFinalState(state)]).toEqual([true, true])
})

test('a rating is late the day after it is due, while nobody was told a result', () => {
  expect(isRatedLate('open', '2026-10-15', '2026-10-15')).toBe(false)
  expect(isRatedLate('confirmed', '2026-10-15', '2026-10-16')).toBe(true)
  expect(isRatedLate('received', '2026-10-15', '2026-10-16')).toBe(false)
})

test('an appraiser waits for whoever is to confirm until the last of the days for it', () => {
  expect(canRateUnconfirmed('2026-10-08', '2026-10-08')).toBe(false)
  expect(canRateUnconfirmed('2026-10-08', '2026-10-09')).toBe(true)
})
