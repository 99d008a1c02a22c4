import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { addWorkingDays } from '@/lib/working-days'
import { absenceProposal } from './absence'

const none = new Set<CivilDate>()

/** Working days of 2026 of which every fifth is worked, so that no row is longer than four. */
const scattered = (count: number) =>
  Array.from({ length: count }, (_, at) => addWorkingDays('2026-01-01', at + Math.floor(at / 4) + 1, none))

/** So many working days in a row after a day. */
const inRow = (after: CivilDate, count: number, holidays: ReadonlySet<CivilDate> = none) =>
  Array.from({ length: count }, (_, at) => addWorkingDays(after, at + 1, holidays))

test.each([
  [0, 2, null],
  [3, 3, 'oral_reprimand'],
  [4, 6, 'written_reprimand'],
  [7, 10, 'written_dissatisfaction'],
  [11, 13, 'allowance_cut_6_months'],
  [14, 16, 'allowance_cut_9_months'],
  [17, 20, 'allowance_cut_12_months'],
  [21, 24, 'demotion_12_months'],
  [25, 27, 'released_to_executing_post_12_months'],
  [28, 60, 'dismissal'],
] as const)('%i to %i days of absence in a year propose %s', (from, to, sanction) => {
  for (const count of [from, to]) {
    const { proposal, days, longestRunDays } = absenceProposal(scattered(count), 2026, none)
    expect(days).toBe(count)
    expect(longestRunDays).toBeLessThan(10)
    expect(proposal?.sanction ?? null).toBe(sanction)
  }
})

test('sanctions are light to the tenth day, medium to the twentieth, severe beyond', () => {
  const severity = (count: number) => absenceProposal(scattered(count), 2026, none).proposal?.severity
  expect([3, 10, 11, 20, 21, 28].map(severity)).toEqual(['light', 'light', 'medium', 'medium', 'severe', 'severe'])
})

test('ten working days in a row dismiss, nine do not', () => {
  expect(absenceProposal(inRow('2026-03-01', 10), 2026, none).proposal?.sanction).toBe('dismissal')
  expect(absenceProposal(inRow('2026-03-01', 9), 2026, none).proposal?.sanction).toBe('written_dissatisfaction')
})

test('a weekend or a holiday between two days of absence does not end the row, a day of work does', () => {
  const holidays = new Set(['2026-03-19', '2026-03-20'])
  const row = inRow('2026-03-08', 10, holidays)
  expect(row.at(-1)).toBe('2026-03-24')
  expect(absenceProposal(row, 2026, holidays).longestRunDays).toBe(10)
  const worked = row.filter((_, at) => at !== 4)
  expect(absenceProposal(worked, 2026, holidays)).toMatchObject({ days: 9, longestRunDays: 5 })
})

test('days off and days told twice do not count', () => {
  const absent = ['2026-03-07', '2026-03-08', '2026-03-09', '2026-03-09', '2026-03-10']
  expect(absenceProposal(absent, 2026, new Set(['2026-03-10'])).days).toBe(1)
})

test('days are cumulated within a calendar year, a row goes on over its turn', () => {
  const row = inRow('2026-12-24', 10)
  expect(absenceProposal(row, 2026, none)).toMatchObject({ days: 5, longestRunDays: 5 })
  expect(absenceProposal(row, 2027, none)).toMatchObject({
    days: 5,
    longestRunDays: 10,
    proposal: { sanction: 'dismissal' },
  })
})

test('the finding says what was seen and is met when nothing is proposed', () => {
  expect(absenceProposal([], 2026, none).finding).toEqual({
    code: 'kinerja.absence',
    met: true,
    facts: { year: 2026, days: 0, longestRunDays: 0, sanction: null },
    source: 'PP 94/2021',
  })
  expect(absenceProposal(scattered(3), 2026, none).finding.met).toBe(false)
})

const GRAVER = ['light', 'medium', 'severe']

test('one more day of absence never proposes less', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 40 })
  const grave = (list: readonly number[]) => {
    const absent = list.map((each) => addDays('2026-01-01', each))
    return GRAVER.indexOf(absenceProposal(absent, 2026, none).proposal?.severity ?? '')
  }
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 364 }), (list, more) => {
      expect(grave([...list, more])).toBeGreaterThanOrEqual(grave(list))
    }),
  )
})
