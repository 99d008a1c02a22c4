import { expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { buildReference } from '@/lib/registry/reference'
import {
  currentPeriod,
  cutOff,
  nextPeriodDate,
  opening,
  type Period,
  periodOn,
  periodSource,
  periodsBetween,
} from './period'

const reference = buildReference(readReferenceRows())
const source = (on: string) => periodSource(on, reference)

test('four dates a year until the two-period era began on 17 April 2002', () => {
  expect(source('2001-07-01')).toBe('PP 99/2000')
  expect(source('2002-01-01')).toBe('PP 99/2000')
  expect(source('2002-07-01')).toBeUndefined()
  expect(source('2002-10-01')).toBe('PP 12/2002')
})

test('two dates a year until the end of 2023', () => {
  expect(source('2023-12-01')).toBeUndefined()
  expect(source('2023-10-01')).toBe('PP 12/2002')
})

test('six dates a year from 2024', () => {
  expect(source('2024-02-01')).toBe('Peraturan BKN 4/2023')
  expect(source('2024-12-01')).toBe('Peraturan BKN 4/2023')
  expect(source('2024-11-01')).toBeUndefined()
  expect(source('2025-09-01')).toBeUndefined()
})

test('the first of every month from 1 October 2025, and no other day', () => {
  expect(source('2025-10-01')).toBe('Peraturan BKN 4/2025')
  expect(source('2025-11-01')).toBe('Peraturan BKN 4/2025')
  expect(source('2025-11-02')).toBeUndefined()
})

test('proposals open three months before, close on the 20th two months before, are due one month before', () => {
  expect(periodOn('2027-04-01', reference)).toEqual({
    effectiveOn: '2027-04-01',
    opensOn: '2027-01-01',
    closesOn: '2027-02-20',
    approvalTargetOn: '2027-03-01',
    source: 'Peraturan BKN 4/2025',
  })
  expect(periodOn('2027-01-01', reference)).toMatchObject({ opensOn: '2026-10-01', closesOn: '2026-11-20' })
})

test('a letter of BKN overrides one date of one period only', () => {
  const overrides = [{ effectiveOn: '2027-04-01', closesOn: '2027-02-26' }]
  expect(periodOn('2027-04-01', reference, overrides)).toMatchObject({ opensOn: '2027-01-01', closesOn: '2027-02-26' })
  expect(periodOn('2027-05-01', reference, overrides)).toMatchObject({ closesOn: '2027-03-20' })
})

test('the next period date is the day itself when it is one', () => {
  expect(nextPeriodDate('2023-04-01', reference)).toBe('2023-04-01')
  expect(nextPeriodDate('2023-04-02', reference)).toBe('2023-10-01')
  expect(nextPeriodDate('2023-10-02', reference)).toBe('2024-02-01')
  expect(nextPeriodDate('2026-11-23', reference)).toBe('2026-12-01')
  expect(nextPeriodDate('1999-04-01', reference)).toBeUndefined()
})

test('periods of a span are counted by the rules in force on each', () => {
  expect(periodsBetween('2023-01-01', '2023-12-31', reference)).toHaveLength(2)
  expect(periodsBetween('2024-01-01', '2024-12-31', reference)).toHaveLength(6)
  expect(periodsBetween('2026-01-01', '2026-12-31', reference)).toHaveLength(12)
  expect(periodsBetween('2025-01-01', '2025-12-31', reference)).toHaveLength(7)
})

test('the current period is the first whose cut-off is not over, by the letters of BKN', () => {
  const open = (today: string, closesOn?: string) =>
    currentPeriod(
      periodsBetween(today, '2028-01-01', reference, closesOn ? [{ effectiveOn: '2027-01-01', closesOn }] : []),
      today,
    )?.effectiveOn
  expect(open('2026-11-20')).toBe('2027-01-01')
  expect(open('2026-11-23')).toBe('2027-02-01')
  expect(open('2026-11-23', '2026-11-27')).toBe('2027-01-01')
  expect(open('2022-08-21')).toBe('2023-04-01')
})

test('a period takes proposals from its opening to its cut-off, both days included', () => {
  const april = periodOn('2027-04-01', reference) as Period
  const may = (today: string) => [opening(april, today).met, cutOff(april, today).met]
  expect(may('2026-12-31')).toEqual([false, true])
  expect(may('2027-01-01')).toEqual([true, true])
  expect(may('2027-02-20')).toEqual([true, true])
  expect(may('2027-02-21')).toEqual([true, false])
})

test('a letter of BKN moves the cut-off of its period, and no other', () => {
  const overrides = [{ effectiveOn: '2027-04-01', closesOn: '2027-02-26' }]
  const isOpen = (effectiveOn: string, today: string) =>
    cutOff(periodOn(effectiveOn, reference, overrides) as Period, today).met
  expect(isOpen('2027-04-01', '2027-02-26')).toBe(true)
  expect(isOpen('2027-04-01', '2027-02-27')).toBe(false)
  expect(isOpen('2027-03-01', '2027-01-21')).toBe(false)
})
