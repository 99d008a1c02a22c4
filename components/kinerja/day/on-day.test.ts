import { expect, test } from 'vitest'
import type { OwnDay } from '@/lib/kinerja/own-days'
import { gapIn, isLocked } from './on-day'

const dayOf = (day: string, dueOn: string, closesOn: string | null, changes: Partial<OwnDay> = {}): OwnDay => ({
  day,
  isWorking: true,
  holiday: null,
  isOnLeave: false,
  dueOn,
  closesOn,
  hasPlan: true,
  ...changes,
})
const gap = (days: OwnDay[], today: string, on = today) => gapIn(days, today, () => 0, on)?.day

test('an empty day is asked for while it needs no reason, and where an agency locks days until it locks', () => {
  const open = [dayOf('2026-11-12', '2026-11-17', null)]
  const locking = [dayOf('2026-11-12', '2026-11-17', '2026-11-19')]
  expect(['2026-11-17', '2026-11-18'].map((today) => gap(open, today))).toEqual(['2026-11-12', undefined])
  expect(['2026-11-19', '2026-11-20'].map((today) => gap(locking, today))).toEqual(['2026-11-12', undefined])
})

test('the day that locks first is asked for, and never a day off, a day with entries, or the one that is open', () => {
  const due = ['2026-11-19', '2026-11-23'] as const
  const days = [
    dayOf('2026-11-13', ...due, { isOnLeave: true }),
    dayOf('2026-11-14', ...due, { isWorking: false }),
    dayOf('2026-11-16', ...due),
    dayOf('2026-11-17', ...due),
  ]
  expect(gap(days, '2026-11-18')).toBe('2026-11-16')
  expect(gap(days, '2026-11-18', '2026-11-16')).toBe('2026-11-17')
  expect(gapIn(days, '2026-11-18', (day) => Number(day === '2026-11-16'), '2026-11-18')?.day).toBe('2026-11-17')
})

test('a day is locked after its last day, and never where the agency locks none', () => {
  const locking = dayOf('2026-11-12', '2026-11-17', '2026-11-19')
  expect(['2026-11-19', '2026-11-20'].map((today) => isLocked(locking, today))).toEqual([false, true])
  expect(isLocked(dayOf('2026-11-12', '2026-11-17', null), '2027-01-01')).toBe(false)
})
