import 'server-only'
import type { WbsTx } from '@/db/wbs/client.server'
import { handlingDays, holidays } from '@/db/wbs/handling-schema'
import { type Calendar, type HandlingDays, LIMITS } from '@/lib/wbs/due'

/** What deadlines are counted by: the limits of this office and its days off, as they are now. */
export async function readCalendar(tx: WbsTx): Promise<Calendar> {
  const limits = await tx
    .select({ name: handlingDays.name, days: handlingDays.days, unit: handlingDays.unit })
    .from(handlingDays)
  const off = await tx.select({ day: holidays.day }).from(holidays)
  const missing = LIMITS.filter((name) => !limits.some((limit) => limit.name === name))
  if (missing.length > 0) throw new Error(`handling_days lacks ${missing.join(', ')}`)
  return {
    limits: Object.fromEntries(limits.map(({ name, ...limit }) => [name, limit])) as HandlingDays,
    holidays: new Set(off.map(({ day }) => day)),
  }
}
