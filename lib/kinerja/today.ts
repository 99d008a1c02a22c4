import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDay } from '@/lib/civil-date'

/** The day on which plans and evaluations are acted on: that of Jakarta, as their terms are counted by days. */
export function todayOf({ now }: Pick<Context, 'now'>): CivilDate {
  return civilDay(now)
}
