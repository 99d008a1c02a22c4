import 'server-only'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { messages, openings, reports, wraps } from '@/db/wbs/schema'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { textOf } from '@/lib/wbs/bytes.server'
import { REPORTER } from '@/lib/wbs/envelope'
import { withdrawalOf } from '@/lib/wbs/inbox.server'
import type { SignedManifest } from '@/lib/wbs/manifest'
import { newestManifest } from '@/lib/wbs/manifest.server'
import { type Officer, requireMember, requireOfficer } from '@/lib/wbs/officer.server'
import type { ServedReport } from '@/lib/wbs/reading'
import type { Withdrawal } from '@/lib/wbs/withdrawal'
import type { Ring } from '@/lib/wbs/wraps'
import { readWraps } from '@/lib/wbs/wraps.server'

/** A report as the server gives it to one who holds its key: ciphertext, and the reporter's public key. */
export type ServedCase = {
  report: string
  reporterBox: string // age1pq1…
  manifest: SignedManifest
  pesan: ServedReport
  catatan: ServedReport // without wraps for whoever has no key of the notes
  withdrawal: Withdrawal | null // the last one, as the reporter signed it
}

/** The first message of a report with the reader's wrap of its key, both base64url. */
export type ServedFirst = { report: string; wrap: string; ct: string }

/**
 * Hands out a report to one who holds its key, and writes down that it did. Refuses `forbidden` and `not_found`.
 *
 * @param oldKey an own key that has ended, of which the report is to be taken over
 */
export function handOutReport(
  accountId: string | null,
  report: string,
  now: Date,
  oldKey?: string,
): Promise<ServedCase> {
  return transactWbs(async (tx) => {
    const running = await requireOfficer(tx, accountId)
    if (oldKey !== undefined && !running.keyIds.includes(oldKey)) throw new Refusal('not_found')
    const officer = { ...running, keyId: oldKey ?? running.keyId }
    await requireMember(tx, officer, report)
    await recordOpenings(tx, officer, [report], now)
    const [found] = await tx.select({ boxPub: reports.boxPub }).from(reports).where(eq(reports.id, report))
    return {
      report,
      reporterBox: found?.boxPub ?? '',
      manifest: await newestManifest(tx),
      pesan: await ringOf(tx, officer, report, 'pesan'),
      catatan: await ringOf(tx, officer, report, 'catatan'),
      withdrawal: await withdrawalOf(tx, report),
    }
  })
}

/**
 * Hands out the first messages of reports, of those that the officer holds the key of, and writes down that it did.
 * Refuses `forbidden`.
 */
export function handOutFirsts(accountId: string | null, ids: readonly string[], now: Date) {
  return transactWbs(async (tx) => {
    const officer = await requireOfficer(tx, accountId)
    const held = await tx
      .select({ report: reports.id })
      .from(reports)
      .innerJoin(wraps, and(eq(wraps.reportId, reports.id), eq(wraps.epoch, reports.epoch), eq(wraps.ring, 'pesan')))
      .where(and(eq(wraps.holder, officer.keyId), inArray(reports.id, [...ids])))
    const own = held.map(({ report }) => report)
    const manifest = await newestManifest(tx)
    if (own.length === 0) return { manifest, firsts: [] }
    await recordOpenings(tx, officer, own, now)
    const kept = await readWraps(tx, and(ownWraps(officer, 'pesan'), eq(wraps.epoch, 0), inArray(wraps.reportId, own)))
    const said = await tx
      .select({ reportId: messages.reportId, ct: messages.ct })
      .from(messages)
      .where(and(eq(messages.ring, 'pesan'), eq(messages.seq, 1), inArray(messages.reportId, own)))
    const firsts = kept.flatMap(({ reportId, ct: wrap }): ServedFirst[] => {
      const first = said.find((message) => message.reportId === reportId)
      return first ? [{ report: reportId, wrap: textOf(wrap), ct: textOf(first.ct) }] : []
    })
    return { manifest, firsts }
  })
}

async function ringOf(tx: WbsTx, officer: Officer, report: string, ring: Ring): Promise<ServedReport> {
  const own = await readWraps(tx, and(ownWraps(officer, ring), eq(wraps.reportId, report)))
  const said = await tx
    .select({
      ...{ seq: messages.seq, epoch: messages.epoch, ct: messages.ct },
      sender: sql<
        string | null
      >`case ${messages.party} when 'reporter' then ${REPORTER} else ${messages.senderKey} end`,
    })
    .from(messages)
    .where(and(eq(messages.reportId, report), eq(messages.ring, ring)))
    .orderBy(asc(messages.seq))
  return {
    wraps: own.map(({ epoch, ct }) => ({ epoch, ct: textOf(ct) })),
    messages: own.length > 0 ? said.map((message) => ({ ...message, ct: textOf(message.ct) })) : [],
  }
}

function ownWraps({ keyId }: Officer, ring: Ring) {
  return and(eq(wraps.holder, keyId), eq(wraps.ring, ring))
}

/** Who was given what on which day. */
async function recordOpenings(tx: WbsTx, { keyId }: Officer, ids: readonly string[], now: Date): Promise<void> {
  const openedOn = civilDateIn('Asia/Jakarta', now)
  await tx
    .insert(openings)
    .values(ids.map((reportId) => ({ reportId, keyId, openedOn })))
    .onConflictDoNothing()
}
