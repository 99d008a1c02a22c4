import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { closures } from '@/db/wbs/figures-schema'
import { proposedDecisions, unreadableStatements } from '@/db/wbs/handling-schema'
import { reports, wraps } from '@/db/wbs/schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { dueOf } from '@/lib/wbs/due'
import { addEvent } from '@/lib/wbs/event.server'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'
import { quarterOf } from '@/lib/wbs/quarter'
import { HANDLERS, isFinal, isHandler } from '@/lib/wbs/steps'
import { isRetracted, isStated, statedByTwo, type UnreadableStatement } from '@/lib/wbs/unreadable'
import { reasonsIn, statingRole, type UnreadableReason } from '@/lib/wbs/unreadable-reasons'

/**
 * States that a report cannot be opened. The second person ends it: it has no conversation in which a decision could be
 * signed, so the signed statements take its place. Stated again, it is the same person's one statement.
 *
 * Refuses what `requireMember` refuses, `wrong_state` for one that ended or where the reason can be none any more,
 * `wbs_not_your_step` for whoever is in none of the functions that the reason needs, and `wbs_not_signed` unless the statement is of today and signed with the key that runs.
 */
export async function stateUnreadable(
  tx: WbsTx,
  officer: Officer,
  { report: id, reason, signature, on }: { report: string; reason: UnreadableReason; signature: string; on: CivilDate },
  today: CivilDate,
): Promise<void> {
  const report = await requireMember(tx, officer, id, true)
  if (isFinal(report.state) || !reasonsIn(report.state).includes(reason)) throw new Refusal('wrong_state')
  const role = statingRole(reason, officer.roles)
  if (!role) throw new Refusal('wbs_not_your_step')
  const manifest = await manifestInForce(tx)
  const own = { by: officer.keyId, reason, on, signature }
  if (on !== today || !isStated(id, own, manifest)) throw new Refusal('wbs_not_signed')
  const stated = { keyId: officer.keyId, reason, statedOn: on, signature: bytesOf(signature) }
  await tx
    .insert(unreadableStatements)
    .values({ reportId: id, holder: officer.holder, ...stated })
    .onConflictDoUpdate({ target: [unreadableStatements.reportId, unreadableStatements.holder], set: stated })
  await addEvent(tx, id, { happenedOn: today, kind: 'unreadable_stated', role })
  if (statedByTwo(id, await statementsOfReaders(tx, id, report.epoch), manifest).length === 0) return
  await tx
    .update(reports)
    .set({
      ...{ state: 'unreadable', isFrozen: false, dueOn: null, feedbackOn: null, settledOn: null },
      ...{ stateBefore: report.state, feedbackBefore: reports.feedbackOn },
    })
    .where(eq(reports.id, id))
  await tx.delete(proposedDecisions).where(eq(proposedDecisions.reportId, id))
  await tx.delete(closures).where(eq(closures.reportId, id))
  const untold = { category: null, agencyKind: null, hasCorrectiveAction: false, hasRetaliation: false }
  await tx
    .insert(closures)
    .values({ id: randomUUID(), reportId: id, quarter: quarterOf(today), result: 'unreadable', ...untold })
  await addEvent(tx, id, { happenedOn: today, kind: 'unreadable', role })
}

/**
 * Takes the statements back, by any reader who can open the report after all: it goes on where it was. One person can do
 * that, so that two cannot get rid of a report that others can read.
 *
 * Refuses what `requireMember` refuses, `wbs_not_your_step`, `wrong_state` where nothing was stated, and `wbs_not_signed`
 * unless that is signed today with the key that runs: an open session of the office undoes no signed statement.
 */
export async function retractUnreadable(
  tx: WbsTx,
  officer: Officer,
  { report: id, on, signature }: { report: string; on: CivilDate; signature: string },
  today: CivilDate,
): Promise<void> {
  const report = await requireMember(tx, officer, id, true)
  if (!isHandler(officer.roles)) throw new Refusal('wbs_not_your_step')
  const own = { by: officer.keyId, on, signature }
  if (on !== today || !isRetracted(id, own, await manifestInForce(tx))) throw new Refusal('wbs_not_signed')
  const stated = await tx.delete(unreadableStatements).where(eq(unreadableStatements.reportId, id)).returning()
  if (stated.length === 0) throw new Refusal('wrong_state')
  const role = HANDLERS.find((each) => officer.roles.includes(each)) ?? ''
  await addEvent(tx, id, { happenedOn: today, kind: 'unreadable_retracted', role })
  if (report.state !== 'unreadable') return
  const { state, feedbackOn } = await beforeOf(tx, id)
  await tx.delete(closures).where(eq(closures.reportId, id))
  const back = { state, feedbackOn, dueOn: dueOf(state, today, await readCalendar(tx, today)), settledOn: null }
  await tx
    .update(reports)
    .set({ ...back, stateBefore: null, feedbackBefore: null })
    .where(eq(reports.id, id))
}

/** Where a report stood when two people ended it. */
async function beforeOf(tx: WbsTx, id: string) {
  const [before] = await tx
    .select({ state: reports.stateBefore, feedbackOn: reports.feedbackBefore })
    .from(reports)
    .where(eq(reports.id, id))
  if (!before?.state) throw new Refusal('wrong_state')
  return { state: before.state, feedbackOn: before.feedbackOn }
}

/** What was stated of a report, as those who read it and its reporter are shown it. */
export async function unreadableOf(tx: WbsTx, reportId: string): Promise<UnreadableStatement[]> {
  const rows = await tx.select().from(unreadableStatements).where(eq(unreadableStatements.reportId, reportId))
  return rows.map(statementOf)
}

/** Those of people who still hold a running wrap: whoever left has no say. */
async function statementsOfReaders(tx: WbsTx, reportId: string, epoch: number): Promise<UnreadableStatement[]> {
  const rows = await tx
    .select({ stated: unreadableStatements })
    .from(unreadableStatements)
    .innerJoin(
      wraps,
      and(eq(wraps.reportId, unreadableStatements.reportId), eq(wraps.holder, unreadableStatements.keyId)),
    )
    .where(and(eq(unreadableStatements.reportId, reportId), eq(wraps.ring, 'pesan'), eq(wraps.epoch, epoch)))
  return rows.map(({ stated }) => statementOf(stated))
}

function statementOf({ keyId, reason, statedOn, signature }: typeof unreadableStatements.$inferSelect) {
  return { by: keyId, reason: reason as UnreadableReason, on: statedOn, signature: textOf(signature) }
}
