import type { LimitName } from '@/lib/wbs/due'
import type { OfficerRole } from '@/lib/wbs/officer-roles'

/** What a number of days is about: a limit of handling, or how long what a report ended as is kept. */
export const DAY_KINDS = ['handling', 'retention'] as const
export type DayKind = (typeof DAY_KINDS)[number]

/** Masa simpan, by the state a report ended in; `drift` is by how many days a deletion lies before or after its day. */
export const KEPT = ['not_processed', 'forwarded', 'withdrawn', 'unreadable', 'closed', 'drift'] as const
export type Kept = (typeof KEPT)[number]

/** A number of days that two people set. */
export type DayRule = { kind: DayKind; name: LimitName | Kept; days: number; source: string; startsOn: string }

/** Whose work it is to say how long something takes or stays. Whoever handles a report does not set its own deadline. */
const KEEPERS: readonly OfficerRole[] = ['inspektur', 'pimpinan', 'pengelola_kunci']

/** One of the two answers for the office. */
const ANSWERABLE: readonly OfficerRole[] = ['inspektur', 'pimpinan']

export function keepsDays(roles: readonly OfficerRole[]): boolean {
  return roles.some((role) => KEEPERS.includes(role))
}

type Person = { holder: string; roles: readonly OfficerRole[] }

/** Whether two people may set days together: different ones, and one of them answers for the office. */
export function maySetTogether(one: Person, other: Person): boolean {
  const isAnswered = [one, other].some(({ roles }) => roles.some((role) => ANSWERABLE.includes(role)))
  return one.holder !== other.holder && keepsDays(one.roles) && keepsDays(other.roles) && isAnswered
}

/**
 * The least number of days between a confirmation and its first day. What is kept shorter is deleted for good, so that
 * everybody inside has a month to see it come.
 */
export const NOTICE_DAYS: Record<DayKind, number> = { handling: 1, retention: 30 }

/** The least and the most that can be set, in days. */
export const BOUNDS: Record<DayKind | 'drift', { least: number; most: number }> = {
  handling: { least: 0, most: 400 },
  retention: { least: 30, most: 3650 },
  drift: { least: 3, most: 30 },
}

export function boundsOf({ kind, name }: Pick<DayRule, 'kind' | 'name'>): { least: number; most: number } {
  return BOUNDS[name === 'drift' ? 'drift' : kind]
}
