import { addDays, type CivilDate, yearOf } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import { isWorkingDay } from '@/lib/working-days'

/** Hukuman disiplin for absence, from the lightest to the gravest. */
export const ABSENCE_SANCTIONS = [
  'oral_reprimand', // teguran lisan
  'written_reprimand', // teguran tertulis
  'written_dissatisfaction', // pernyataan tidak puas secara tertulis
  'allowance_cut_6_months', // tukin less 25 per cent
  'allowance_cut_9_months',
  'allowance_cut_12_months',
  'demotion_12_months', // jabatan one level down
  'released_to_executing_post_12_months', // pembebasan dari jabatan menjadi pelaksana
  'dismissal', // diberhentikan dengan hormat tidak atas permintaan sendiri
] as const

export type AbsenceSanction = (typeof ABSENCE_SANCTIONS)[number]

type LadderStep = { fromDays: number; severity: 'light' | 'medium' | 'severe'; sanction: AbsenceSanction }

/** By working days without a valid reason in a calendar year. */
const LADDER: readonly LadderStep[] = [
  { fromDays: 28, severity: 'severe', sanction: 'dismissal' },
  { fromDays: 25, severity: 'severe', sanction: 'released_to_executing_post_12_months' },
  { fromDays: 21, severity: 'severe', sanction: 'demotion_12_months' },
  { fromDays: 17, severity: 'medium', sanction: 'allowance_cut_12_months' },
  { fromDays: 14, severity: 'medium', sanction: 'allowance_cut_9_months' },
  { fromDays: 11, severity: 'medium', sanction: 'allowance_cut_6_months' },
  { fromDays: 7, severity: 'light', sanction: 'written_dissatisfaction' },
  { fromDays: 4, severity: 'light', sanction: 'written_reprimand' },
  { fromDays: 3, severity: 'light', sanction: 'oral_reprimand' },
]

/** Working days without interruption that dismiss by themselves, also over the turn of a year. */
const DISMISSING_RUN_DAYS = 10

export type AbsenceProposal = {
  days: number // of the year
  longestRunDays: number // that ends in the year or goes on from it
  proposal: { severity: LadderStep['severity']; sanction: AbsenceSanction } | null
  finding: Finding
}

/**
 * What the ladder proposes for working days of absence without a valid reason. A proposal only: the superior summons and
 * examines first, and whoever may punish decides.
 *
 * @param absentOn days of absence; days off among them do not count
 * @param year cumulated within it; a run that began in December goes on
 *
 * Source: PP 94/2021.
 */
export function absenceProposal(
  absentOn: readonly CivilDate[],
  year: number,
  holidays: ReadonlySet<CivilDate>,
): AbsenceProposal {
  const absences = [...new Set(absentOn)].filter((day) => isWorkingDay(day, holidays)).sort()
  const days = absences.filter((day) => yearOf(day) === year).length
  const longestRunDays = longestRun(absences, year, holidays)
  const reached = LADDER.find(
    ({ fromDays, sanction }) => days >= fromDays || (sanction === 'dismissal' && longestRunDays >= DISMISSING_RUN_DAYS),
  )
  return {
    days,
    longestRunDays,
    proposal: reached ? { severity: reached.severity, sanction: reached.sanction } : null,
    finding: {
      code: 'kinerja.absence',
      met: reached === undefined,
      facts: { year, days, longestRunDays, sanction: reached?.sanction ?? null },
      source: 'PP 94/2021',
    },
  }
}

/** Most absences in a row of which the last one lies in the year; days off between two do not end the row. */
function longestRun(absences: readonly CivilDate[], year: number, holidays: ReadonlySet<CivilDate>): number {
  let [run, longest] = [0, 0]
  let expected: CivilDate | undefined
  for (const day of absences) {
    run = day === expected ? run + 1 : 1
    expected = nextWorkingDay(day, holidays)
    if (yearOf(day) === year) longest = Math.max(longest, run)
  }
  return longest
}

function nextWorkingDay(after: CivilDate, holidays: ReadonlySet<CivilDate>): CivilDate {
  let day = addDays(after, 1)
  while (!isWorkingDay(day, holidays)) day = addDays(day, 1)
  return day
}

/** The place of a step on the ladder; nothing lies below the first. */
export function gravityOf(sanction: AbsenceSanction | undefined): number {
  return sanction === undefined ? -1 : ABSENCE_SANCTIONS.indexOf(sanction)
}

/** Who may say what becomes of a proposed step: nobody of themselves, and not whoever recorded the days. */
export function absenceDecisionFindings({ isOwn, hasRecorded }: { isOwn: boolean; hasRecorded: boolean }): Finding[] {
  return [
    { code: 'kinerja.absence_own', met: !isOwn, facts: {}, source: 'UU 30/2014' },
    { code: 'kinerja.absence_recorder', met: !hasRecorded, facts: {}, source: 'UU 30/2014' },
  ]
}
