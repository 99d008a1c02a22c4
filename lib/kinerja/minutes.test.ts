import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exact, formatExact, isAtLeast, sum } from '@/lib/exact'
import { inForce } from '@/lib/registry/validity'
import { catalogueMinutes, KNOWN_NORMS, minutesAchievement, monthMinutes, prorated, type TimeNorm } from './minutes'
import { stepText } from './working'

test('the norms in use make 6250, 6600, 6750 and 7260 minutes a month', () => {
  expect(Object.values(KNOWN_NORMS).map(monthMinutes)).toEqual([6250, 6600, 6750, 7260].map((each) => exact(each)))
})

const norm = { basis: KNOWN_NORMS.five_hours, mostMinutes: 7_000 }
const percent = (minutes: number, worked = 22, scheduled = 22, most: number | null = norm.mostMinutes) => {
  const score = minutesAchievement(minutes, { ...norm, mostMinutes: most }, { worked, scheduled })
  return score && formatExact(score.value, 2)
}

test('approved minutes are held against the norm, up to the most that counts', () => {
  expect([percent(0), percent(6_600), percent(3_300), percent(9_000)]).toEqual(['0.00', '100.00', '50.00', '106.06'])
  expect(percent(9_000, 22, 22, null)).toBe('136.36')
})

test('leave, holidays and joining in the middle of a month make the norm smaller, and the most that counts', () => {
  expect([percent(3_300, 11), percent(9_000, 11), percent(6_000, 20)]).toEqual(['100.00', '106.06', '100.00'])
  const score = minutesAchievement(3_000, norm, { worked: 11, scheduled: 22 })
  expect(score?.steps.map((each) => stepText(each, 'id'))).toEqual([
    '6.600 × 11 / 22 = 3.300',
    '3.000 / 3.300 × 100 = 90,91',
  ])
})

test('nothing is asked of somebody who was away all month', () => {
  expect(percent(0, 0)).toBeNull()
  expect(() => percent(0, 23)).toThrow(RangeError)
  expect(() => percent(0, 0, 0)).toThrow(RangeError)
})

test('the norm of the day of work counts', () => {
  const norms: TimeNorm[] = [
    {
      basis: KNOWN_NORMS.five_hours,
      mostMinutes: null,
      counts: 'clock',
      validFrom: '2024-01-01',
      validTo: '2025-12-31',
      source: 'Pergub A',
    },
    {
      basis: KNOWN_NORMS.national,
      mostMinutes: null,
      counts: 'catalogue',
      validFrom: '2026-01-01',
      validTo: null,
      source: 'Pergub B',
    },
  ]
  const source = (on: string) => inForce(norms, on)?.source
  expect(['2023-12-31', '2025-12-31', '2026-01-01'].map(source)).toEqual([undefined, 'Pergub A', 'Pergub B'])
})

test('a catalogue gives minutes by volume, to the whole minute', () => {
  expect([catalogueMinutes(15, 4), catalogueMinutes('7.5', 3), catalogueMinutes('0.33', '1.5')]).toEqual([60, 23, 0])
})

test('the norms of the parts of a month make the month, and no capaian passes the most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 23 }),
      fc.integer({ min: 0, max: 23 }),
      fc.nat(20_000),
      (scheduled, some, minutes) => {
        const worked = Math.min(some, scheduled)
        const whole = monthMinutes(norm.basis)
        const parts = [worked, scheduled - worked].map((each) => prorated(whole, { worked: each, scheduled }))
        expect(sum(parts)).toEqual(whole)
        const score = minutesAchievement(minutes, norm, { worked, scheduled })
        if (score) expect(isAtLeast(exact(7_000 * 100, 6_600), score.value)).toBe(true)
      },
    ),
  )
})
