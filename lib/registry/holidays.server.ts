import 'server-only'
import { and, asc, eq, gte, lte } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { holidays } from '@/db/schema/reference'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import type { holidayInput } from '@/lib/registry/reference-edit'

/** National holidays and collective leave, all of them or those of a span, for the rules that count working days. */
export async function readHolidays(tx: Tx, from?: CivilDate, to?: CivilDate): Promise<ReadonlySet<CivilDate>> {
  const rows = await tx.select({ day: holidays.day }).from(holidays).where(between(from, to))
  return new Set(rows.map(({ day }) => day))
}

/** Those of one year with their names, in order. */
export function listHolidays(context: Context, year: number) {
  return transact(context, (tx) =>
    tx
      .select()
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

/** Adds a holiday or gives one another name. */
export async function setHoliday(context: Context, input: z.output<typeof holidayInput>): Promise<void> {
  await transact(context, async (tx) => {
    const [before] = await tx.select().from(holidays).where(eq(holidays.day, input.day)).for('update')
    await tx
      .insert(holidays)
      .values(input)
      .onConflictDoUpdate({ target: holidays.day, set: { name: input.name } })
    await recordAudit(tx, context, 'reference.update', before ?? null, input, { subjectId: `holidays/${input.day}` })
  })
}

/** Takes a holiday away: the day counts as a working day again. Refuses not_found. */
export async function removeHoliday(context: Context, day: CivilDate): Promise<void> {
  await transact(context, async (tx) => {
    const [before] = await tx.delete(holidays).where(eq(holidays.day, day)).returning()
    if (!before) throw new Refusal('not_found')
    await recordAudit(tx, context, 'reference.update', before, null, { subjectId: `holidays/${day}` })
  })
}
