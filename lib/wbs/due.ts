import { addDays, addMonths, type CivilDate } from '@/lib/civil-date'
import { isFinal, type ReportState } from '@/lib/wbs/steps'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '@/lib/working-days'

/** How long something may take; rows of `handling_days`, each with its source. */
export type Limit = { days: number; unit: 'working' | 'calendar' | 'month' }

export const LIMITS = [
  'acknowledge',
  'acknowledge_latest',
  'verify',
  'clarify',
  'clarify_reminder', // before the end of `clarify`
  'review',
  'investigate',
  'extend',
  'recommend',
  'act',
  'conclude',
  'review_again',
  'feedback',
  'feedback_latest',
  'reopen', // between two reopenings
  'consent', // of a reporter whose identity is asked for
  'soon', // before a day that is due: the holders are told
  'late', // after it: the head is told
] as const
export type LimitName = (typeof LIMITS)[number]
export type HandlingDays = Record<LimitName, Limit>

/** What the calendar and the rules of this office say. */
export type Calendar = { limits: HandlingDays; holidays: ReadonlySet<CivilDate> }

/** The limits under which the step out of a state stands; the earliest counts. */
const OF_STATE: Record<ReportState, readonly LimitName[]> = {
  received: ['acknowledge', 'acknowledge_latest'],
  verifying: ['verify'],
  clarifying: ['clarify'],
  reviewing: ['review'],
  investigating: ['investigate'],
  examined: ['recommend'],
  recommended: ['act'],
  following_up: ['conclude'],
  reopened: ['review_again'],
  forwarded: [],
  not_processed: [],
  closed: [],
  withdrawn: [],
  unreadable: [],
}

/** The last working day of the step out of a state that was reached on a day; null where a state is final. */
export function dueOf(state: ReportState, since: CivilDate, calendar: Calendar): CivilDate | null {
  const days = OF_STATE[state].map((name) => reached(name, since, calendar))
  return isFinal(state) ? null : (days.sort()[0] ?? null)
}

/** The end of an investigation that was extended. */
export function extendedDue(dueOn: CivilDate, calendar: Calendar): CivilDate {
  return reached('extend', dueOn, calendar)
}

/** Until when a reporter is told what is made of the report (BPKP Perka 2/2016; Directive 2019/1937 Art. 9). */
export function feedbackDue(acknowledgedOn: CivilDate, calendar: Calendar): CivilDate {
  const [first, latest] = [
    reached('feedback', acknowledgedOn, calendar),
    reached('feedback_latest', acknowledgedOn, calendar),
  ]
  return first < latest ? first : latest
}

/** Until when a reporter is waited for who was asked for the identity, and then for its use (wbs.md 10). */
export function consentDue(on: CivilDate, calendar: Calendar): CivilDate {
  return reached('consent', on, calendar)
}

/** The first day on which a reporter who was asked is reminded. */
export function reminderDay(dueOn: CivilDate, { limits }: Calendar): CivilDate {
  return addDays(dueOn, -limits.clarify_reminder.days)
}

/** How near a deadline is: whom that concerns is for the caller. */
export type Urgency = 'soon' | 'due' | 'late'

export function urgencyOf(dueOn: CivilDate, on: CivilDate, { limits, holidays }: Calendar): Urgency | null {
  if (on >= addWorkingDays(dueOn, limits.late.days, holidays)) return 'late'
  if (on >= dueOn) return 'due'
  return workingDaysBetween(on, dueOn, holidays) <= limits.soon.days ? 'soon' : null
}

/** The same for the earlier of the days that a report has; null where it has none. */
export function urgencyOfReport(
  { dueOn, feedbackOn }: { dueOn: CivilDate | null; feedbackOn: CivilDate | null },
  on: CivilDate,
  calendar: Calendar,
): Urgency | null {
  const [nearest] = [dueOn, feedbackOn].filter((day) => day !== null).sort()
  return nearest ? urgencyOf(nearest, on, calendar) : null
}

/**
 * The working day on which a limit ends. Calendar days and months are the utmost: an end on a holiday moves back, as far as
 * a working day after the beginning, and only where there is none, forward. What a reporter is given moves forward.
 */
function reached(name: LimitName, since: CivilDate, { limits, holidays }: Calendar): CivilDate {
  const { days, unit } = limits[name]
  if (unit === 'working') return addWorkingDays(since, days, holidays)
  const end = unit === 'month' ? addMonths(since, days) : addDays(since, days)
  const onOrAfter = isWorkingDay(end, holidays) ? end : addWorkingDays(end, 1, holidays)
  if (name === 'clarify') return onOrAfter
  for (let day = end; day > since; day = addDays(day, -1)) if (isWorkingDay(day, holidays)) return day
  return onOrAfter
}
