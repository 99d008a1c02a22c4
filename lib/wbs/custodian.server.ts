import 'server-only'
import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type * as z from 'zod'
import type { WbsTx } from '@/db/wbs/client.server'
import { reports } from '@/db/wbs/schema'
import { sealAnswers, sealRequests, sealShares } from '@/db/wbs/seal-schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import type { CustodianFile } from '@/lib/wbs/disclosure'
import { letterPlace } from '@/lib/wbs/disclosure.server'
import { addEvent } from '@/lib/wbs/event.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { findOfficer, type Officer, requireMember } from '@/lib/wbs/officer.server'
import { doesAnyRead, sharePlace } from '@/lib/wbs/seal.server'
import type { custodianInput } from '@/lib/wbs/seal-inputs'
import { CUSTODIAN, CUSTODIANS, NEEDED, sealRequestFlow } from '@/lib/wbs/seal-request'
import { lapseRequests } from '@/lib/wbs/seal-request.server'
import { coverFor } from '@/lib/wbs/shredding.server'
import { move } from '@/lib/workflow'

/** What waits for a custodian, or was answered; `file` is opened and checked in the own browser. */
export type CustodianTask = {
  request: string
  state: (typeof sealRequests.$inferSelect)['state']
  dueOn: CivilDate
  answer: 'shared' | 'declined' | null
  file: CustodianFile
}

/**
 * What a custodian is asked for: questions that the reporter said yes to or an order stands behind, and no others. The third
 * may still answer when two shares were taken, because one of them may be false. What waits comes first. Refuses `forbidden`
 * for another role.
 */
export async function listCustodianTasks(tx: WbsTx, officer: Officer, today: CivilDate): Promise<CustodianTask[]> {
  requireCustodian(officer)
  const rows = await tx
    .select({
      id: sealRequests.id,
      reportId: sealRequests.reportId,
      state: sealRequests.state,
      dueOn: sealRequests.dueOn,
      consentOn: sealRequests.consentOn,
      consent: sealRequests.consent,
      keyId: sealAnswers.keyId,
      question: sealAnswers.question,
      order: sealAnswers.order,
      answer: sealAnswers.answer,
      share: sealShares.ct,
    })
    .from(sealAnswers)
    .innerJoin(sealRequests, eq(sealRequests.id, sealAnswers.requestId))
    .innerJoin(sealShares, and(eq(sealShares.reportId, sealRequests.reportId), eq(sealShares.keyId, sealAnswers.keyId)))
    .where(
      and(
        inArray(sealAnswers.keyId, officer.keyIds),
        or(inArray(sealRequests.state, [...ANSWERABLE]), isNotNull(sealAnswers.answer)),
      ),
    )
    .orderBy(isNotNull(sealAnswers.answer), asc(sealRequests.dueOn))
  const waiting = rows.filter(({ answer, dueOn }) => answer !== null || dueOn >= today)
  return Promise.all(
    waiting.map(async ({ id, reportId, keyId, state, dueOn, answer, ...row }) => {
      const { uncover } = await coverFor(reportId, 'identity')
      const { consentOn, consent, order } = row
      const file: CustodianFile = {
        report: reportId,
        share: textOf(uncover(sharePlace(keyId), row.share)),
        question: textOf(uncover(letterPlace('question', id, keyId), row.question)),
        consent: consentOn && consent ? { on: consentOn, signature: textOf(consent) } : null,
        order: order && textOf(uncover(letterPlace('order', id, keyId), order)),
      }
      return { request: id, state, dueOn, answer, file }
    }),
  )
}

/** What a custodian does: hands the share on to whoever asked, or says no, in a letter to that person. */
export type CustodianAnswer = z.infer<typeof custodianInput>

/**
 * Takes a custodian's answer; the reporter sees that it came. Two who say no close the question.
 *
 * Refuses `forbidden` for another role, `not_found` where no share of the own is asked for, `wrong_state` unless it is
 * allowed and not over, `custodian_reads` for whoever reads the report, `wbs_asker_left` where whoever asked does not read it
 * any more, `wbs_asker_renewed` where they do with a newer key, `wbs_already_answered`, and `wbs_not_age`.
 */
export async function answerAsCustodian(
  tx: WbsTx,
  officer: Officer,
  { request, answer, ct }: CustodianAnswer,
  today: CivilDate,
): Promise<void> {
  requireCustodian(officer)
  const asked = await lockAsked(tx, officer, request, today)
  if (!ANSWERABLE.some((state) => state === asked.state) || asked.dueOn < today) throw new Refusal('wrong_state')
  if (await doesAnyRead(tx, asked.reportId, officer.keyIds)) throw new Refusal('custodian_reads')
  await requireAsker(tx, asked)
  if (asked.answer !== null) throw new Refusal('wbs_already_answered')
  const letter = bytesOf(ct)
  if (!isForOneHybrid(letter)) throw new Refusal('wbs_not_age')
  const { cover } = await coverFor(asked.reportId, 'identity')
  const isOwn = and(eq(sealAnswers.requestId, asked.id), eq(sealAnswers.keyId, asked.keyId))
  const covered = cover(letterPlace('answer', asked.id, asked.keyId), letter)
  await tx.update(sealAnswers).set({ answer, ct: covered, answeredOn: today }).where(isOwn)
  const kind = answer === 'shared' ? 'share_given' : 'share_declined'
  await addEvent(tx, asked.reportId, { happenedOn: today, kind, role: CUSTODIAN })
  await closeWithoutQuorum(tx, asked)
}

const ANSWERABLE = ['granted', 'ordered', 'opened'] as const

type Asked = Awaited<ReturnType<typeof lockAsked>>

/** The question for a share of the officer, with the lock of its report. */
async function lockAsked(tx: WbsTx, { keyIds }: Officer, request: string, today: CivilDate) {
  const query = tx
    .select({
      id: sealRequests.id,
      reportId: sealRequests.reportId,
      state: sealRequests.state,
      dueOn: sealRequests.dueOn,
      requesterKey: sealRequests.requesterKey,
      keyId: sealAnswers.keyId,
      answer: sealAnswers.answer,
    })
    .from(sealAnswers)
    .innerJoin(sealRequests, eq(sealRequests.id, sealAnswers.requestId))
    .innerJoin(reports, eq(reports.id, sealRequests.reportId))
    .where(and(eq(sealRequests.id, request), inArray(sealAnswers.keyId, keyIds)))
  const [seen] = await query.for('update', { of: reports })
  if (!seen) throw new Refusal('not_found')
  await lapseRequests(tx, seen.reportId, today)
  const [asked] = await query // as it is under the lock
  if (!asked) throw new Refusal('not_found')
  return asked
}

/**
 * Whoever asked still reads the report, with the key that runs: an old one may be old because somebody else knows it, and
 * what is handed on is locked for the key that asked.
 */
async function requireAsker(tx: WbsTx, { requesterKey, reportId }: Asked): Promise<void> {
  const { keys } = await manifestInForce(tx)
  const holder = keys.find(({ id }) => id === requesterKey)?.holder ?? null
  const asker = await findOfficer(tx, holder)
  if (asker && asker.keyId !== requesterKey) throw new Refusal('wbs_asker_renewed')
  if (!asker) throw new Refusal('wbs_asker_left')
  await requireMember(tx, asker, reportId).catch((error) => {
    throw error instanceof Refusal ? new Refusal('wbs_asker_left') : error
  })
}

async function closeWithoutQuorum(tx: WbsTx, { id, state }: Asked): Promise<void> {
  const isNo = and(eq(sealAnswers.requestId, id), eq(sealAnswers.answer, 'declined'))
  const no = await tx.select({ keyId: sealAnswers.keyId }).from(sealAnswers).where(isNo)
  if (CUSTODIANS - no.length >= NEEDED) return
  const closed = move(sealRequestFlow, state, 'decline')
  await tx.update(sealRequests).set({ state: closed }).where(eq(sealRequests.id, id))
}

function requireCustodian({ roles }: Officer): void {
  if (!roles.includes(CUSTODIAN)) throw new Refusal('forbidden')
}
