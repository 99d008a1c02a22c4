import 'server-only'
import { and, asc, desc, eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { proposedDecisions } from '@/db/wbs/handling-schema'
import { events, messages, reports } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { type Urgency, urgencyOf } from '@/lib/wbs/due'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'
import { type Case, type Step, stepsFor } from '@/lib/wbs/steps'
import type { UnreadableStatement } from '@/lib/wbs/unreadable'
import { unreadableOf } from '@/lib/wbs/unreadable.server'

/** What the rules need to know of a report that the caller may see. */
export async function caseOf(
  tx: WbsTx,
  report: Pick<Case, 'state' | 'isFrozen' | 'dueOn'> & { id: string },
): Promise<Case> {
  const { id, state, isFrozen, dueOn } = report
  const history = await tx
    .select({ kind: events.kind, on: events.happenedOn, role: events.role })
    .from(events)
    .where(eq(events.reportId, id))
    .orderBy(asc(events.number))
  const [last] = await tx
    .select({ party: messages.party })
    .from(messages)
    .where(and(eq(messages.reportId, id), eq(messages.ring, 'pesan')))
    .orderBy(desc(messages.seq))
    .limit(1)
  return { state, isFrozen, dueOn, isAnswered: last?.party === 'reporter', history }
}

/** A case as its page shows it: no word of what was said, which only browsers can open. */
export type ShownCase = {
  feedbackOn: CivilDate | null
  urgency: Urgency | null
  steps: Step[] // that this officer may take, propose or confirm today
  proposals: { step: string; result: string | null; keyId: string; on: CivilDate; isOwn: boolean }[]
  events: { kind: string; on: CivilDate; role: string }[]
  isAnswered: boolean
  stated: (Omit<UnreadableStatement, 'signature'> & { name: string })[] // that nobody can open it; names of the list
}

/** Refuses what `requireMember` refuses. */
export async function readCase(tx: WbsTx, officer: Officer, reportId: string, on: CivilDate): Promise<ShownCase> {
  const report = await requireMember(tx, officer, reportId)
  const [more] = await tx.select({ feedbackOn: reports.feedbackOn }).from(reports).where(eq(reports.id, reportId))
  const calendar = await readCalendar(tx, on)
  const known = await caseOf(tx, report)
  const { keys } = await manifestInForce(tx)
  const { history, isAnswered } = known
  const proposed = await tx.select().from(proposedDecisions).where(eq(proposedDecisions.reportId, reportId))
  return {
    feedbackOn: more?.feedbackOn ?? null,
    urgency: report.dueOn ? urgencyOf(report.dueOn, on, calendar) : null,
    steps: stepsFor(known, { roles: officer.roles, on, reopenDays: calendar.limits.reopen.days }),
    proposals: proposed.map(({ step, result, keyId, holder, proposedOn }) => {
      return { step, result, keyId, on: proposedOn, isOwn: holder === officer.holder }
    }),
    events: history as ShownCase['events'],
    isAnswered,
    stated: (await unreadableOf(tx, reportId)).map(({ signature: _, ...stated }) => {
      return { ...stated, name: keys.find(({ id }) => id === stated.by)?.name ?? '' }
    }),
  }
}
