import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { reports } from '@/db/wbs/schema'
import { sealAnswers, sealRequests, sealShares } from '@/db/wbs/seal-schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import { letterPlace } from '@/lib/wbs/disclosure.server'
import { addEvent } from '@/lib/wbs/event.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import type { SignedManifest } from '@/lib/wbs/manifest'
import { manifestInForce, newestManifest } from '@/lib/wbs/manifest.server'
import type { Officer } from '@/lib/wbs/officer.server'
import { doesAnyRead, sharePlace } from '@/lib/wbs/seal.server'
import { CUSTODIAN } from '@/lib/wbs/seal-request'
import { coverFor } from '@/lib/wbs/shredding.server'

/** What a custodian's old key opens of one sealed identity: the share, and the letters of each question for it. */
export type OldShare = {
  report: string
  key: string // the old one
  share: string
  letters: { request: string; question: string; order: string | null }[]
}

type Place = Pick<OldShare, 'report' | 'key'>

/** Hands out the share of an old key to its owner. Refuses `forbidden` for who is no custodian now, and `not_found`. */
export async function handOutOldShare(
  tx: WbsTx,
  officer: Officer,
  place: Place,
): Promise<OldShare & { manifest: SignedManifest }> {
  const { share, answers } = await lockOldShare(tx, officer, place)
  const { report, key } = place
  const { uncover } = await coverFor(report, 'identity')
  const letters = answers.map(({ request, question, order }) => ({
    request,
    question: textOf(uncover(letterPlace('question', request, key), question)),
    order: order && textOf(uncover(letterPlace('order', request, key), order)),
  }))
  return { report, key, share: textOf(uncover(sharePlace(key), share)), letters, manifest: await newestManifest(tx) }
}

/**
 * Keeps a share and its letters as their custodian's browser locked them for the running key, in place of those of the old
 * one. The reporter sees that a custodian renewed the key.
 *
 * Refuses what `handOutOldShare` refuses, `custodian_reads` for whoever reads the report, `wbs_wrong_wraps` unless there is
 * one letter for each that was, and `wbs_not_age`.
 */
export async function takeOverShare(tx: WbsTx, officer: Officer, given: OldShare, on: CivilDate): Promise<void> {
  const { answers } = await lockOldShare(tx, officer, given)
  const { report, key: old } = given
  const { keyId } = officer
  if (await doesAnyRead(tx, report, officer.keyIds)) throw new Refusal('custodian_reads')
  const letterOf = new Map(given.letters.map((letter) => [letter.request, letter]))
  const isWhole = answers.every(({ request, order }) => {
    const letter = letterOf.get(request)
    return letter !== undefined && (letter.order === null) === (order === null)
  })
  if (!isWhole || letterOf.size !== answers.length) throw new Refusal('wbs_wrong_wraps')
  const files = given.letters.flatMap(({ question, order }) => (order === null ? [question] : [question, order]))
  if (![given.share, ...files].every((ct) => isForOneHybrid(bytesOf(ct)))) throw new Refusal('wbs_not_age')

  const { cover, uncover } = await coverFor(report, 'identity')
  await tx.delete(sealShares).where(and(eq(sealShares.reportId, report), eq(sealShares.keyId, old)))
  await tx.insert(sealShares).values({ reportId: report, keyId, ct: cover(sharePlace(keyId), bytesOf(given.share)) })
  for (const { request, ct } of answers) {
    const letter = letterOf.get(request)
    if (!letter) continue
    const anew = (kind: 'question' | 'order', text: string) => cover(letterPlace(kind, request, keyId), bytesOf(text))
    await tx
      .update(sealAnswers)
      .set({
        keyId,
        question: anew('question', letter.question),
        order: letter.order === null ? null : anew('order', letter.order),
        ct: ct && cover(letterPlace('answer', request, keyId), uncover(letterPlace('answer', request, old), ct)),
      })
      .where(and(eq(sealAnswers.requestId, request), eq(sealAnswers.keyId, old)))
  }
  await addEvent(tx, report, { happenedOn: on, kind: 'key_renewed', role: CUSTODIAN })
}

/** A share of an own key that has ended, and what custodians were asked with it, under the lock of the report. */
async function lockOldShare(tx: WbsTx, { roles, keyId, keyIds }: Officer, { report, key }: Place) {
  if (!roles.includes(CUSTODIAN)) throw new Refusal('forbidden')
  if (key === keyId || !keyIds.includes(key)) throw new Refusal('not_found')
  await tx.select({ id: reports.id }).from(reports).where(eq(reports.id, report)).for('update')
  const isThis = and(eq(sealShares.reportId, report), eq(sealShares.keyId, key))
  const [found] = await tx.select({ ct: sealShares.ct }).from(sealShares).where(isThis)
  if (!found) throw new Refusal('not_found')
  const answers = await tx
    .select({
      request: sealRequests.id,
      question: sealAnswers.question,
      order: sealAnswers.order,
      ct: sealAnswers.ct,
    })
    .from(sealAnswers)
    .innerJoin(sealRequests, eq(sealRequests.id, sealAnswers.requestId))
    .where(and(eq(sealRequests.reportId, report), eq(sealAnswers.keyId, key)))
  return { share: found.ct, answers }
}

/**
 * Takes away the shares of whoever is no custodian in the list any more: nobody opens them again. Their reporters see it,
 * and may seal anew while two others can still open together.
 */
export async function dropSharesOfGone(tx: WbsTx, on: CivilDate): Promise<void> {
  const { keys } = await manifestInForce(tx)
  const staying = new Set(
    keys.filter(({ until, roles }) => until === null && roles.includes(CUSTODIAN)).map(({ holder }) => holder),
  )
  for (const { id, holder, until } of keys) {
    if (until === null || staying.has(holder)) continue
    const held = await tx.select({ report: sealShares.reportId }).from(sealShares).where(eq(sealShares.keyId, id))
    for (const { report } of held) {
      await tx.select({ id: reports.id }).from(reports).where(eq(reports.id, report)).for('update')
      await tx.delete(sealShares).where(and(eq(sealShares.reportId, report), eq(sealShares.keyId, id)))
      await addEvent(tx, report, { happenedOn: on, kind: 'custodian_left', role: CUSTODIAN })
    }
  }
}
