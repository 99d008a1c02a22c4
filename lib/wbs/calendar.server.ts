import 'server-only'
import type { WbsTx } from '@/db/wbs/client.server'
import { handlingDays, holidays } from '@/db/wbs/handling-schema'
import type { CivilDate } from '@/lib/civil-date'
import { agreedDays, changedOn } from '@/lib/wbs/days-in-force.server'
import { type Calendar, type HandlingDays, LIMITS } from '@/lib/wbs/due'

/** What deadlines are counted by: the limits of this office on a day, and its days off. */
export async function readCalendar(tx: WbsTx, on: CivilDate): Promise<Calendar> {
  const limits = await tx
    .select({ name: handlingDays.name, days: handlingDays.days, unit: handlingDays.unit })
    .from(handlingDays)
  const changed = changedOn(await agreedDays(tx, 'handling'), on)
  const off = await tx.select({ day: holidays.day }).from(holidays)
  const missing = LIMITS.filter((name) => !limits.some((limit) => limit.name === name))
  if (missing.length > 0) throw new Error(`handling_days lacks ${missing.join(', ')}`)
  return {
    limits: Object.fromEntries(
      limits.map(({ name, days, unit }) => [name, { days: changed.get(name)?.days ?? days, unit }]),
    ) as HandlingDays,
    holidays: new Set(off.map(({ day }) => day)),
  }
}
