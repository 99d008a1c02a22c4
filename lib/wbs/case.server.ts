import 'server-only'
import { asc, eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { proposedDecisions } from '@/db/wbs/handling-schema'
import { events, reports } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { type Urgency, urgencyOf } from '@/lib/wbs/due'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'
import { type Case, type Step, stepsFor } from '@/lib/wbs/steps'
import type { UnreadableStatement } from '@/lib/wbs/unreadable'
import { unreadableOf } from '@/lib/wbs/unreadable.server'

/** What the rules need to know of a report that the caller may see. */
export async function caseOf(tx: WbsTx, report: Omit<Case, 'history'> & { id: string }): Promise<Case> {
  const { id, state, isFrozen, isAnswered, dueOn } = report
  const history = await tx
    .select({ kind: events.kind, on: events.happenedOn, role: events.role })
    .from(events)
    .where(eq(events.reportId, id))
    .orderBy(asc(events.number))
  return { state, isFrozen, isAnswered, dueOn, history }
}

/** A case as its page shows it: no word of what was said, which only browsers can open. */
export type ShownCase = {
  feedbackOn: CivilDate | null
  urgency: Urgency | null
  steps: Step[] // that this officer may take, propose or confirm today
  reopenDays: number // between two reopenings
  proposals: { step: string; result: string | null; keyId: string; on: CivilDate; isOwn: boolean }[]
  events: { kind: string; on: CivilDate; role: string }[]
  stated: (Omit<UnreadableStatement, 'signature'> & { name: string })[] // that nobody can open it; names of the list
}

/** Refuses what `requireMember` refuses. */
export async function readCase(tx: WbsTx, officer: Officer, reportId: string, on: CivilDate): Promise<ShownCase> {
  const report = await requireMember(tx, officer, reportId)
  const [more] = await tx.select({ feedbackOn: reports.feedbackOn }).from(reports).where(eq(reports.id, reportId))
  const calendar = await readCalendar(tx, on)
  const reopenDays = calendar.limits.reopen.days
  const known = await caseOf(tx, report)
  const { keys } = await manifestInForce(tx)
  const proposed = await tx.select().from(proposedDecisions).where(eq(proposedDecisions.reportId, reportId))
  return {
    feedbackOn: more?.feedbackOn ?? null,
    urgency: report.dueOn ? urgencyOf(report.dueOn, on, calendar) : null,
    steps: stepsFor(known, { roles: officer.roles, on, reopenDays }),
    reopenDays,
    proposals: proposed.map(({ step, result, keyId, holder, proposedOn }) => {
      return { step, result, keyId, on: proposedOn, isOwn: holder === officer.holder }
    }),
    events: known.history as ShownCase['events'],
    stated: (await unreadableOf(tx, reportId)).map(({ signature: _, ...stated }) => {
      return { ...stated, name: keys.find(({ id }) => id === stated.by)?.name ?? '' }
    }),
  }
}
