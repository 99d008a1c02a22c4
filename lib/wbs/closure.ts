import * as z from 'zod'
import { AGENCY_KINDS } from '@/lib/wbs/conclusion'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { CATEGORIES } from '@/lib/wbs/report-content'

/** Whose work figures are, and who answers for the office; nobody else of the office sees more of them than anybody may. */
const FIGURE_ROLES: readonly OfficerRole[] = ['statistik', 'inspektur', 'pimpinan']

export function seesFigures(roles: readonly OfficerRole[]): boolean {
  return roles.some((role) => FIGURE_ROLES.includes(role))
}

/** What came of a report. */
export const OUTCOMES = ['proven', 'partly_proven', 'not_proven', 'not_processed', 'out_of_scope', 'forwarded'] as const

/** Steps whose time is measured, in the order of wbs.md 5. */
export const MEASURED_STEPS = ['acknowledge', 'verify', 'review', 'investigate', 'follow_up'] as const
export type MeasuredStep = (typeof MEASURED_STEPS)[number]

const days = z.int().min(0).max(3650).nullable()

/**
 * What the browser of whoever closes a report tells for the statistics (wbs.md 15): choices and days, never a word. Days
 * are those from the end of the step before to the end of this one, null for a step that was not taken.
 */
export const closureSchema = z.object({
  category: z.enum(CATEGORIES),
  agencyKind: z.enum(AGENCY_KINDS),
  result: z.enum(OUTCOMES),
  days: z.object({ acknowledge: days, verify: days, review: days, investigate: days, follow_up: days }),
  hasCorrectiveAction: z.boolean(),
  hasRetaliation: z.boolean(),
})
export type Closure = z.output<typeof closureSchema>

/** Exact days would tell reports apart long after they are gone. */
const COARSE_DAYS = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 365]

/** The least step of the ladder that a number of days does not pass; a year and more is one. */
export function coarseDays(exact: number): number {
  return COARSE_DAYS.find((step) => exact <= step) ?? 365
}
