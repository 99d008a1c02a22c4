import { expect, test } from 'vitest'
import { wallClock } from '@/lib/format'
import { allowedSeconds, instantOf, occupiedSeconds } from './session-plan'

const skd = {
  durationSeconds: 6_000,
  accommodatedSeconds: { netra: 7_800 },
  accommodatedKinds: { netra: 'disabilitas' },
}

test.each([
  ['Asia/Jakarta', '2026-11-30T01:00:00.000Z'],
  ['Asia/Makassar', '2026-11-30T00:00:00.000Z'],
  ['Asia/Jayapura', '2026-11-29T23:00:00.000Z'],
] as const)('08:00 in %s is %s, and back', (zone, instant) => {
  expect(instantOf('2026-11-30', '08:00', zone).toISOString()).toBe(instant)
  expect(wallClock(new Date(instant), zone)).toEqual({ date: '2026-11-30', time: '08:00' })
})

test.each([
  ['Asia/Tokyo', '2026-11-30', '08:00', '2026-11-29T23:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-30', '08:00', '2026-11-30T02:30:00.000Z'],
  ['Europe/Amsterdam', '2026-07-01', '08:00', '2026-07-01T06:00:00.000Z'], // summer time
  ['Europe/Amsterdam', '2026-12-01', '08:00', '2026-12-01T07:00:00.000Z'],
  ['Europe/Amsterdam', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'], // shown twice: the first
  ['America/New_York', '2026-03-08', '09:00', '2026-03-08T13:00:00.000Z'], // the day on which it begins
  ['Pacific/Auckland', '2026-09-27', '08:00', '2026-09-26T19:00:00.000Z'],
] as const)('abroad: in %s on %s, %s is %s, and back', (zone, day, time, instant) => {
  expect(instantOf(day, time, zone).toISOString()).toBe(instant)
  expect(wallClock(new Date(instant), zone)).toEqual({ date: day, time })
})

test('an hour that a clock leaves out is the hour after it', () => {
  expect(instantOf('2026-03-29', '02:30', 'Europe/Amsterdam').toISOString()).toBe('2026-03-29T01:30:00.000Z')
})

test('netra have more time on the disability formation alone, and the room stays taken for the longest paper', () => {
  const secondsOf = (accommodation: string | null, formationKind: string) =>
    allowedSeconds(skd, { accommodation, formationKind })
  expect(secondsOf(null, 'disabilitas')).toBe(6_000)
  expect(secondsOf('netra', 'disabilitas')).toBe(7_800)
  expect(secondsOf('daksa', 'disabilitas')).toBe(6_000)
  for (const kind of ['umum', 'cumlaude', 'papua']) expect(secondsOf('netra', kind), kind).toBe(6_000)
  expect(occupiedSeconds(skd)).toBe(9_600)
})
