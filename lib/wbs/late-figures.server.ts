import 'server-only'
import { isNotNull, or } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { reports } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { urgencyOf } from '@/lib/wbs/due'
import { OPEN_STATES } from '@/lib/wbs/steps'
import { inSteps, type Shown } from '@/lib/wbs/suppression'

/** What is long overdue, for the head of the office: counts that are rounded down, and in which state. */
export type LateFigures = { days: number; all: Shown; states: Record<OpenState, Shown> }
type OpenState = (typeof OPEN_STATES)[number]

/** How many reports are overdue by more than the days after which the head is told, small counts kept back. */
export async function lateFigures(tx: WbsTx, on: CivilDate): Promise<LateFigures> {
  const calendar = await readCalendar(tx, on)
  const open = await tx
    .select({ state: reports.state, dueOn: reports.dueOn, feedbackOn: reports.feedbackOn })
    .from(reports)
    .where(or(isNotNull(reports.dueOn), isNotNull(reports.feedbackOn)))
  const counts = Object.fromEntries(OPEN_STATES.map((state) => [state, 0])) as Record<OpenState, number>
  for (const { state, dueOn, feedbackOn } of open) {
    const [nearest] = [dueOn, feedbackOn].filter((day) => day !== null).sort()
    const known = OPEN_STATES.find((each) => each === state)
    if (known && nearest && urgencyOf(nearest, on, calendar) === 'late') counts[known] += 1
  }
  const { total, cells } = inSteps(counts)
  return { days: calendar.limits.late.days, all: total, states: cells }
}
