import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, gt, isNotNull } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { proposedDecisions } from '@/db/wbs/handling-schema'
import { attachments, events, messages, reports, wraps } from '@/db/wbs/schema'
import { sealRequests, seals } from '@/db/wbs/seal-schema'
import { civilDateIn } from '@/lib/civil-date'
import { bytesOf, sha256, textOf } from '@/lib/wbs/bytes.server'
import { spendNonce, spendProof } from '@/lib/wbs/challenge.server'
import { REPORTER } from '@/lib/wbs/envelope'
import { addEvent } from '@/lib/wbs/event.server'
import { count } from '@/lib/wbs/flood.server'
import { farewellsOf } from '@/lib/wbs/going-out.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { NotTaken } from '@/lib/wbs/not-taken'
import { isSignedHere } from '@/lib/wbs/origin.server'
import type { SignedRoute } from '@/lib/wbs/request'
import { makeSigningKey } from '@/lib/wbs/signature'
import { isFinal } from '@/lib/wbs/steps'
import { unreadableOf } from '@/lib/wbs/unreadable.server'
import type {
  MessageAnswer,
  MessageRequest,
  OpenAnswer,
  OpenRequest,
  SealedOwn,
  SignedRequest,
  WithdrawRequest,
} from '@/lib/wbs/wire'
import { isWithdrawalOf, type Withdrawal } from '@/lib/wbs/withdrawal'
import { readWraps } from '@/lib/wbs/wraps.server'

/** Messages of a reporter to which nobody has answered yet. */
const MOST_UNANSWERED = 30

/** Messages in one answer; whoever has more asks again after the last one. */
const MOST_MESSAGES = 20

const UNKNOWN: OpenAnswer = {
  ...{ report: null, wraps: [], messages: [], events: [], unreadable: [], farewells: [], withdrawal: null },
  identity: { isSealed: false, request: null },
}

/** A key that nobody holds: to know no such code costs as much as to know it. */
const NOBODY = { id: randomUUID(), signPub: bytesOf(makeSigningKey().public) }

/**
 * Opens a report by its code: state, dates, the reporter's wraps, and messages after one. A code that nobody has is
 * answered as one that somebody has and did not sign for. Refuses what `spendNonce` and `spendProof` refuse.
 */
export async function openReport(request: OpenRequest, now: Date): Promise<OpenAnswer> {
  spendNonce(request.nonce, now)
  await spendProof('openings', request.proof, now)
  count('openings', now) // only what cost its sender work makes it dearer for everybody
  return transactWbs(async (tx) => {
    const found = await findReport(tx, request.locator)
    const isOwn = isSignedHere(textOf((found ?? NOBODY).signPub), 'buka', request)
    const answer = await contentOf(tx, found?.id ?? NOBODY.id, request.after)
    if (!found || !isOwn) return UNKNOWN
    const { id, epoch, state, receivedOn, dueOn } = found
    return { report: { id, epoch, state, receivedOn, dueOn }, ...answer }
  })
}

async function contentOf(tx: WbsTx, reportId: string, after: number): Promise<Omit<OpenAnswer, 'report'>> {
  const isOwn = and(eq(wraps.reportId, reportId), eq(wraps.ring, 'pesan'), eq(wraps.holder, REPORTER))
  const own = await readWraps(tx, isOwn)
  const later = await tx
    .select({ seq: messages.seq, epoch: messages.epoch, party: messages.party, ct: messages.ct })
    .from(messages)
    .where(and(eq(messages.reportId, reportId), eq(messages.ring, 'pesan'), gt(messages.seq, after)))
    .orderBy(asc(messages.seq))
    .limit(MOST_MESSAGES)
  const happened = await tx
    .select({ on: events.happenedOn, kind: events.kind, role: events.role })
    .from(events)
    .where(eq(events.reportId, reportId))
    .orderBy(asc(events.number))
  const identity = await identityOf(tx, reportId)
  return {
    wraps: own.map(({ epoch, ct }) => inText({ epoch, ct })),
    messages: later.map(inText),
    events: happened,
    unreadable: await unreadableOf(tx, reportId),
    farewells: await farewellsOf(tx, reportId),
    withdrawal: await withdrawalOf(tx, reportId),
    identity,
  }
}

/**
 * Adds a message of the reporter, and keeps the attachment that it names. The same one again is no other. Refuses
 * `not_found` for an unknown code or another's signature, `nonce_wrong`, `incomplete` for one that is not there, and what
 * `appendOwn` refuses.
 */
export async function addMessage(request: MessageRequest, now: Date): Promise<MessageAnswer> {
  return transactWbs(async (tx) => {
    const report = await lockOwn(tx, 'pesan', request, now)
    if (await appendOwn(tx, report, request))
      await tx.update(reports).set({ isAnswered: true }).where(eq(reports.id, report.id))
    const { attachment } = request
    if (attachment) await keepAttachment(tx, report.id, attachment)
    return { seq: request.seq }
  })
}

async function keepAttachment(tx: WbsTx, reportId: string, id: string): Promise<void> {
  const isWhole = and(eq(attachments.id, id), eq(attachments.reportId, reportId), isNotNull(attachments.sha256))
  const kept = await tx.update(attachments).set({ isSaid: true }).where(isWhole).returning()
  if (kept.length === 0) throw new NotTaken('incomplete')
}

/**
 * Adds a message of the reporter whose report is locked, and says whether it is a new one: the same again is no other.
 * Refuses `not_age`, `frozen`, `withdrawn`, `wrong_epoch`, `wrong_seq` and `quota_reached`.
 */
export async function appendOwn(tx: WbsTx, report: OwnRow, message: SealedOwn): Promise<boolean> {
  const { seq, epoch } = message
  const ct = bytesOf(message.ct)
  if (!isForOneHybrid(ct)) throw new NotTaken('not_age')
  const [same, last] = [await messageAt(tx, report.id, seq), await lastMessages(tx, report.id)]
  if (same?.party === 'reporter' && sha256(ct).equals(same.sha256)) return false
  if (report.isFrozen) throw new NotTaken('frozen')
  if (report.state === 'withdrawn') throw new NotTaken('withdrawn')
  if (report.epoch !== epoch) throw new NotTaken('wrong_epoch')
  if (last[0]?.seq !== seq - 1) throw new NotTaken('wrong_seq')
  const isUnanswered = last.length === MOST_UNANSWERED && last.every(({ party }) => party === 'reporter')
  if (isUnanswered) throw new NotTaken('quota_reached')
  await tx.insert(messages).values({ reportId: report.id, seq, epoch, party: 'reporter', ct, sha256: sha256(ct) })
  return true
}

type OwnRow = Awaited<ReturnType<typeof lockOwn>>

/**
 * Takes a report back. What was read stays known, and recipients may go on where the public interest asks for it. One that
 * ended stays what it ended as, and as long. The signature is kept, so that it is nobody's word but the reporter's.
 *
 * Refuses `not_found`, `nonce_wrong`, `withdrawn`, `ended`, `wrong_seq` where there are messages that they have not seen, and
 * `signature_wrong`.
 */
export async function withdrawReport(request: WithdrawRequest, now: Date): Promise<object> {
  const { on, after, signature } = request.withdrawal
  await transactWbs(async (tx) => {
    const { id, state, signPub } = await lockOwn(tx, 'cabut', request, now)
    if (isFinal(state)) throw new NotTaken(state === 'withdrawn' ? 'withdrawn' : 'ended')
    const [last] = await lastMessages(tx, id)
    if (last?.seq !== after) throw new NotTaken('wrong_seq')
    if (!isWithdrawalOf(id, request.withdrawal, textOf(signPub))) throw new NotTaken('signature_wrong')
    const signed = { withdrawnOn: on, withdrawnAfter: after, withdrawal: bytesOf(signature) }
    const withdrawn = { state: 'withdrawn', isFrozen: false, dueOn: null, feedbackOn: null, settledOn: null } as const
    await tx
      .update(reports)
      .set({ ...withdrawn, ...signed })
      .where(eq(reports.id, id))
    await tx.delete(proposedDecisions).where(eq(proposedDecisions.reportId, id))
    await addEvent(tx, id, { happenedOn: civilDateIn('Asia/Jakarta', now), kind: 'withdrawn', role: REPORTER })
  })
  return {}
}

/** What the reporter signed who took the report back last, as the reporter and those who read it are shown it. */
export async function withdrawalOf(tx: WbsTx, reportId: string): Promise<Withdrawal | null> {
  const [found] = await tx
    .select({ on: reports.withdrawnOn, after: reports.withdrawnAfter, signature: reports.withdrawal })
    .from(reports)
    .where(eq(reports.id, reportId))
  const { on = null, after = null, signature = null } = found ?? {}
  return on !== null && after !== null && signature !== null ? { on, after, signature: textOf(signature) } : null
}

/** Whether an identity is sealed, and the newest question for it. */
async function identityOf(tx: WbsTx, reportId: string): Promise<OpenAnswer['identity']> {
  const [sealed] = await tx.select({ reportId: seals.reportId }).from(seals).where(eq(seals.reportId, reportId))
  const [newest] = await tx
    .select({ hash: sealRequests.hash, state: sealRequests.state, dueOn: sealRequests.dueOn })
    .from(sealRequests)
    .where(eq(sealRequests.reportId, reportId))
    .orderBy(desc(sealRequests.number))
    .limit(1)
  const request = newest ? { ...newest, hash: Buffer.from(newest.hash).toString('hex') } : null
  return { isSealed: sealed !== undefined, request }
}

/** Locks the report of whoever knows its code and signed with its key; to all others there is none. */
export async function lockOwn(tx: WbsTx, route: SignedRoute, request: SignedRequest, now: Date) {
  spendNonce(request.nonce, now)
  const found = await findReport(tx, request.locator, true)
  const isOwn = isSignedHere(textOf((found ?? NOBODY).signPub), route, request)
  if (!found || !isOwn) throw new NotTaken('not_found')
  return found
}

async function findReport(tx: WbsTx, locator: string, isLocked = false) {
  const query = tx
    .select({
      id: reports.id,
      signPub: reports.signPub,
      epoch: reports.epoch,
      state: reports.state,
      receivedOn: reports.receivedOn,
      dueOn: reports.dueOn,
      isFrozen: reports.isFrozen,
    })
    .from(reports)
    .where(eq(reports.locatorHash, sha256(bytesOf(locator))))
  const [found] = isLocked ? await query.for('update') : await query
  return found
}

async function messageAt(tx: WbsTx, reportId: string, seq: number) {
  const [found] = await tx
    .select({ party: messages.party, sha256: messages.sha256 })
    .from(messages)
    .where(and(eq(messages.reportId, reportId), eq(messages.ring, 'pesan'), eq(messages.seq, seq)))
  return found
}

/** The newest first. */
function lastMessages(tx: WbsTx, reportId: string) {
  return tx
    .select({ seq: messages.seq, party: messages.party })
    .from(messages)
    .where(and(eq(messages.reportId, reportId), eq(messages.ring, 'pesan')))
    .orderBy(desc(messages.seq))
    .limit(MOST_UNANSWERED)
}

function inText<Row extends { ct: Uint8Array }>(row: Row) {
  return { ...row, ct: textOf(row.ct) }
}
