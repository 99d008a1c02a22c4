import 'server-only'
import { and, eq, inArray, isNotNull, isNull, lt, lte, ne, notInArray, sql } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { certificates, deletedReceipts } from '@/db/wbs/figures-schema'
import { attachmentParts, attachments, reports } from '@/db/wbs/schema'
import { seals } from '@/db/wbs/seal-schema'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { removePartFiles } from '@/lib/wbs/attachment-files.server'
import { keptDays } from '@/lib/wbs/days-in-force.server'
import { lastDayOf, quarterOf } from '@/lib/wbs/quarter'
import { removeSeal } from '@/lib/wbs/seal.server'
import { compactShredKeys, coversOf, destroyShredKeys } from '@/lib/wbs/shredding.server'

/** How long what a report ended as is kept, in days, and by how many days a deletion drifts from that. */
type Retention = { days: Map<string, number>; drift: number }

/**
 * What time is over goes: identities of finished reports, then reports themselves (wbs.md 15). Nobody does it by hand, and
 * how often it runs changes nothing: each report has its day.
 */
export async function deleteExpired(today: CivilDate): Promise<void> {
  const retention = await transactWbs((tx) => retentionOf(tx, today))
  await transactWbs((tx) => noteFinished(tx, retention, today))
  await transactWbs((tx) => removeIdentities(tx, today))
  const fileIds = await transactWbs((tx) => removeReports(tx, retention, today))
  await removePartFiles(fileIds)
  await compactShredKeys()
}

async function retentionOf(tx: WbsTx, today: CivilDate): Promise<Retention> {
  const all = await keptDays(tx, today)
  const drift = all.get('drift') ?? 0
  all.delete('drift')
  return { days: all, drift }
}

/** The count begins on the day a report is first seen finished; a step, a withdrawal and a reopening begin it anew. */
async function noteFinished(tx: WbsTx, { days }: Retention, today: CivilDate): Promise<void> {
  const state = sql`${reports.state}::text`
  const ends = [...days.keys()]
  await tx
    .update(reports)
    .set({ settledOn: today })
    .where(and(isNull(reports.settledOn), inArray(state, ends)))
  await tx
    .update(reports)
    .set({ settledOn: null })
    .where(and(isNotNull(reports.settledOn), notInArray(state, ends)))
}

/**
 * What nobody could open keeps its identity until it goes itself: whoever can open it after all takes the ending back.
 * A seal given on the day the report was seen finished, or later, is there for what follows: LPSK, a
 * reward (PP 43/2018).
 */
async function removeIdentities(tx: WbsTx, today: CivilDate): Promise<void> {
  const due = await tx
    .select({ id: reports.id })
    .from(reports)
    .innerJoin(seals, eq(seals.reportId, reports.id))
    .where(
      and(
        ...[lt(seals.sealedOn, reports.settledOn), eq(reports.keepsIdentity, false), ne(reports.state, 'unreadable')],
      ),
    )
    .for('update', { of: reports })
  const ids = due.map(({ id }) => id)
  await destroyShredKeys(ids, ['identity'])
  for (const id of ids) await removeSeal(tx, id, today)
}

/**
 * Destroys the shred keys first: from there on nothing opens, whatever happens next. What a failure left of a report goes
 * at the next run.
 *
 * @returns the files of its attachments, to be removed when this stands
 */
async function removeReports(tx: WbsTx, retention: Retention, today: CivilDate): Promise<string[]> {
  const due = await dueReports(tx, retention, today)
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  const files = await tx
    .select({ fileId: attachmentParts.fileId })
    .from(attachmentParts)
    .innerJoin(attachments, eq(attachments.id, attachmentParts.attachmentId))
    .where(inArray(attachments.reportId, ids))
  await destroyShredKeys(ids, ['report', 'identity'])
  await tx.delete(reports).where(inArray(reports.id, ids))
  await countAsReceived(tx, due)
  await certify(tx, ids.length, today)
  return files.map(({ fileId }) => fileId)
}

async function dueReports(tx: WbsTx, { days, drift }: Retention, today: CivilDate) {
  const finished = await tx
    .select({
      id: reports.id,
      state: reports.state,
      settledOn: reports.settledOn,
      receivedOn: reports.receivedOn,
      isQuarantined: reports.isQuarantined,
    })
    .from(reports)
    .where(lte(reports.settledOn, addDays(today, drift - Math.min(...days.values()))))
    .for('update')
  const covers = await coversOf(
    finished.map(({ id }) => id),
    'report',
  )
  return finished.filter(({ id, state, settledOn }) => {
    const kept = days.get(state)
    if (kept === undefined || settledOn === null) return false
    const ends = addDays(settledOn, kept + (covers.get(id)?.drift(drift) ?? -drift))
    return ends <= today
  })
}

/** The figures go on counting them as received. */
async function countAsReceived(tx: WbsTx, gone: readonly { receivedOn: CivilDate; isQuarantined: boolean }[]) {
  for (const { receivedOn, isQuarantined } of gone) {
    if (isQuarantined) continue
    await tx
      .insert(deletedReceipts)
      .values({ quarter: quarterOf(receivedOn), reports: 1 })
      .onConflictDoUpdate({
        target: deletedReceipts.quarter,
        set: { reports: sql`${deletedReceipts.reports} + 1` },
      })
  }
}

/**
 * What anybody may hold the agency to; a ceremony signs it into the log once the quarter is over. It names the quarter
 * alone: a day would tell when the report was closed.
 */
async function certify(tx: WbsTx, count: number, today: CivilDate): Promise<void> {
  await tx
    .insert(certificates)
    .values({ quarterEnd: lastDayOf(quarterOf(today)), reports: count })
    .onConflictDoUpdate({
      target: certificates.quarterEnd,
      set: { reports: sql`${certificates.reports} + ${count}` },
    })
}
