import 'server-only'
import { and, asc, eq, getTableColumns, gte, lte } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { auditEvents } from '@/db/schema/audit'
import { holidays } from '@/db/schema/reference'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { lastChange } from '@/lib/last-change.server'
import { Refusal, staleForm } from '@/lib/refusal'
import type { holidayInput, holidayRef } from '@/lib/registry/reference-edit'
import { lockWriters, rowVersion } from '@/lib/registry/row-version.server'

/** National holidays and collective leave, all of them or those of a span, for the rules that count working days. */
export async function readHolidays(tx: Tx, from?: CivilDate, to?: CivilDate): Promise<ReadonlySet<CivilDate>> {
  const rows = await tx.select({ day: holidays.day }).from(holidays).where(between(from, to))
  return new Set(rows.map(({ day }) => day))
}

/** Those of one year with their names, in order. */
export function listHolidays(context: Context, year: number) {
  return transact(context, (tx) =>
    tx
      .select({ ...getTableColumns(holidays), version: rowVersion })
      .from(holidays)
      .where(between(`${year}-01-01`, `${year}-12-31`))
      .orderBy(asc(holidays.day)),
  )
}

/** The same of all years. */
export function listAllHolidays(context: Context) {
  return transact(context, (tx) => tx.select().from(holidays))
}

function between(from: CivilDate | undefined, to: CivilDate | undefined) {
  return and(from ? gte(holidays.day, from) : undefined, to ? lte(holidays.day, to) : undefined)
}

/** Adds a holiday or gives one another name. Refuses stale. */
export async function setHoliday(
  context: Context,
  { version, ...holiday }: z.output<typeof holidayInput>,
): Promise<void> {
  await transact(context, async (tx) => {
    const before = await lockHoliday(tx, { day: holiday.day, version })
    await tx
      .insert(holidays)
      .values(holiday)
      .onConflictDoUpdate({ target: holidays.day, set: { name: holiday.name } })
    await recordAudit(tx, context, 'reference.update', before, holiday, { subjectId: subjectOf(holiday.day) })
  })
}

/** Takes a holiday away: the day counts as a working day again. Refuses not_found and stale. */
export async function removeHoliday(context: Context, ref: z.output<typeof holidayRef>): Promise<void> {
  await transact(context, async (tx) => {
    const before = await lockHoliday(tx, ref)
    if (!before) throw new Refusal('not_found')
    await tx.delete(holidays).where(eq(holidays.day, ref.day))
    await recordAudit(tx, context, 'reference.update', before, null, { subjectId: subjectOf(ref.day) })
  })
}

/** The holiday of a day as the actor saw it, null where there is none. Refuses stale. */
async function lockHoliday(tx: Tx, { day, version }: z.output<typeof holidayRef>) {
  await lockWriters(tx, subjectOf(day))
  const [holiday] = await tx
    .select({ name: holidays.name, version: rowVersion })
    .from(holidays)
    .where(eq(holidays.day, day))
  const { version: standing = '', name = '' } = holiday ?? {}
  if (standing !== version) {
    const change = and(eq(auditEvents.event, 'reference.update'), eq(auditEvents.subjectId, subjectOf(day)))
    throw staleForm({ version: standing, name }, await lastChange(tx, change))
  }
  return holiday ? { day, name } : null
}

const subjectOf = (day: CivilDate) => `holidays/${day}`
