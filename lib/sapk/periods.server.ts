import 'server-only'
import { asc, eq, gte } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { promotionPeriods } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { addMonths, type CivilDate, firstOfMonth } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { loadReference } from '@/lib/registry/reference.server'
import { currentPeriod, type Period, periodOn, periodsBetween } from '@/lib/sapk/period'
import type { PeriodInput } from '@/lib/sapk/period-input'

/** How far ahead an officer may look. */
const MONTHS_AHEAD = 18

/** Every period from a day on, by the rule in force on its TMT, with the dates that letters of BKN changed. */
export async function listPeriods(tx: Tx, from: CivilDate): Promise<Period[]> {
  const reference = await loadReference(tx)
  return periodsBetween(from, addMonths(firstOfMonth(from), MONTHS_AHEAD), reference, await overridesFrom(tx, from))
}

/** The same in a transaction of its own, for a page. */
export function periodsFor(context: Context, from: CivilDate): Promise<Period[]> {
  return transact(context, (tx) => listPeriods(tx, from))
}

/** The periods on some dates, in their order; a date that is none is left out. */
export async function periodsOn(tx: Tx, dates: readonly CivilDate[]): Promise<Period[]> {
  const [first] = dates.toSorted()
  if (!first) return []
  const [reference, overrides] = [await loadReference(tx), await overridesFrom(tx, first)]
  return dates.flatMap((date) => periodOn(date, reference, overrides) ?? [])
}

/** One period, or undefined when the date is none. */
export async function findPeriod(tx: Tx, effectiveOn: CivilDate): Promise<Period | undefined> {
  const [period] = await periodsOn(tx, [effectiveOn])
  return period
}

/** The same where there must be one. Refuses not_found. */
export async function getPeriod(tx: Tx, effectiveOn: CivilDate): Promise<Period> {
  const period = await findPeriod(tx, effectiveOn)
  if (!period) throw new Refusal('not_found')
  return period
}

/** The first period after a TMT that takes proposals on a day or later; undefined where no rule says one. */
export async function findNextPeriod(tx: Tx, after: CivilDate, today: CivilDate): Promise<Period | undefined> {
  const later = (await listPeriods(tx, today)).filter(({ effectiveOn }) => effectiveOn > after)
  return currentPeriod(later, today)
}

function overridesFrom(tx: Tx, from: CivilDate) {
  return tx.select().from(promotionPeriods).where(gte(promotionPeriods.effectiveOn, from))
}

/** The letters that changed a period, newest period last. */
export async function listOverrides(context: Context, from: CivilDate) {
  return transact(context, (tx) =>
    tx
      .select()
      .from(promotionPeriods)
      .where(gte(promotionPeriods.effectiveOn, from))
      .orderBy(asc(promotionPeriods.effectiveOn)),
  )
}

/**
 * Other dates for one period, as a letter of BKN announces them. Refuses with not_found for a date that is no period,
 * and with period_order unless opening, cut-off, approval target and TMT follow one another.
 */
export async function overridePeriod(context: Context, input: PeriodInput): Promise<void> {
  await transact(context, async (tx) => {
    if (!(await findPeriod(tx, input.effectiveOn))) throw new Refusal('not_found')
    const { opensOn, closesOn, approvalTargetOn, effectiveOn } = input
    if (!(opensOn < closesOn && closesOn <= approvalTargetOn && approvalTargetOn <= effectiveOn)) {
      throw new Refusal('invalid', {}, { closesOn: 'period_order' })
    }
    const [before] = await tx
      .select()
      .from(promotionPeriods)
      .where(eq(promotionPeriods.effectiveOn, effectiveOn))
      .for('update')
    await tx
      .insert(promotionPeriods)
      .values(input)
      .onConflictDoUpdate({ target: promotionPeriods.effectiveOn, set: input })
    await recordAudit(tx, context, 'period.update', before ?? null, input, { subjectId: effectiveOn })
  })
}

/** Takes the letter's dates away: the rule counts again. */
export async function resetPeriod(context: Context, effectiveOn: CivilDate): Promise<void> {
  await transact(context, async (tx) => {
    const [before] = await tx.delete(promotionPeriods).where(eq(promotionPeriods.effectiveOn, effectiveOn)).returning()
    if (!before) throw new Refusal('not_found')
    await recordAudit(tx, context, 'period.update', before, null, { subjectId: effectiveOn })
  })
}
