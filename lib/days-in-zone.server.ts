import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { CivilDate } from '@/lib/civil-date'
import type { Zone } from '@/lib/format'

/** The first and the last of some days, both included, as the clock of a zone has them. */
export type DaysInZone = { since?: CivilDate | undefined; until?: CivilDate | undefined; zone: Zone }

/** The conditions under which an instant lies on one of those days. */
export function withinDays(at: SQL, { since, until, zone }: DaysInZone): SQL[] {
  const conditions: SQL[] = []
  if (since) conditions.push(sql`${at} >= ${since}::date::timestamp at time zone ${zone}`)
  if (until) conditions.push(sql`${at} < (${until}::date + 1)::timestamp at time zone ${zone}`)
  return conditions
}
