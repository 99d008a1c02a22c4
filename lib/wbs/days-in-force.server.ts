import 'server-only'
import { and, asc, eq, gt, isNotNull, isNull, lte } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { retentionDays } from '@/db/wbs/figures-schema'
import { dayChanges } from '@/db/wbs/handling-schema'
import type { CivilDate } from '@/lib/civil-date'
import type { DayKind, DayRule } from '@/lib/wbs/day-rules'

/** What two people agreed on, and nobody withdrew. */
const isAgreed = and(isNotNull(dayChanges.confirmedBy), isNull(dayChanges.withdrawnBy))

/** What two people set and which holds on a day, by name; nothing of what nobody ever changed. */
export async function changedDays(
  tx: WbsTx,
  kind: DayKind,
  on: CivilDate,
): Promise<Map<string, typeof dayChanges.$inferSelect>> {
  const rows = await tx
    .select()
    .from(dayChanges)
    .where(and(eq(dayChanges.kind, kind), isAgreed, lte(dayChanges.startsOn, on)))
    .orderBy(asc(dayChanges.startsOn), asc(dayChanges.confirmedOn), asc(dayChanges.ordinal))
  return new Map(rows.map((row) => [row.name, row]))
}

/** Masa simpan on a day: days by the state a report ended in, and `drift`. */
export async function keptDays(tx: WbsTx, on: CivilDate): Promise<Map<string, number>> {
  const rows = await tx.select().from(retentionDays).orderBy(asc(retentionDays.days))
  const changed = await changedDays(tx, 'retention', on)
  return new Map(rows.map(({ what, days }) => [what, changed.get(what)?.days ?? days]))
}

/**
 * Whether something would be kept shorter by a change than by what holds today, or by what is agreed to begin until then.
 * Any other drift brings the end of some reports forward.
 */
export async function keepsShorter(
  tx: WbsTx,
  { kind, name, days, startsOn }: Pick<DayRule, 'kind' | 'days' | 'startsOn'> & { name: string },
  on: CivilDate,
): Promise<boolean> {
  if (kind !== 'retention') return false
  const now = (await keptDays(tx, on)).get(name) ?? 0
  const agreed = (await agreedLater(tx, on)).filter((change) => change.name === name && change.startsOn <= startsOn)
  const all = [now, ...agreed.map((change) => change.days)]
  return name === 'drift' ? all.some((each) => each !== days) : all.some((each) => each > days)
}

/** Whether anything is agreed to be kept shorter and has not begun. */
export async function isShorterSoon(tx: WbsTx, on: CivilDate): Promise<boolean> {
  for (const change of await agreedLater(tx, on))
    if (await keepsShorter(tx, { ...change, kind: 'retention' }, on)) return true
  return false
}

/** The same for the inbox, to which the bell leads. */
export function readShorterSoon(on: CivilDate): Promise<boolean> {
  return transactWbs((tx) => isShorterSoon(tx, on))
}

/** What is agreed on how long reports are kept, and begins after a day. */
function agreedLater(tx: WbsTx, on: CivilDate) {
  return tx
    .select({ name: dayChanges.name, days: dayChanges.days, startsOn: dayChanges.startsOn })
    .from(dayChanges)
    .where(and(eq(dayChanges.kind, 'retention'), isAgreed, gt(dayChanges.startsOn, on)))
}
