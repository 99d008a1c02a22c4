import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { openClaim } from '@/lib/cat/claim.server'
import { type ClaimDoor, claimDoors, keepPace, openToAnyBrowser } from '@/lib/cat/claim-doors.server'
import type { Answer, DoorRequest } from '@/lib/cat/door'
import { proofOf, requireExamBrowser } from '@/lib/cat/exam-browser.server'
import { openDoors } from '@/lib/cat/open-doors.server'
import { outageToJudge } from '@/lib/cat/outage.server'
import { refusalStatus } from '@/lib/http-status'
import { isOwnOrigin } from '@/lib/own-origin'
import { Refusal } from '@/lib/refusal'

/** Where the exam room speaks with the server: `/api/cat/<door>`. */
const PREFIX = '/api/cat/'
const DOOR = /^\/api\/cat\/[a-z]+(\?|$)/

/** A thousand changes of the longest option fit; the evidence of an objection is a file. */
const MOST_BYTES = 100_000
const MOST_BYTES_AT = new Map([['sanggah', 4_200_000]])

const BROWSER_HEADER = 'x-safeexambrowser-configkeyhash'
const PAGE_HEADER = 'x-exam-browser-page'

const HEADERS = { 'content-type': 'application/json', 'cache-control': 'private, no-store' }

/** Every door, as its method and name. */
export const roomDoors: readonly string[] = [...Object.keys(openDoors), ...Object.keys(claimDoors)]

/** Whether a request is for the exam room's doors, which the server of a build takes before the framework does. */
export function isForRoom(url: string | undefined): boolean {
  return DOOR.test(url ?? '')
}

/** The framework's door. */
export async function answerRequest(request: Request): Promise<Response> {
  const { headers, method } = request
  const { pathname, search } = new URL(request.url)
  const called = calledBy(pathname + search)
  const answer = await receive({
    method,
    ...called,
    cookies: headers.get('cookie'),
    origin: headers.get('origin'),
    host: headers.get('host'),
    etag: headers.get('if-none-match'),
    browserHash: headers.get(BROWSER_HEADER),
    pageHash: headers.get(PAGE_HEADER),
    encodings: headers.get('accept-encoding'),
    forwardedFor: headers.get('x-forwarded-for'),
    peer: undefined,
    body: await textOf(request.body ?? [], called.door),
    isGone: () => request.signal.aborted,
  })
  return new Response(answer.status === 304 ? null : answer.body, answer)
}

/**
 * The door before the framework's. In a process that serves the framework each promise is followed by its hooks, so that
 * on the way of an answer there are as few as can be (docs/decisions/0141).
 *
 * @param fail hears what no refusal says
 */
export function takeRequest(message: IncomingMessage, response: ServerResponse, fail: (error: unknown) => void): void {
  const called = calledBy(message.url ?? '')
  hearBody(message, called.door, fail, (body) => {
    receive(requestOf(message, called, body))
      .then((answer) => send(response, answer))
      .catch(fail)
  })
}

function requestOf(message: IncomingMessage, called: Called, body: string | undefined): DoorRequest {
  const { headers, socket } = message
  return {
    method: message.method ?? '',
    ...called,
    cookies: headers.cookie,
    origin: headers.origin,
    host: headers.host,
    etag: headers['if-none-match'],
    browserHash: headers[BROWSER_HEADER]?.toString(),
    pageHash: headers[PAGE_HEADER]?.toString(),
    encodings: String(headers['accept-encoding'] ?? ''),
    forwardedFor: headers['x-forwarded-for']?.toString(),
    peer: socket.remoteAddress,
    body,
    isGone: () => socket.readableEnded || socket.destroyed,
  }
}

function send(response: ServerResponse, { status, headers, body }: Sent): void {
  if (status === 304) response.writeHead(status, headers).end()
  else response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

type Sent = { status: number; headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> }

/**
 * One request, whichever door it came in by. A write that another page sends is refused: nothing else asks for its
 * origin here.
 */
async function receive(request: DoorRequest): Promise<Sent> {
  try {
    const { data = {}, file, headers, status = 200 } = await answerOf(request, new Date())
    return { status, headers: headers ? { ...HEADERS, ...headers } : HEADERS, body: file ?? JSON.stringify(data) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: refusalStatus(error), headers: HEADERS, body: JSON.stringify(told(error)) }
  }
}

function answerOf(request: DoorRequest, now: Date): Promise<Answer> {
  const { method, cookies } = request
  const door = `${method} ${request.door}`
  if (method === 'POST' && !isOwnOrigin(request.origin, request.host)) throw new Refusal('forbidden')
  const open = openDoors[door]
  if (open) return open(request, now)
  const claim = openClaim(cookies)
  if (!claim) throw new Refusal('sign_in_required')
  const known = claimDoors[door]
  if (!known) throw new Refusal('not_found')
  keepPace(door, claim, now)
  const outage = outageToJudge(now)
  if (outage) return outage.then(() => letIn(door, known, claim, request))
  return letIn(door, known, claim, request, now)
}

function letIn(
  door: string,
  known: ClaimDoor,
  claim: AttemptClaim,
  request: DoorRequest,
  now = new Date(),
): Promise<Answer> {
  if (openToAnyBrowser.has(door)) return known(claim, request, now)
  return requireExamBrowser(claim.attemptId, proofOf(request), now).then(() => known(claim, request, now))
}

/** What a refusal says of itself: its code, how long to wait, and what a device that asks shows the supervisor. */
function told({ code, facts: { seconds, deviceCode } }: Refusal): {
  code: string
  seconds?: unknown
  deviceCode?: unknown
} {
  return { code, seconds, deviceCode }
}

type Called = Pick<DoorRequest, 'address' | 'door' | 'session' | 'room'>

/** @param address path and query as they were asked */
function calledBy(address: string): Called {
  const at = address.indexOf('?')
  if (at < 0) return { address, door: address.slice(PREFIX.length), session: null, room: null }
  const query = new URLSearchParams(address.slice(at))
  return { address, door: address.slice(PREFIX.length, at), session: query.get('sesi'), room: query.get('ruang') }
}

function mostBytes(door: string): number {
  return MOST_BYTES_AT.get(door) ?? MOST_BYTES
}

async function textOf(parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, door: string) {
  const taken: Uint8Array[] = []
  let size = 0
  for await (const part of parts) {
    size += part.length
    if (size > mostBytes(door)) return undefined
    taken.push(part)
  }
  return Buffer.concat(taken).toString('utf8')
}

/** The same of a message, whose parts are heard as they come: to wait for each costs as much as all else here. */
function hearBody(
  message: IncomingMessage,
  door: string,
  fail: (error: unknown) => void,
  hear: (body: string | undefined) => void,
): void {
  const taken: Uint8Array[] = []
  let size = 0
  let isHeard = false
  const hearOnce = (body: string | undefined) => {
    if (isHeard) return
    isHeard = true
    hear(body)
  }
  message.on('data', (part: Uint8Array) => {
    size += part.length
    if (size <= mostBytes(door)) return taken.push(part)
    message.pause() // the rest stays where it is, until the connection is given up
    hearOnce(undefined)
  })
  message.on('end', () => hearOnce(Buffer.concat(taken).toString('utf8')))
  message.on('error', (error) => {
    if (!isHeard) fail(error)
  })
}
