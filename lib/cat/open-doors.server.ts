import 'server-only'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { boardSnapshot, isWatched } from '@/lib/cat/board.server'
import { claimCookie } from '@/lib/cat/claim.server'
import { publishedSession } from '@/lib/cat/closing.server'
import { type Answer, type DoorRequest, parse } from '@/lib/cat/door'
import { proofOf } from '@/lib/cat/exam-browser.server'
import { outageToJudge } from '@/lib/cat/outage.server'
import { takingPinTurn } from '@/lib/cat/pin-turns.server'
import { roomState } from '@/lib/cat/room-state.server'
import { holdsSeat, signInCandidate } from '@/lib/cat/sign-in.server'
import { mayAsk } from '@/lib/documents/may-ask.server'
import { Refusal } from '@/lib/refusal'
import { isUuid } from '@/lib/uuid'

type OpenDoor = (request: DoorRequest, now: Date) => Promise<Answer>

/** What anybody may ask. */
export const openDoors: Record<string, OpenDoor> = { 'POST masuk': signIn, 'GET papan': board, 'GET akar': root }

const signInBody = z.object({
  number: z.string().trim().min(1).max(40),
  pin: z.string().trim().min(4).max(12),
  device: z.uuid().default(() => randomUUID()), // a device that does not say which one it is, is another each time
})

async function signIn(request: DoorRequest, now: Date): Promise<Answer> {
  await outageToJudge(now)
  const typed = parse(signInBody, request.body)
  const claim = await takingPinTurn(request, now, {
    tryPin: () => signInCandidate(typed, now, proofOf(request), request.isGone),
    isAtSeat: () => holdsSeat(typed, now),
  })
  return { data: await roomState(claim, new Date()), headers: { 'set-cookie': claimCookie(claim) } }
}

/** The same snapshot for everybody, which a cache before the server may pass on too. */
async function board({ session, room, encodings, forwardedFor }: DoorRequest, now: Date): Promise<Answer> {
  if (room !== null && !isUuid(room)) throw new Refusal('not_found')
  const ref = { sessionId: sessionAsked(session), roomId: room }
  if (!isWatched(ref, now)) refuseHaste(forwardedFor, now)
  const { json, gzip } = await boardSnapshot(ref, now)
  const headers = { 'cache-control': 'public, max-age=3', vary: 'accept-encoding' }
  if (!/\bgzip\b/.test(encodings ?? '')) return { file: json, headers }
  return { file: gzip, headers: { ...headers, 'content-encoding': 'gzip' } }
}

/** What receipts are checked by; it never changes again. */
async function root({ session, forwardedFor }: DoorRequest, now: Date): Promise<Answer> {
  const id = sessionAsked(session)
  refuseHaste(forwardedFor, now)
  const data = await publishedSession(id, now)
  return { data, headers: { 'cache-control': 'public, max-age=3600' } }
}

/** These doors ask the database for whoever comes by. */
function refuseHaste(forwardedFor: DoorRequest['forwardedFor'], now: Date): void {
  if (!mayAsk('examSession', forwardedFor ?? null, now)) throw new Refusal('ask_later')
}

function sessionAsked(session: string | null): string {
  if (!session || !isUuid(session)) throw new Refusal('not_found')
  return session
}
