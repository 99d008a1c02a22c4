import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { reportState } from '@/db/wbs/schema'
import { addDays, addMonths, type CivilDate, daysBetween, yearOf } from '@/lib/civil-date'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { boundsOf } from '@/lib/wbs/day-rules'
import {
  type Calendar,
  consentDue,
  dueOf,
  extendedDue,
  feedbackDue,
  type HandlingDays,
  LIMITS,
  reminderDay,
  urgencyOf,
} from '@/lib/wbs/due'
import { isFinal } from '@/lib/wbs/steps'
import { addWorkingDays, isWorkingDay } from '@/lib/working-days'

await testWbsDatabase()
const { limits } = await transactWbs((tx) => readCalendar(tx, '2026-11-02'))

/** Ten years of days off: the fixed ones, and a long feast with collective leave that wanders through the year. */
const BEGIN = '2026-01-01'
const TEN_YEARS = 3652
const holidays = fc
  .tuple(fc.integer({ min: 0, max: 353 }), fc.array(fc.integer({ min: 0, max: TEN_YEARS + 400 }), { maxLength: 120 }))
  .map(([feast, others]) => {
    const years = Array.from({ length: 12 }, (_, at) => yearOf(BEGIN) + at)
    const fixed = years.flatMap((year) => ['01-01', '05-01', '06-01', '08-17', '12-25'].map((day) => `${year}-${day}`))
    const feasts = years.flatMap((year, at) =>
      Array.from({ length: 9 }, (_, day) => addDays(`${year}-01-01`, ((feast + 354 - 11 * at) % 354) + day)),
    )
    return new Set([...fixed, ...feasts, ...others.map((day) => addDays(BEGIN, day))])
  })
const day = fc.integer({ min: 0, max: TEN_YEARS }).map((offset) => addDays(BEGIN, offset))

/** Those of the beginning, and at times whatever two people may set. */
const settable = fc
  .record(
    Object.fromEntries(
      LIMITS.map((name) => {
        const { least, most } = boundsOf({ kind: 'handling', name })
        return [name, fc.integer({ min: least, max: most }).map((days) => ({ ...limits[name], days }))]
      }),
    ),
  )
  .map((drawn) => drawn as HandlingDays)
const anyLimits = fc.oneof({ weight: 4, arbitrary: fc.constant(limits) }, { weight: 1, arbitrary: settable })

function forTenYears(check: (since: CivilDate, calendar: Calendar) => void, within = fc.constant(limits)): void {
  fc.assert(
    fc.property(holidays, day, within, (off, since, drawn) => check(since, { limits: drawn, holidays: off })),
    { numRuns: 2000 },
  )
}

test('no deadline of any state falls on a day off, and none lies before it began', () => {
  forTenYears((since, calendar) => {
    const due = [
      ...reportState.enumValues.map((state) => dueOf(state, since, calendar)),
      extendedDue(since, calendar),
      feedbackDue(since, calendar),
      consentDue(since, calendar),
    ]
    for (const each of due.filter((on) => on !== null)) {
      expect(isWorkingDay(each, calendar.holidays)).toBe(true)
      expect(each > since).toBe(true)
    }
  }, anyLimits)
})

test('the utmost that the rules name stands, whatever two people set', () => {
  forTenYears((since, calendar) => {
    const next = addWorkingDays(since, 1, calendar.holidays)
    const notAfter = (due: CivilDate | null, latest: CivilDate) =>
      expect((due ?? '') <= latest || due === next).toBe(true)
    notAfter(dueOf('received', since, calendar), addDays(since, 7))
    notAfter(feedbackDue(since, calendar), addMonths(since, 3))
  }, anyLimits)
})

test('a report has a next day unless its state is final', () => {
  forTenYears((since, calendar) => {
    for (const state of reportState.enumValues) expect(dueOf(state, since, calendar) === null).toBe(isFinal(state))
  })
})

test('what the calendar gives is no more than the rules do, and a reporter is given no less', () => {
  forTenYears((since, calendar) => {
    const within = (state: Parameters<typeof dueOf>[0], latest: CivilDate) => {
      const due = dueOf(state, since, calendar)
      const isAllOff = addWorkingDays(since, 1, calendar.holidays) > latest
      expect((due ?? '') <= latest || isAllOff).toBe(true)
    }
    within('received', addWorkingDays(since, 3, calendar.holidays))
    within('received', addDays(since, 7))
    within('investigating', addDays(since, 60))
    expect(daysBetween(since, dueOf('clarifying', since, calendar) ?? '')).toBeGreaterThanOrEqual(30)
    expect(feedbackDue(since, calendar) <= addMonths(since, 3)).toBe(true)
  })
})

test('the feast of Idulfitri 2026 fills seven days: the next working day is the end of them, and months end before it', () => {
  const off = ['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-23', '2026-03-24']
  const calendar = { limits, holidays: new Set(off) }
  expect(dueOf('received', '2026-03-17', calendar)).toBe('2026-03-25')
  expect(dueOf('received', '2026-03-16', calendar)).toBe('2026-03-17')
  expect(dueOf('investigating', '2026-01-23', calendar)).toBe('2026-03-17')
})

test('those whose turn it is are told two working days before, then the inspektur, and after five the head', () => {
  const calendar = { limits, holidays: new Set(['2026-11-04']) }
  const urgency = (on: CivilDate) => urgencyOf('2026-11-06', on, calendar)
  expect(urgency('2026-11-02')).toBeNull()
  expect(urgency('2026-11-03')).toBe('soon')
  expect(urgency('2026-11-06')).toBe('due')
  expect(urgency('2026-11-12')).toBe('due')
  expect(urgency('2026-11-13')).toBe('late')
  expect(reminderDay('2026-11-06', calendar)).toBe('2026-10-30')
})
