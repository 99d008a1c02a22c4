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

test('netra have more time on the disability formation alone, and the room stays taken for the longest paper', () => {
  const secondsOf = (accommodation: string | null, formationKind: string) =>
    allowedSeconds(skd, { accommodation, formationKind })
  expect(secondsOf(null, 'disabilitas')).toBe(6_000)
  expect(secondsOf('netra', 'disabilitas')).toBe(7_800)
  expect(secondsOf('daksa', 'disabilitas')).toBe(6_000)
  for (const kind of ['umum', 'cumlaude', 'papua']) expect(secondsOf('netra', kind), kind).toBe(6_000)
  expect(occupiedSeconds(skd)).toBe(9_600)
})
