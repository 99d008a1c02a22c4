import 'server-only'
import { isNotNull, or } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { reports } from '@/db/wbs/schema'

/** What stands of a report that has a day to keep: for its next step, or for the word that its reporter is owed. */
export const DUE_COLUMNS = { state: reports.state, dueOn: reports.dueOn, feedbackOn: reports.feedbackOn }

export const hasDay = or(isNotNull(reports.dueOn), isNotNull(reports.feedbackOn))

/** That of all reports: for what the head of the office is told, in counts and nothing else. */
export function allDue(tx: WbsTx) {
  return tx.select(DUE_COLUMNS).from(reports).where(hasDay)
}
