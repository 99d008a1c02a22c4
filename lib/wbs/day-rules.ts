import type { LimitName } from '@/lib/wbs/due'
import type { OfficerRole } from '@/lib/wbs/officer-roles'

/** What a number of days is about: a limit of handling, or how long what a report ended as is kept. */
export const DAY_KINDS = ['handling', 'retention'] as const
export type DayKind = (typeof DAY_KINDS)[number]

/** Masa simpan, by the state a report ended in; `drift` is by how many days a deletion lies before or after its day. */
export const KEPT = ['not_processed', 'forwarded', 'withdrawn', 'unreadable', 'closed', 'drift'] as const
export type Kept = (typeof KEPT)[number]

/** The source of what the product brings along and no regulation says. */
export const HOUSE = 'house'

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

/** The least number of days between a confirmation and its first day. */
export const NOTICE_DAYS = 1

/** The same where something is kept shorter: what is destroyed is gone for good, so that there is a month to object. */
export const SHORTER_NOTICE_DAYS = 30

type Bounds = { least: number; most: number }

/** The least and the most that can be set, in the unit of each; `day_changes` has the same as a check. */
const BOUNDS: Record<DayKind, Bounds> = {
  handling: { least: 1, most: 400 }, // 0 would be due on the day it begins, a day off or not
  retention: { least: 60, most: 3650 }, // with the most of `drift` a report stays for 30 days at least
}
const NO_DEADLINE: Bounds = { least: 0, most: 400 }
const OWN_BOUNDS: Partial<Record<LimitName | Kept, Bounds>> = {
  acknowledge_latest: { least: 1, most: 7 }, // Directive 2019/1937 Art. 9(1)(b)
  clarify: { least: 30, most: 400 }, // UU 25/2009
  consent: { least: 10, most: 400 }, // wbs.md 10
  feedback_latest: { least: 1, most: 3 }, // months, Directive 2019/1937 Art. 9(1)(f)
  ...{ clarify_reminder: NO_DEADLINE, reopen: NO_DEADLINE, soon: NO_DEADLINE, late: NO_DEADLINE },
  drift: { least: 3, most: 30 },
}

export function boundsOf({ kind, name }: Pick<DayRule, 'kind' | 'name'>): Bounds {
  return OWN_BOUNDS[name] ?? BOUNDS[kind]
}
