import 'server-only'
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { retentionDays } from '@/db/wbs/figures-schema'
import { dayChanges } from '@/db/wbs/handling-schema'
import type { CivilDate } from '@/lib/civil-date'
import type { DayKind, DayRule } from '@/lib/wbs/day-rules'

/** What two people set and nobody withdrew, in the order in which one takes the place of another. */
export type Agreed = (typeof dayChanges.$inferSelect)[]

export function agreedDays(tx: WbsTx, kind: DayKind): Promise<Agreed> {
  return tx
    .select()
    .from(dayChanges)
    .where(and(eq(dayChanges.kind, kind), isNotNull(dayChanges.confirmedBy), isNull(dayChanges.withdrawnBy)))
    .orderBy(asc(dayChanges.startsOn), asc(dayChanges.confirmedOn), asc(dayChanges.ordinal))
}

/** What of it holds on a day, by name; nothing of what nobody ever changed. */
export function changedOn(agreed: Agreed, on: CivilDate): Map<string, Agreed[number]> {
  return new Map(agreed.filter(({ startsOn }) => startsOn <= on).map((change) => [change.name, change]))
}

/** Masa simpan: the days of the beginning by the state a report ended in, and what was agreed since; `drift` as well. */
export type Retention = { first: Map<string, number>; agreed: Agreed }

export async function readRetention(tx: WbsTx): Promise<Retention> {
  const rows = await tx.select().from(retentionDays).orderBy(asc(retentionDays.days))
  return { first: new Map(rows.map(({ what, days }) => [what, days])), agreed: await agreedDays(tx, 'retention') }
}

function keptOn({ first, agreed }: Retention, on: CivilDate): Map<string, number> {
  const changed = changedOn(agreed, on)
  return new Map([...first].map(([what, days]) => [what, changed.get(what)?.days ?? days]))
}

/** Masa simpan on a day. */
export async function keptDays(tx: WbsTx, on: CivilDate): Promise<Map<string, number>> {
  return keptOn(await readRetention(tx), on)
}

/**
 * Whether something would be kept shorter by a change than by what holds today, or by what is agreed to begin until then.
 * Any other drift brings the end of some reports forward.
 */
export function keepsShorter(
  retention: Retention,
  { kind, name, days, startsOn }: Pick<DayRule, 'days' | 'startsOn'> & { kind: string; name: string },
  on: CivilDate,
): boolean {
  if (kind !== 'retention') return false
  const now = keptOn(retention, on).get(name) ?? 0
  const agreed = retention.agreed.filter(
    (each) => each.name === name && each.startsOn > on && each.startsOn <= startsOn,
  )
  const all = [now, ...agreed.map((change) => change.days)]
  return name === 'drift' ? all.some((each) => each !== days) : all.some((each) => each > days)
}

/**
 * Whether something would be kept shorter without a change that has not begun than with it. Of the drift what holds today
 * is to stay: by any other one some reports would end earlier.
 */
export function withdrawalShortens(
  retention: Retention,
  { id, name, startsOn }: Pick<Agreed[number], 'id' | 'name' | 'startsOn'>,
  on: CivilDate,
): boolean {
  const without = { ...retention, agreed: retention.agreed.filter((change) => change.id !== id) }
  const daysOf = (which: Retention, day: CivilDate) => keptOn(which, day).get(name) ?? 0
  const [agreed, left] = [daysOf(retention, startsOn), daysOf(without, startsOn)]
  return name === 'drift' ? left !== agreed && left !== daysOf(retention, on) : left < agreed
}

/** Whether anything is agreed to be kept shorter and has not begun. */
export async function isShorterSoon(tx: WbsTx, on: CivilDate): Promise<boolean> {
  const retention = await readRetention(tx)
  return retention.agreed.some((change) => change.startsOn > on && keepsShorter(retention, change, on))
}

/** The same for the inbox, to which the bell leads. */
export function readShorterSoon(on: CivilDate): Promise<boolean> {
  return transactWbs((tx) => isShorterSoon(tx, on))
}
