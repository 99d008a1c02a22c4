import 'server-only'
import * as z from 'zod'
import { answerChanges } from '@/lib/cat/answers'
import { type AttemptClaim, saveAnswers } from '@/lib/cat/answers.server'
import { certificateFile } from '@/lib/cat/certificates.server'
import { noClaimCookie } from '@/lib/cat/claim.server'
import { type Answer, type DoorRequest, parse } from '@/lib/cat/door'
import { finishAttempt } from '@/lib/cat/finish.server'
import { lateAnswers } from '@/lib/cat/late-answers'
import { keepLateAnswers } from '@/lib/cat/late-answers.server'
import { objectionInput } from '@/lib/cat/objection'
import { fileObjection, outcomeOf } from '@/lib/cat/objections.server'
import { callHelp, keepFlags, pulse, roomState, sealedContent, startAttempt } from '@/lib/cat/room-state.server'
import { RateLimit } from '@/lib/rate-limit'
import { Refusal } from '@/lib/refusal'

export type ClaimDoor = (claim: AttemptClaim, request: DoorRequest, now: Date) => Promise<Answer>

/** Questions of the longest paper. */
const MOST_PENDING = 1_000

const flagsBody = z.object({ flags: z.array(z.int().min(1).max(1_000)).max(1_000) })
const helpBody = z.object({ isNeeded: z.boolean() })

/** What the holder of a claim may ask. Each names the attempt of the claim and no other. */
export const claimDoors: Record<string, ClaimDoor> = {
  'POST jawaban': (claim, { body }, now) =>
    saveAnswers(claim, parse(answerChanges, body).changes, now).then((data) => ({ data })),
  'POST susulan': async (claim, { body }, now) => ({
    data: await keepLateAnswers(claim, parse(lateAnswers, body), now),
  }),
  'GET denyut': async (claim, { address }, now) => ({ data: await pulse(claim, now, pendingIn(address)) }),
  'GET keadaan': async (claim, _, now) => ({ data: await roomState(claim, now) }),
  'GET isi': async (claim, { etag }) => {
    const { session, content } = await sealedContent(claim)
    const headers = { 'cache-control': 'private, no-cache', etag: `"${session}"` }
    return etag === headers.etag ? { status: 304, headers } : { data: { content }, headers }
  },
  'POST mulai': async (claim) => {
    await startAttempt(claim)
    return { data: await roomState(claim, new Date()) } // its time is as old as the answer, not as the request
  },
  'POST tanda': async (claim, { body }) => {
    await keepFlags(claim, parse(flagsBody, body).flags)
    return {}
  },
  'POST bantuan': async (claim, { body }) => {
    await callHelp(claim, parse(helpBody, body).isNeeded)
    return {}
  },
  'POST selesai': async (claim, _, now) => {
    await finishAttempt(claim, now)
    return { data: await roomState(claim, now) }
  },
  'POST keluar': async () => ({ headers: { 'set-cookie': noClaimCookie() } }),
  'GET hasil': async (claim, _, now) => ({ data: await outcomeOf(claim, now) }),
  'POST sanggah': async (claim, { body }, now) => {
    await fileObjection(claim, parse(objectionInput, body), now)
    return { data: await outcomeOf(claim, now) }
  },
  'GET sertifikat': async (claim, _, now) => ({
    file: await certificateFile(claim, now),
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="sertifikat-hasil.pdf"',
    },
  }),
}

/**
 * What takes an answer in, or shows what stands when all is over: no answer may be lost to a lock. All else of a session
 * that demands Safe Exam Browser is asked from there.
 */
export const openToAnyBrowser: ReadonlySet<string> = new Set([
  'POST jawaban',
  'POST susulan',
  'POST selesai',
  'POST keluar',
  'GET hasil',
  'POST sanggah',
  'GET sertifikat',
])

/** How many answers a device says that it has not sent yet; 0 when it says none or nonsense. */
function pendingIn(address: string): number {
  const said = Number(new URLSearchParams(address.split('?')[1]).get('tertunda'))
  return Number.isInteger(said) && said > 0 && said <= MOST_PENDING ? said : 0
}

/**
 * How often one device of one attempt may ask, so that whoever holds a claim keeps nobody else waiting. People and their
 * devices stay far below: a device at work says every eight seconds that it is there.
 */
const paces = {
  answers: new RateLimit(600, 200),
  usual: new RateLimit(60, 2),
  rare: new RateLimit(30, 0.5),
}

const paceOf: Record<string, keyof typeof paces> = {
  'POST jawaban': 'answers',
  'POST susulan': 'rare',
  'GET hasil': 'rare',
  'POST sanggah': 'rare',
  'GET sertifikat': 'rare',
}

/** Refuses with ask_later. */
export function keepPace(door: string, { attemptId, epoch }: AttemptClaim, now: Date): void {
  if (!paces[paceOf[door] ?? 'usual'].take(`${attemptId} ${epoch}`, now.getTime())) throw new Refusal('ask_later')
}
