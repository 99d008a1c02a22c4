import { addMonths, type CivilDate, firstOfMonth, firstOfNextMonth, isFirstOfMonth, monthOf } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import type { PeriodRule, Reference } from '@/lib/registry/reference'
import { inForce, type Validity } from '@/lib/registry/validity'
import type { Proposal } from '@/lib/sapk/proposal'

/** One date on which promotions take effect, with the calendar of its proposals. */
export type Period = {
  effectiveOn: CivilDate
  opensOn: CivilDate
  closesOn: CivilDate // last day for the agency to approve
  approvalTargetOn: CivilDate // target of the pertimbangan teknis
  source: string
}

/** What a letter of BKN changed for one period. */
export type PeriodOverride = { effectiveOn: CivilDate } & Partial<
  Record<'opensOn' | 'closesOn' | 'approvalTargetOn', CivilDate>
>

const OPENS_MONTHS_BEFORE = 3
const CLOSES_MONTHS_BEFORE = 2
const CLOSES_ON_DAY = '20'
const APPROVAL_MONTHS_BEFORE = 1

/**
 * The regulation by which a TMT is a period date: four, two, six or twelve dates a year, by the rule in force on the
 * TMT itself. Undefined when the date is none.
 */
export function periodSource(effectiveOn: CivilDate, reference: Reference): string | undefined {
  return periodRule(effectiveOn, reference)?.source
}

/** The rule that makes a TMT a period date. */
export function periodRule(effectiveOn: CivilDate, reference: Reference): (PeriodRule & Validity) | undefined {
  const rule = inForce(reference.periods, effectiveOn)
  return rule && isFirstOfMonth(effectiveOn) && rule.months.includes(monthOf(effectiveOn)) ? rule : undefined
}

/** The calendar of a period: opening, cut-off and approval target, as generalised from BKN's letters or overridden. */
export function periodOn(
  effectiveOn: CivilDate,
  reference: Reference,
  overrides: readonly PeriodOverride[] = [],
): Period | undefined {
  const source = periodSource(effectiveOn, reference)
  if (!source) return undefined
  const own = overrides.find((override) => override.effectiveOn === effectiveOn)
  return {
    effectiveOn,
    source,
    opensOn: own?.opensOn ?? addMonths(effectiveOn, -OPENS_MONTHS_BEFORE),
    closesOn: own?.closesOn ?? `${addMonths(effectiveOn, -CLOSES_MONTHS_BEFORE).slice(0, 8)}${CLOSES_ON_DAY}`,
    approvalTargetOn: own?.approvalTargetOn ?? addMonths(effectiveOn, -APPROVAL_MONTHS_BEFORE),
  }
}

/**
 * Whether an agency may still propose for a period on a day. What comes after the cut-off rolls to the next period, so
 * that no TMT lies before its proposal.
 *
 * Source: Peraturan BKN 4/2025; the letters of BKN for each period.
 */
export function cutOff({ effectiveOn, closesOn, source }: Period, today: CivilDate): Finding {
  return { code: 'promotion.cut_off', met: today <= closesOn, facts: { effectiveOn, closesOn, today }, source }
}

/**
 * Whether a proposal has missed its period: the cut-off before it was approved, or its TMT before its letter was signed,
 * because a rank would be given for a time that has passed. What BKN approves backwards is its own case, which Satya does not know.
 *
 * Source: sapk.md section 6.4; Peraturan BKN 4/2025.
 */
export function hasMissed(
  { state, effectiveOn }: Dated,
  { closesOn }: Pick<Period, 'closesOn'>,
  today: CivilDate,
): boolean {
  return state === 'awaiting_letter' ? isLetterLate(effectiveOn, today) : today > closesOn
}

type Dated = Pick<Proposal, 'state' | 'effectiveOn'>

/** Whether the TMT passed before the letter was signed. */
export function isLetterLate(effectiveOn: CivilDate, today: CivilDate): boolean {
  return today > effectiveOn
}

/** Whether a period takes proposals already. Papers may be collected before. */
export function opening({ effectiveOn, opensOn, source }: Period, today: CivilDate): Finding {
  return { code: 'promotion.opening', met: today >= opensOn, facts: { effectiveOn, opensOn, today }, source }
}

/** The first period date on or after a day, by the rule in force then. Undefined before the first rule known. */
export function nextPeriodDate(from: CivilDate, reference: Reference): CivilDate | undefined {
  let date = isFirstOfMonth(from) ? from : firstOfNextMonth(firstOfMonth(from))
  for (let months = 0; months < 12; months += 1, date = addMonths(date, 1)) {
    if (periodSource(date, reference)) return date
  }
  return undefined
}

/** The period that takes proposals and closes first; when none is open, the next to open. */
export function currentPeriod(periods: readonly Period[], today: CivilDate): Period | undefined {
  return periods.find((period) => period.closesOn >= today)
}

/** Every period with a TMT between two days, both included. */
export function periodsBetween(
  from: CivilDate,
  to: CivilDate,
  reference: Reference,
  overrides: readonly PeriodOverride[] = [],
): Period[] {
  const periods: Period[] = []
  for (let date = isFirstOfMonth(from) ? from : firstOfNextMonth(from); date <= to; date = addMonths(date, 1)) {
    const period = periodOn(date, reference, overrides)
    if (period) periods.push(period)
  }
  return periods
}
