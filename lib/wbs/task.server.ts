import 'server-only'
import { and, eq, gte, inArray, isNull } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { conflicts, departures, unreadableStatements } from '@/db/wbs/handling-schema'
import { reports, wraps } from '@/db/wbs/schema'
import { sealAnswers, sealRequests } from '@/db/wbs/seal-schema'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { readCalendar } from '@/lib/wbs/calendar.server'
import { isShorterSoon } from '@/lib/wbs/days-in-force.server'
import { urgencyOfReport } from '@/lib/wbs/due'
import { allDue, DUE_COLUMNS, hasDay } from '@/lib/wbs/due-reports.server'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { findOfficer, type Officer } from '@/lib/wbs/officer.server'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { CUSTODIAN } from '@/lib/wbs/seal-request'
import { isFinal, turnOf } from '@/lib/wbs/steps'
import { STATEMENT_DAYS } from '@/lib/wbs/unreadable'

/** Pimpinan instansi, as the signed list says; told of what is late and reads no report. */
const HEAD: OfficerRole = 'pimpinan'

/**
 * Whether somebody is to be told today that WBS has something for them, and nothing else of it: two working days before a
 * step is due those whose turn it is, on the day the inspektur, five working days later the head of the office (wbs.md 5;
 * days of `handling_days`); where another reader stated that nobody can open a report, and where one left whose key still
 * runs; a custodian whose share is asked for; and everybody while it is agreed that reports are to be kept shorter. Read
 * from where it stands each day, so it is told once a day until it is done.
 */
export function hasWbsTask(accountId: string | null, on: CivilDate): Promise<boolean> {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    if (!officer) return false
    if (await isShorterSoon(tx, on)) return true
    if ((await isStatedByAnother(tx, officer, on)) || (await hasLeaver(tx, officer))) return true
    if (await isAskedForShare(tx, officer, on)) return true
    const calendar = await readCalendar(tx, on)
    const open = officer.roles.includes(HEAD) ? await allDue(tx) : await ownDue(tx, officer)
    return open.some((report) => {
      const urgency = urgencyOfReport(report, on, calendar)
      if (!urgency) return false
      const isTurn = turnOf(report.state).some((role) => officer.roles.includes(role))
      const isInspector = urgency !== 'soon' && officer.roles.includes('inspektur')
      return isTurn || isInspector || (urgency === 'late' && officer.roles.includes(HEAD))
    })
  })
}

function ownDue(tx: WbsTx, { keyIds }: Officer) {
  return tx
    .select(DUE_COLUMNS)
    .from(reports)
    .innerJoin(wraps, and(eq(wraps.reportId, reports.id), eq(wraps.epoch, reports.epoch), eq(wraps.ring, 'pesan')))
    .where(and(hasDay, inArray(wraps.holder, keyIds)))
}

/** Whether a report that one reads, and that is not finished, still runs on a key that somebody knows who stepped out or has a conflict. */
async function hasLeaver(tx: WbsTx, { keyIds }: Officer): Promise<boolean> {
  const gone = tx
    .select({ reportId: departures.reportId, holder: departures.holder })
    .from(departures)
    .union(tx.select({ reportId: conflicts.reportId, holder: conflicts.holder }).from(conflicts))
    .as('gone')
  const rows = await tx
    .select({ members: reports.members, state: reports.state, holder: gone.holder })
    .from(gone)
    .innerJoin(reports, eq(reports.id, gone.reportId))
    .innerJoin(wraps, and(eq(wraps.reportId, reports.id), eq(wraps.epoch, reports.epoch), eq(wraps.ring, 'pesan')))
    .where(inArray(wraps.holder, keyIds))
  const open = rows.filter(({ state }) => !isFinal(state))
  if (open.length === 0) return false
  const { keys } = await manifestInForce(tx)
  return open.some(({ members, holder }) => keys.some((key) => key.holder === holder && members.includes(key.id)))
}

/** Whether a custodian has not answered a question that the reporter said yes to, or an order stands behind. */
async function isAskedForShare(tx: WbsTx, { keyIds, roles }: Officer, on: CivilDate): Promise<boolean> {
  if (!roles.includes(CUSTODIAN)) return false
  const isAllowed = and(inArray(sealRequests.state, ['granted', 'ordered']), gte(sealRequests.dueOn, on))
  const asked = await tx
    .select({ request: sealRequests.id })
    .from(sealRequests)
    .innerJoin(sealAnswers, eq(sealAnswers.requestId, sealRequests.id))
    .where(and(isAllowed, inArray(sealAnswers.keyId, keyIds), isNull(sealAnswers.answer)))
    .limit(1)
  return asked.length > 0
}

/** Whether somebody stated of a report that one reads that nobody can open it: the others state the same, or take it back. */
async function isStatedByAnother(tx: WbsTx, { keyIds, holder }: Officer, on: CivilDate): Promise<boolean> {
  const rows = await tx
    .select({ report: unreadableStatements.reportId, by: unreadableStatements.holder })
    .from(unreadableStatements)
    .innerJoin(reports, eq(reports.id, unreadableStatements.reportId))
    .innerJoin(wraps, and(eq(wraps.reportId, reports.id), eq(wraps.epoch, reports.epoch), eq(wraps.ring, 'pesan')))
    .where(and(inArray(wraps.holder, keyIds), gte(unreadableStatements.statedOn, addDays(on, -STATEMENT_DAYS))))
  const own = rows.filter(({ by }) => by === holder).map(({ report }) => report)
  return rows.some(({ report }) => !own.includes(report))
}
