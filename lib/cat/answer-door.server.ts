import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerChanges } from '@/lib/cat/answers'
import { saveAnswers } from '@/lib/cat/answers.server'
import { openClaim } from '@/lib/cat/claim.server'
import { refusalStatus } from '@/lib/http-status'
import { Refusal } from '@/lib/refusal'

export const ANSWERS_PATH = '/api/cat/jawaban'

/** A thousand changes of the longest option fit. */
const MOST_BYTES = 100_000

const HEADERS = { 'content-type': 'application/json', 'cache-control': 'private, no-store' }

/** The framework's door. */
export async function answerRequest(request: Request): Promise<Response> {
  const { headers } = request
  const { status, body } = await receiveAnswers(
    {
      cookies: headers.get('cookie'),
      origin: headers.get('origin'),
      host: headers.get('host'),
      body: await textOf(request.body ?? []),
    },
    new Date(),
  )
  return new Response(body, { status, headers: HEADERS })
}

/** The door before the framework's. */
export async function takeAnswers(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { cookie, origin, host } = request.headers
  const { status, body } = await receiveAnswers(
    { cookies: cookie, origin, host, body: await textOf(request) },
    new Date(),
  )
  response.writeHead(status, HEADERS).end(body)
}

type AnswerRequest = {
  cookies: string | null | undefined
  origin: string | null | undefined
  host: string | null | undefined
  body: string | undefined // undefined: too long
}

/**
 * Keeps the answers that a device sends, whichever door they came in by. A request of another page is refused: nothing
 * else asks for its origin here.
 */
async function receiveAnswers(request: AnswerRequest, now: Date): Promise<{ status: number; body: string }> {
  try {
    if (!isOwnOrigin(request)) throw new Refusal('forbidden')
    const claim = openClaim(request.cookies)
    if (!claim) throw new Refusal('sign_in_required')
    const saved = await saveAnswers(claim, changesOf(request.body), now)
    return { status: 200, body: JSON.stringify(saved) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: refusalStatus(error), body: JSON.stringify({ code: error.code }) }
  }
}

function isOwnOrigin({ origin, host }: AnswerRequest): boolean {
  return origin === `https://${host}` || origin === `http://${host}`
}

function changesOf(body: string | undefined) {
  const parsed = answerChanges.safeParse(readJson(body))
  if (!parsed.success) throw new Refusal('invalid')
  return parsed.data.changes
}

function readJson(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function textOf(parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string | undefined> {
  const taken: Uint8Array[] = []
  let size = 0
  for await (const part of parts) {
    size += part.length
    if (size > MOST_BYTES) return undefined
    taken.push(part)
  }
  return Buffer.concat(taken).toString('utf8')
}
