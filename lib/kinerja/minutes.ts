import { decimal, divide, type Exact, exact, least, multiply, nearestWhole } from '@/lib/exact'
import { type Score, shown, step } from '@/lib/kinerja/working'
import type { Validity } from '@/lib/registry/validity'

/** What effective minutes are derived from: the hours of a year, or the minutes of a day and the days of a month. */
export type NormBasis = { hoursPerYear: number } | { minutesPerDay: string | number; daysPerMonth: number }

/** Norma waktu of an agency. Minute targets breed padding: an agency has none until it makes one. */
export type TimeNorm = Validity & {
  basis: NormBasis
  mostMinutes: number | null // of a whole month; more is not counted
  counts: 'clock' | 'catalogue' // hours worked, or the standard time of each activity by its volume
}

/** Norms that are in use, as an agency may take them over. */
export const KNOWN_NORMS = {
  national: { hoursPerYear: 1250 }, // workload analysis, KEP/75/M.PAN/7/2004: 6250 a month
  five_hours: { minutesPerDay: 300, daysPerMonth: 22 }, // 6600
  three_quarters: { minutesPerDay: '337.5', daysPerMonth: 20 }, // 75 per cent of 450 minutes: 6750
  five_and_a_half_hours: { minutesPerDay: 330, daysPerMonth: 22 }, // 7260
} as const satisfies Record<string, NormBasis>

/** Effective minutes of a whole month. */
export function monthMinutes(basis: NormBasis): Exact {
  if ('hoursPerYear' in basis) return divide(exact(basis.hoursPerYear * 60), exact(12))
  return multiply(decimal(basis.minutesPerDay), exact(basis.daysPerMonth))
}

/** Working days of somebody in a month, and those left after leave, holidays and the days before joining. */
export type DaysOfMonth = { scheduled: number; worked: number }

/**
 * The part of a whole month that somebody's days make.
 *
 * @throws RangeError when more days were worked than scheduled, or none was scheduled
 */
export function prorated(minutes: Exact, { scheduled, worked }: DaysOfMonth): Exact {
  if (worked < 0 || worked > scheduled) throw new RangeError(`${worked} of ${scheduled} days`)
  return multiply(minutes, exact(worked, scheduled))
}

/**
 * Capaian menit in per cent: approved minutes by the norm of the days worked. The most that counts shrinks with the
 * norm: ours. Null for somebody without a day of work, of whom nothing is asked.
 */
export function minutesAchievement(
  approvedMinutes: number,
  { basis, mostMinutes }: Pick<TimeNorm, 'basis' | 'mostMinutes'>,
  days: DaysOfMonth,
): Score | null {
  const whole = monthMinutes(basis)
  const norm = prorated(whole, days)
  if (norm.numerator === 0n) return null
  const approved = exact(approvedMinutes)
  const counted = mostMinutes === null ? approved : least(approved, prorated(exact(mostMinutes), days))
  const value = multiply(divide(counted, norm), exact(100))
  return {
    value,
    steps: [
      step('norm', `${shown(whole)} × ${days.worked} / ${days.scheduled}`, norm),
      step('minutes', `${shown(counted)} / ${shown(norm)} × 100`, value),
    ],
  }
}

/** Minutes of one entry from a catalogue of standard times, half up. */
export function catalogueMinutes(minutesPerUnit: string | number, volume: string | number): number {
  return nearestWhole(multiply(decimal(minutesPerUnit), decimal(volume)))
}
