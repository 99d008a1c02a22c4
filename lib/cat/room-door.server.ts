import 'server-only'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import { answerChanges } from '@/lib/cat/answers'
import { type AttemptClaim, saveAnswers } from '@/lib/cat/answers.server'
import { boardSnapshot, isWatched } from '@/lib/cat/board.server'
import { certificateFile } from '@/lib/cat/certificates.server'
import { claimCookie, noClaimCookie, openClaim } from '@/lib/cat/claim.server'
import { publishedSession } from '@/lib/cat/closing.server'
import { finishAttempt } from '@/lib/cat/finish.server'
import { lateAnswers } from '@/lib/cat/late-answers'
import { keepLateAnswers } from '@/lib/cat/late-answers.server'
import { objectionInput } from '@/lib/cat/objection'
import { fileObjection, outcomeOf } from '@/lib/cat/objections.server'
import { takingPinTurn } from '@/lib/cat/pin-turns.server'
import { callHelp, keepFlags, pulse, roomState, sealedContent, startAttempt } from '@/lib/cat/room-state.server'
import { holdsSeat, signInCandidate } from '@/lib/cat/sign-in.server'
import { mayAsk } from '@/lib/documents/may-ask.server'
import { refusalStatus } from '@/lib/http-status'
import { RateLimit } from '@/lib/rate-limit'
import { Refusal } from '@/lib/refusal'
import { isStorable } from '@/lib/storable-text'
import { isUuid } from '@/lib/uuid'

/** Where the exam room speaks with the server: `/api/cat/<door>`. */
const PREFIX = '/api/cat/'
const DOOR = /^\/api\/cat\/[a-z]+(\?|$)/

/** A thousand changes of the longest option fit; the evidence of an objection is a file. */
const MOST_BYTES = 100_000
const MOST_BYTES_AT = new Map([['sanggah', 4_200_000]])

const HEADERS = { 'content-type': 'application/json', 'cache-control': 'private, no-store' }

type DoorRequest = {
  method: string
  door: string
  session: string | null // whose board is asked for
  room: string | null // and of which of its rooms; null: all
  cookies: string | null | undefined
  origin: string | null | undefined
  host: string | null | undefined
  etag: string | null | undefined
  encodings: string | null | undefined
  forwardedFor: string | null | undefined
  peer: string | undefined // who holds the connection; the framework's door does not know
  body: string | undefined // undefined: too long
}

type Answer = { data?: unknown; file?: Uint8Array<ArrayBuffer>; headers?: Record<string, string>; status?: number }

const signInBody = z.object({
  number: z.string().trim().min(1).max(40),
  pin: z.string().trim().min(4).max(12),
  device: z.uuid().default(() => randomUUID()), // a device that does not say which one it is, is another each time
})
const flagsBody = z.object({ flags: z.array(z.int().min(1).max(1_000)).max(1_000) })
const helpBody = z.object({ isNeeded: z.boolean() })

type OpenDoor = (request: DoorRequest, now: Date) => Promise<Answer>
type ClaimDoor = (claim: AttemptClaim, request: DoorRequest, now: Date) => Promise<Answer>

/** What anybody may ask. */
const openDoors: Record<string, OpenDoor> = { 'POST masuk': signIn, 'GET papan': board, 'GET akar': root }

/** What the holder of a claim may ask. Each names the attempt of the claim and no other. */
const claimDoors: Record<string, ClaimDoor> = {
  'POST jawaban': async (claim, { body }, now) => ({
    data: await saveAnswers(claim, parse(answerChanges, body).changes, now),
  }),
  'POST susulan': async (claim, { body }, now) => ({
    data: await keepLateAnswers(claim, parse(lateAnswers, body), now),
  }),
  'GET denyut': async (claim, _, now) => ({ data: await pulse(claim, now) }),
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

/** Every door, as its method and name. */
export const roomDoors: readonly string[] = [...Object.keys(openDoors), ...Object.keys(claimDoors)]

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

function keepPace(door: string, { attemptId, epoch }: AttemptClaim, now: Date): void {
  if (!paces[paceOf[door] ?? 'usual'].take(`${attemptId} ${epoch}`, now.getTime())) throw new Refusal('ask_later')
}

/** Whether a request is for the exam room's doors, which the server of a build takes before the framework does. */
export function isForRoom(url: string | undefined): boolean {
  return DOOR.test(url ?? '')
}

/** The framework's door. */
export async function answerRequest(request: Request): Promise<Response> {
  const { headers, method, url } = request
  const answer = await receive({
    method,
    ...addressOf(url),
    cookies: headers.get('cookie'),
    origin: headers.get('origin'),
    host: headers.get('host'),
    etag: headers.get('if-none-match'),
    encodings: headers.get('accept-encoding'),
    forwardedFor: headers.get('x-forwarded-for'),
    peer: undefined,
    body: await textOf(request.body ?? [], url),
  })
  return new Response(answer.status === 304 ? null : answer.body, answer)
}

/** The door before the framework's. */
export async function takeRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { cookie, origin, host } = request.headers
  const { status, headers, body } = await receive({
    method: request.method ?? '',
    ...addressOf(`http://localhost${request.url}`),
    cookies: cookie,
    origin,
    host,
    etag: request.headers['if-none-match'],
    encodings: String(request.headers['accept-encoding'] ?? ''),
    forwardedFor: request.headers['x-forwarded-for']?.toString(),
    peer: request.socket.remoteAddress,
    body: await textOf(request, `http://localhost${request.url}`),
  })
  if (status === 304) response.writeHead(status, headers).end()
  else response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

/**
 * One request, whichever door it came in by. A write that another page sends is refused: nothing else asks for its
 * origin here.
 */
async function receive(
  request: DoorRequest,
): Promise<{ status: number; headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> }> {
  try {
    const { data = {}, file, headers, status = 200 } = await answerOf(request, new Date())
    return { status, headers: { ...HEADERS, ...headers }, body: file ?? JSON.stringify(data) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: refusalStatus(error), headers: HEADERS, body: JSON.stringify(told(error)) }
  }
}

async function answerOf(request: DoorRequest, now: Date): Promise<Answer> {
  const { method, cookies } = request
  const door = `${method} ${request.door}`
  if (method === 'POST' && !isOwnOrigin(request)) throw new Refusal('forbidden')
  const open = openDoors[door]
  if (open) return open(request, now)
  const claim = openClaim(cookies)
  if (!claim) throw new Refusal('sign_in_required')
  const known = claimDoors[door]
  if (!known) throw new Refusal('not_found')
  keepPace(door, claim, now)
  return known(claim, request, now)
}

async function signIn(request: DoorRequest, now: Date): Promise<Answer> {
  const typed = parse(signInBody, request.body)
  const claim = await takingPinTurn(request, now, {
    tryPin: () => signInCandidate(typed, now),
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

/** What a refusal says of itself: its code, how long to wait, and what a device that asks shows the supervisor. */
function told({ code, facts: { seconds, deviceCode } }: Refusal): {
  code: string
  seconds?: unknown
  deviceCode?: unknown
} {
  return { code, seconds, deviceCode }
}

function addressOf(url: string): Pick<DoorRequest, 'door' | 'session' | 'room'> {
  const { pathname, searchParams } = new URL(url)
  return { door: pathname.slice(PREFIX.length), session: searchParams.get('sesi'), room: searchParams.get('ruang') }
}

function isOwnOrigin({ origin, host }: DoorRequest): boolean {
  return origin === `https://${host}` || origin === `http://${host}`
}

function parse<S extends z.ZodType>(schema: S, body: string | undefined): z.output<S> {
  const parsed = schema.safeParse(readJson(body))
  if (!parsed.success || !isStorable(parsed.data)) throw new Refusal('invalid')
  return parsed.data
}

function readJson(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function textOf(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  url: string,
): Promise<string | undefined> {
  const most = MOST_BYTES_AT.get(addressOf(url).door) ?? MOST_BYTES
  const taken: Uint8Array[] = []
  let size = 0
  for await (const part of parts) {
    size += part.length
    if (size > most) return undefined
    taken.push(part)
  }
  return Buffer.concat(taken).toString('utf8')
}
