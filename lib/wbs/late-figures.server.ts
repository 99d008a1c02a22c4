import 'server-only'
import type { WbsTx } from '@/db/wbs/client.server'
import type { CivilDate } from '@/lib/civil-date'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { urgencyOfReport } from '@/lib/wbs/due'
import { allDue } from '@/lib/wbs/due-reports.server'
import { OPEN_STATES } from '@/lib/wbs/steps'
import { inSteps, type Shown } from '@/lib/wbs/suppression'

/** What is long overdue, for the head of the office: counts that are rounded down, and in which state. */
export type LateFigures = { days: number; all: Shown; states: Record<OpenState, Shown> }
type OpenState = (typeof OPEN_STATES)[number]

/** How many reports are overdue by as many days as those after which the head is told, small counts kept back. */
export async function lateFigures(tx: WbsTx, on: CivilDate): Promise<LateFigures> {
  const calendar = await readCalendar(tx, on)
  const counts = Object.fromEntries(OPEN_STATES.map((state) => [state, 0])) as Record<OpenState, number>
  for (const report of await allDue(tx)) {
    const known = OPEN_STATES.find((each) => each === report.state)
    if (known && urgencyOfReport(report, on, calendar) === 'late') counts[known] += 1
  }
  const { total, cells } = inSteps(counts)
  return { days: calendar.limits.late.days, all: total, states: cells }
}
