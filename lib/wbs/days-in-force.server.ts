import 'server-only'
import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { retentionDays } from '@/db/wbs/figures-schema'
import { dayChanges } from '@/db/wbs/handling-schema'
import type { CivilDate } from '@/lib/civil-date'
import type { DayKind } from '@/lib/wbs/day-rules'

/** What two people set and which holds on a day, by name; nothing of what nobody ever changed. */
export async function changedDays(
  tx: WbsTx,
  kind: DayKind,
  on: CivilDate,
): Promise<Map<string, typeof dayChanges.$inferSelect>> {
  const rows = await tx
    .select()
    .from(dayChanges)
    .where(and(eq(dayChanges.kind, kind), isNotNull(dayChanges.confirmedBy), lte(dayChanges.startsOn, on)))
    .orderBy(asc(dayChanges.startsOn), asc(dayChanges.confirmedOn))
  return new Map(rows.map((row) => [row.name, row]))
}

/** Masa simpan on a day: days by the state a report ended in, and `drift`. */
export async function keptDays(tx: WbsTx, on: CivilDate): Promise<Map<string, number>> {
  const rows = await tx.select().from(retentionDays).orderBy(asc(retentionDays.days))
  const changed = await changedDays(tx, 'retention', on)
  return new Map(rows.map(({ what, days }) => [what, changed.get(what)?.days ?? days]))
}
