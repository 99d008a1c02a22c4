import 'server-only'
import { eq } from 'drizzle-orm'
import { transactWbs } from '@/db/wbs/client.server'
import { sealRequests } from '@/db/wbs/seal-schema'
import { civilDateIn } from '@/lib/civil-date'
import { bytesOf, textOf } from '@/lib/wbs/bytes.server'
import { REPORTER } from '@/lib/wbs/envelope'
import { addEvent } from '@/lib/wbs/event.server'
import { isConsent } from '@/lib/wbs/identity'
import { appendOwn, lockOwn } from '@/lib/wbs/inbox.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { sealRequestFlow } from '@/lib/wbs/seal-request'
import { answerDue, findOpenRequest } from '@/lib/wbs/seal-request.server'
import type { SealAnswerRequest } from '@/lib/wbs/wire'
import { move } from '@/lib/workflow'

/**
 * Takes the reporter's answer to the open question for the sealed identity, with the message that says it. A yes is for this
 * question alone and holds as long as the answer was waited for.
 *
 * Refuses what `lockOwn` and `appendOwn` refuse, `request_closed` where this question is not open, was answered or came too
 * late, and `consent_wrong` for a consent that the reporter's key did not sign for it.
 */
export async function answerQuestion(request: SealAnswerRequest, now: Date): Promise<object> {
  await transactWbs(async (tx) => {
    const report = await lockOwn(tx, 'segel/jawab', request, now)
    if (!(await appendOwn(tx, report, request.message))) return // sent again
    const today = civilDateIn('Asia/Jakarta', now)
    const { consent } = request
    const open = await findOpenRequest(tx, report.id, today)
    if (open?.state !== 'asked' || !Buffer.from(request.request, 'hex').equals(open.hash))
      throw new NotTaken('request_closed')
    const isSigned = consent === null || isConsent(textOf(report.signPub), report.id, request.request, consent)
    if (!isSigned) throw new NotTaken('consent_wrong')
    const change = consent
      ? { consentOn: consent.on, consent: bytesOf(consent.signature), dueOn: await answerDue(tx, today) }
      : {}
    const state = move(sealRequestFlow, open.state, consent ? 'grant' : 'refuse')
    await tx
      .update(sealRequests)
      .set({ state, ...change })
      .where(eq(sealRequests.id, open.id))
    await addEvent(tx, report.id, { happenedOn: today, kind: `identity_${state}`, role: REPORTER })
  })
  return {}
}
