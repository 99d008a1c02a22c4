import 'server-only'
import { and, asc, eq, getTableColumns, gte } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { auditEvents } from '@/db/schema/audit'
import { promotionPeriods } from '@/db/schema/sapk'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { addMonths, type CivilDate, firstOfMonth } from '@/lib/civil-date'
import { lastChange } from '@/lib/last-change.server'
import { Refusal, staleForm } from '@/lib/refusal'
import { loadReference } from '@/lib/registry/reference.server'
import { lockWriters, rowVersion } from '@/lib/registry/row-version.server'
import { currentPeriod, type Period, periodOn, periodsBetween } from '@/lib/sapk/period'
import type { PeriodInput, PeriodRef } from '@/lib/sapk/period-input'

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
      .select({ ...getTableColumns(promotionPeriods), version: rowVersion })
      .from(promotionPeriods)
      .where(gte(promotionPeriods.effectiveOn, from))
      .orderBy(asc(promotionPeriods.effectiveOn)),
  )
}

/**
 * Other dates for one period, as a letter of BKN announces them. Refuses with not_found for a date that is no period,
 * stale, and with period_order unless opening, cut-off, approval target and TMT follow one another.
 */
export async function overridePeriod(context: Context, { version, ...dates }: PeriodInput): Promise<void> {
  await transact(context, async (tx) => {
    const { opensOn, closesOn, approvalTargetOn, effectiveOn } = dates
    const before = await lockLetter(tx, { effectiveOn, version })
    if (!(opensOn < closesOn && closesOn <= approvalTargetOn && approvalTargetOn <= effectiveOn)) {
      throw new Refusal('invalid', {}, { closesOn: 'period_order' })
    }
    await tx
      .insert(promotionPeriods)
      .values(dates)
      .onConflictDoUpdate({ target: promotionPeriods.effectiveOn, set: dates })
    await recordAudit(tx, context, 'period.update', before, dates, { subjectId: effectiveOn })
  })
}

/** Takes the letter's dates away: the rule counts again. Refuses not_found and stale. */
export async function resetPeriod(context: Context, ref: PeriodRef): Promise<void> {
  await transact(context, async (tx) => {
    const before = await lockLetter(tx, ref)
    if (!before) throw new Refusal('not_found')
    await tx.delete(promotionPeriods).where(eq(promotionPeriods.effectiveOn, ref.effectiveOn))
    await recordAudit(tx, context, 'period.update', before, null, { subjectId: ref.effectiveOn })
  })
}

/** The letter about a period as the actor saw it, null where there is none. Refuses not_found and stale. */
async function lockLetter(tx: Tx, { effectiveOn, version }: PeriodRef) {
  await lockWriters(tx, `period.update ${effectiveOn}`)
  const { opensOn, closesOn, approvalTargetOn } = await getPeriod(tx, effectiveOn)
  const [letter] = await tx
    .select({ ...getTableColumns(promotionPeriods), version: rowVersion })
    .from(promotionPeriods)
    .where(eq(promotionPeriods.effectiveOn, effectiveOn))
  const { version: standing = '', ...before } = letter ?? {}
  if (standing !== version) {
    const { letterNumber = '', note = null } = letter ?? {}
    const change = and(eq(auditEvents.event, 'period.update'), eq(auditEvents.subjectId, effectiveOn))
    const values = { version: standing, opensOn, closesOn, approvalTargetOn, letterNumber, note }
    throw staleForm(values, await lastChange(tx, change))
  }
  return letter ? before : null
}
