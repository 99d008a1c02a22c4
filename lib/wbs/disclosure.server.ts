import 'server-only'
import { and, count, desc, eq } from 'drizzle-orm'
import type * as z from 'zod'
import type { WbsTx } from '@/db/wbs/client.server'
import { sealAnswers, sealRequests, sealShares, seals } from '@/db/wbs/seal-schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { appendMessage } from '@/lib/wbs/append.server'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import { addEvent } from '@/lib/wbs/event.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'
import type { askingInput } from '@/lib/wbs/seal-inputs'
import { ASKS, NEEDED, ORDERS, sealRequestFlow } from '@/lib/wbs/seal-request'
import { answerDue, findOpenRequest, lapseRequests } from '@/lib/wbs/seal-request.server'
import { shareHoldersOf } from '@/lib/wbs/share-holders.server'
import { coverFor } from '@/lib/wbs/shredding.server'
import { isFinal } from '@/lib/wbs/steps'
import { move } from '@/lib/workflow'

/** A letter for each custodian, and the same said to the reporter in the conversation. `request` is the question's hash. */
export type Asking = z.infer<typeof askingInput>

/**
 * Asks for a sealed identity: an investigator who reads the report says to the reporter and to each custodian what for and
 * by which rule. Nothing opens before the reporter says yes or an order is handed on. Sent again, it is no other.
 * A question of the own old key, to which nobody hands anything on any more, gives way to it.
 *
 * Refuses what `requireMember` and `appendMessage` refuse, `forbidden` for another role, `wrong_state` once the report is
 * finished, `wbs_frozen`, `wbs_no_seal`, `custodian_reads` for whoever ever held a share of it, `wbs_seal_requested` while a
 * question is open, and `wbs_wrong_custodians`.
 */
export async function askForIdentity(tx: WbsTx, officer: Officer, asking: Asking, today: CivilDate): Promise<void> {
  const report = await requireMember(tx, officer, asking.report, true)
  if (!officer.roles.includes(ASKS)) throw new Refusal('forbidden')
  if (isFinal(report.state)) throw new Refusal('wrong_state')
  if (report.isFrozen) throw new Refusal('wbs_frozen')
  const shares = await sharesOf(tx, report.id)
  if (shares.length === 0) throw new Refusal('wbs_no_seal')
  if ((await shareHoldersOf(tx, report.id)).has(officer.holder)) throw new Refusal('custodian_reads')
  if (!(await appendMessage(tx, officer.keyId, report.id, { ring: 'pesan', ...asking.message }))) return
  const open = await findOpenRequest(tx, report.id, today)
  if (open) await giveWay(tx, officer, open, today)
  const dueOn = await answerDue(tx, today)
  const hash = Buffer.from(asking.request, 'hex')
  const [before] = await tx.select({ count: count() }).from(sealRequests).where(eq(sealRequests.reportId, report.id))
  const number = (before?.count ?? 0) + 1
  const row = { reportId: report.id, number, hash, requesterKey: officer.keyId, askedOn: today, dueOn }
  const [made] = await tx.insert(sealRequests).values(row).onConflictDoNothing().returning({ id: sealRequests.id })
  if (!made) throw new Refusal('wbs_seal_requested') // the same question once more, in another message
  const letters = await coveredLetters(report.id, made.id, 'question', asking, shares)
  await tx.insert(sealAnswers).values(letters.map(({ keyId, ct }) => ({ requestId: made.id, keyId, question: ct })))
  await addEvent(tx, report.id, { happenedOn: today, kind: 'identity_asked', role: ASKS })
}

/** Closes the open question where the same person asked it with a key that was renewed since. */
async function giveWay(
  tx: WbsTx,
  { keyId, keyIds }: Officer,
  { id, reportId, state, requesterKey }: typeof sealRequests.$inferSelect,
  today: CivilDate,
): Promise<void> {
  if (requesterKey === keyId || !keyIds.includes(requesterKey)) throw new Refusal('wbs_seal_requested')
  const lapsed = move(sealRequestFlow, state, 'lapse')
  await tx.update(sealRequests).set({ state: lapsed }).where(eq(sealRequests.id, id))
  await addEvent(tx, reportId, { happenedOn: today, kind: 'identity_lapsed', role: 'sistem' })
}

/**
 * Hands a legal order on to the custodians, above what the reporter answered or did not: number, issuer and day stand in the
 * letters and in the conversation. Sent again, it is no other.
 *
 * Refuses what `requireMember` and `appendMessage` refuse, `forbidden` for whoever is no Inspektur, `not_found` unless this
 * is the newest question of the report, `wbs_second_person` for whoever asked it, `wrong_state` where nothing is left to
 * order, `wbs_no_seal`, and `wbs_wrong_custodians`.
 */
export async function orderIdentity(tx: WbsTx, officer: Officer, asking: Asking, today: CivilDate): Promise<void> {
  const report = await requireMember(tx, officer, asking.report, true)
  if (!officer.roles.includes(ORDERS)) throw new Refusal('forbidden')
  if (!(await appendMessage(tx, officer.keyId, report.id, { ring: 'pesan', ...asking.message }))) return
  await lapseRequests(tx, report.id, today)
  const newest = await newestRequest(tx, report.id)
  if (!newest || !Buffer.from(asking.request, 'hex').equals(newest.hash)) throw new Refusal('not_found')
  if (officer.keyIds.includes(newest.requesterKey)) throw new Refusal('wbs_second_person')
  const shares = await sharesOf(tx, report.id)
  if (shares.length === 0) throw new Refusal('wbs_no_seal')
  const state = move(sealRequestFlow, newest.state, 'order')
  for (const { keyId, ct } of await coveredLetters(report.id, newest.id, 'order', asking, shares))
    await tx
      .update(sealAnswers)
      .set({ order: ct })
      .where(and(eq(sealAnswers.requestId, newest.id), eq(sealAnswers.keyId, keyId)))
  const dueOn = await answerDue(tx, today)
  await tx.update(sealRequests).set({ state, dueOn }).where(eq(sealRequests.id, newest.id))
  await addEvent(tx, report.id, { happenedOn: today, kind: 'identity_ordered', role: ORDERS })
}

/** What custodians handed on, and the seal that it opens. */
export type Disclosed = { seal: string; handed: { keyId: string; ct: string }[] }

/**
 * Gives whoever asked the seal and what custodians handed on for it. There is no other way to it, and each time is an event
 * that the reporter sees. Whether the shares open it, the browser of whoever asked knows alone.
 *
 * Refuses what `requireMember` refuses, `not_found` for the question of somebody else, `wrong_state` unless it was allowed
 * and is not over, and `wbs_no_quorum` before two custodians have handed on theirs.
 */
export async function takeIdentity(
  tx: WbsTx,
  officer: Officer,
  { report: id, request }: { report: string; request: string },
  today: CivilDate,
): Promise<Disclosed> {
  const report = await requireMember(tx, officer, id, true)
  await lapseRequests(tx, report.id, today)
  const asked = await requestOf(tx, report.id, request)
  if (!asked || !officer.keyIds.includes(asked.requesterKey)) throw new Refusal('not_found')
  const state = move(sealRequestFlow, asked.state, 'open')
  const [seal] = await tx.select({ ct: seals.ct }).from(seals).where(eq(seals.reportId, report.id))
  const answers = await tx
    .select({ keyId: sealAnswers.keyId, ct: sealAnswers.ct })
    .from(sealAnswers)
    .where(and(eq(sealAnswers.requestId, asked.id), eq(sealAnswers.answer, 'shared')))
  if (!seal || answers.length < NEEDED) throw new Refusal('wbs_no_quorum')
  const { uncover } = await coverFor(report.id, 'identity')
  const handed = answers.map(({ keyId, ct }) => {
    return { keyId, ct: textOf(uncover(letterPlace('answer', asked.id, keyId), ct ?? Buffer.of())) }
  })
  await tx.update(sealRequests).set({ state }).where(eq(sealRequests.id, asked.id))
  await addEvent(tx, report.id, { happenedOn: today, kind: 'identity_handed', role: ASKS })
  return { seal: textOf(seal.ct), handed }
}

/** The identity of a report as its readers see it; `declined` is for whoever asked. */
export type IdentityOffice = {
  custodians: string[] // keys that hold shares; none where nothing is sealed
  request: {
    hash: string
    state: (typeof sealRequests.$inferSelect)['state']
    dueOn: CivilDate
    isOwn: boolean
    answers: { keyId: string; answer: 'shared' | 'declined' | null; declined: string | null }[]
  } | null
}

/** Refuses what `requireMember` refuses. */
export async function readIdentityOffice(
  tx: WbsTx,
  officer: Officer,
  id: string,
  today: CivilDate,
): Promise<IdentityOffice> {
  const report = await requireMember(tx, officer, id, true)
  await lapseRequests(tx, report.id, today)
  const custodians = (await sharesOf(tx, report.id)).map(({ keyId }) => keyId)
  const newest = await newestRequest(tx, report.id)
  if (!newest) return { custodians, request: null }
  const isOwn = officer.keyIds.includes(newest.requesterKey)
  const rows = await tx
    .select({ keyId: sealAnswers.keyId, answer: sealAnswers.answer, ct: sealAnswers.ct })
    .from(sealAnswers)
    .where(eq(sealAnswers.requestId, newest.id))
    .orderBy(sealAnswers.keyId)
  const { uncover } = await coverFor(report.id, 'identity')
  const answers = rows.map(({ keyId, answer, ct }) => {
    const isShown = isOwn && answer === 'declined' && ct !== null
    return { keyId, answer, declined: isShown ? textOf(uncover(letterPlace('answer', newest.id, keyId), ct)) : null }
  })
  const { state, dueOn } = newest
  return { custodians, request: { hash: Buffer.from(newest.hash).toString('hex'), state, dueOn, isOwn, answers } }
}

/** What a letter as it is stored is bound to. */
export function letterPlace(kind: 'question' | 'order' | 'answer', requestId: string, keyId: string): string {
  return `${kind}|${requestId}|${keyId}`
}

function sharesOf(tx: WbsTx, reportId: string) {
  return tx.select({ keyId: sealShares.keyId }).from(sealShares).where(eq(sealShares.reportId, reportId))
}

async function newestRequest(tx: WbsTx, reportId: string) {
  const [newest] = await tx
    .select()
    .from(sealRequests)
    .where(eq(sealRequests.reportId, reportId))
    .orderBy(desc(sealRequests.number))
    .limit(1)
  return newest
}

async function requestOf(tx: WbsTx, reportId: string, hash: string) {
  const isThis = and(eq(sealRequests.reportId, reportId), eq(sealRequests.hash, Buffer.from(hash, 'hex')))
  const [found] = await tx.select().from(sealRequests).where(isThis)
  return found
}

/** One for each who holds a share, and an age file each. */
async function coveredLetters(
  reportId: string,
  requestId: string,
  kind: 'question' | 'order',
  { letters }: Asking,
  shares: readonly { keyId: string }[],
) {
  const ids = (of: readonly { keyId: string }[]) =>
    of
      .map(({ keyId }) => keyId)
      .sort()
      .join()
  if (ids(letters) !== ids(shares)) throw new Refusal('wbs_wrong_custodians')
  if (!letters.every(({ ct }) => isForOneHybrid(bytesOf(ct)))) throw new Refusal('wbs_not_age')
  const { cover } = await coverFor(reportId, 'identity')
  return letters.map(({ keyId, ct }) => ({ keyId, ct: cover(letterPlace(kind, requestId, keyId), bytesOf(ct)) }))
}
