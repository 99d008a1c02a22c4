import 'server-only'
import { and, eq } from 'drizzle-orm'
import type * as z from 'zod'
import type { WbsTx } from '@/db/wbs/client.server'
import { proposedDecisions } from '@/db/wbs/handling-schema'
import { reports, wraps } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { appendMessage } from '@/lib/wbs/append.server'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { caseOf } from '@/lib/wbs/case.server'
import type { stepInput } from '@/lib/wbs/case-inputs'
import { recordClosure } from '@/lib/wbs/closure.server'
import { closureOf } from '@/lib/wbs/conclusion'
import { type Calendar, dueOf, extendedDue, feedbackDue } from '@/lib/wbs/due'
import { addEvent } from '@/lib/wbs/event.server'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { type Officer, type ReportSummary, requireMember } from '@/lib/wbs/officer.server'
import {
  type Case,
  isFinal,
  needsTwo,
  requireResult,
  requireStep,
  requireTwo,
  roleFor,
  ruleOf,
  type Step,
  stateAfter,
} from '@/lib/wbs/steps'

/** What a browser sends: the step in the clear, beside the message in which it is signed and explained. */
export type StepInput = z.infer<typeof stepInput>

/**
 * Takes a step: the signed message, the state, the next deadline and the event, together or not at all. One that needs two
 * is taken by the second person, after another one proposed the same. Sent again, it is no other.
 *
 * Refuses what `requireMember`, `appendMessage`, `requireStep`, `requireResult` and `requireTwo` refuse, and
 * `wbs_not_proposed` and `wbs_not_concluded`.
 */
export async function decide(tx: WbsTx, officer: Officer, input: StepInput, on: CivilDate): Promise<void> {
  const { step } = input
  const report = await requireMember(tx, officer, input.report, true)
  const known = await caseOf(tx, report)
  if (!(await appendMessage(tx, officer.keyId, report.id, { ring: 'pesan', ...input.message }))) return
  const calendar = await requireAllowed(tx, officer, known, input, on)
  if (needsTwo(step)) await requireProposed(tx, officer, report, input)
  await conclude(tx, input, known, on)
  await tx
    .update(reports)
    .set(changesBy(step, report, on, calendar))
    .where(eq(reports.id, report.id))
  await addEvent(tx, report.id, { happenedOn: on, kind: step, role: roleFor(step, report.state, officer.roles) ?? '' })
  await tx.delete(proposedDecisions).where(eq(proposedDecisions.reportId, report.id)) // signed for what was before
}

/**
 * Proposes a step that needs two: the note in which it is signed, and what the other one is asked to confirm. It stands in
 * place of an earlier proposal of the step.
 *
 * Refuses what `requireMember`, `appendMessage`, `requireStep` and `requireResult` refuse, and `wbs_needs_one`.
 */
export async function propose(tx: WbsTx, officer: Officer, input: StepInput, on: CivilDate): Promise<void> {
  const { step, result } = input
  const report = await requireMember(tx, officer, input.report, true)
  if (!needsTwo(step)) throw new Refusal('wbs_needs_one')
  if (!(await appendMessage(tx, officer.keyId, report.id, { ring: 'catatan', ...input.message }))) return
  await requireAllowed(tx, officer, await caseOf(tx, report), input, on)
  const proposed = { result, keyId: officer.keyId, holder: officer.holder, proposedOn: on }
  await tx
    .insert(proposedDecisions)
    .values({ reportId: report.id, step, ...proposed })
    .onConflictDoUpdate({ target: [proposedDecisions.reportId, proposedDecisions.step], set: proposed })
}

/** Tells the statistics of a report that the step ends. Refuses `wbs_not_concluded` without what they are told. */
async function conclude(tx: WbsTx, input: StepInput, known: Case, on: CivilDate): Promise<void> {
  const { to } = ruleOf(input.step)
  if (to === null || !isFinal(to)) return
  if (!input.concluded) throw new Refusal('wbs_not_concluded')
  await recordClosure(tx, input.report, closureOf(input.concluded, input, known.history, on), on)
}

async function requireAllowed(
  tx: WbsTx,
  { roles }: Officer,
  known: Case,
  { step, result }: StepInput,
  on: CivilDate,
): Promise<Calendar> {
  const calendar = await readCalendar(tx, on)
  requireStep(step, known, { roles, on, reopenDays: calendar.limits.reopen.days })
  requireResult(step, result)
  return calendar
}

/** That somebody else, who is still a member and in a fitting role, proposed the same step with the same result. */
async function requireProposed(tx: WbsTx, officer: Officer, report: ReportSummary, { step, result }: StepInput) {
  const [proposal] = await tx
    .select({ keyId: proposedDecisions.keyId, holder: proposedDecisions.holder, result: proposedDecisions.result })
    .from(proposedDecisions)
    .innerJoin(wraps, and(eq(wraps.reportId, proposedDecisions.reportId), eq(wraps.holder, proposedDecisions.keyId)))
    .where(
      and(
        eq(proposedDecisions.reportId, report.id),
        eq(proposedDecisions.step, step),
        eq(wraps.ring, 'pesan'),
        eq(wraps.epoch, report.epoch),
      ),
    )
  if (!proposal || proposal.result !== result) throw new Refusal('wbs_not_proposed')
  const { keys } = await manifestInForce(tx)
  const roles = keys.find(({ id, until }) => id === proposal.keyId && until === null)?.roles ?? []
  requireTwo(step, report.state, [{ holder: proposal.holder, roles }, officer])
}

/** Steps by which a reporter learns what is made of the report (Directive 2019/1937 Art. 5(13), "feedback"). */
const FEEDBACK: readonly Step[] = ['forward', 'reject', 'lapse', 'investigate']

function changesBy(step: Step, report: ReportSummary, on: CivilDate, calendar: Calendar) {
  const { to } = ruleOf(step)
  if (step === 'freeze') return { isFrozen: true }
  if (step === 'unfreeze') return { isFrozen: false, ...waitedAnew(report, on, calendar) }
  if (step === 'extend') return { dueOn: extendedDue(report.dueOn ?? on, calendar) }
  const moved = to && { state: to, dueOn: dueOf(to, on, calendar), settledOn: null }
  if (step === 'acknowledge') return { ...moved, feedbackOn: feedbackDue(on, calendar), isQuarantined: false }
  if (step === 'clarify') return { ...moved, isAnswered: false }
  if (step === 'reopen') return { ...moved, feedbackOn: feedbackDue(on, calendar) }
  const ended = isFinal(stateAfter(report.state, step)) && { isFrozen: false } // who has new facts may write them
  return { ...moved, ...ended, ...(FEEDBACK.includes(step) && { feedbackOn: null }) }
}

/** The reporter has all the days for an answer again: in those that went by meanwhile none was taken. */
function waitedAnew({ state, isAnswered }: ReportSummary, on: CivilDate, calendar: Calendar) {
  return state === 'clarifying' && !isAnswered && { dueOn: dueOf(state, on, calendar) }
}
