import 'server-only'
import { setTimeout } from 'node:timers/promises'
import type * as z from 'zod'
import { countFailure, isFlood } from '@/lib/wbs/flood.server'
import { type NOT_TAKEN, NotTaken } from '@/lib/wbs/not-taken'
import { BODY_STEP_BYTES, encodeBody } from '@/lib/wbs/wire'

/** All wraps of a large group and a long report. */
const MOST_BYTES = 1024 * 1024

/** Longer than any of these takes, so that the time of an answer says nothing of what was found. */
const ANSWER_MS = 60

type Door<Input> = {
  schema: z.ZodType<Input>
  /** Answers with the fields of the answer. A NotTaken tells its code and nothing else. */
  run: (input: Input, now: Date) => Promise<object>
  leastBytes?: number
  /** Whether answers of all kinds take the same time. */
  isEven?: boolean
}

/**
 * One POST route of reporters: JSON of whole steps in, JSON of whole steps out. Nothing of a request is read but its body
 * and the type of it, and nothing of it is logged, not even when it fails.
 */
export function jsonDoor<Input>({ schema, run, leastBytes, isEven }: Door<Input>) {
  return async (request: Request): Promise<Response> => {
    const began = performance.now()
    const answer = await answerTo(async () => run(parsed(schema, await bodyOf(request)), new Date()))
    if (isEven) await untilNextStep(began)
    const bytes = new Uint8Array(encodeBody(answer.fields, leastBytes))
    return new Response(bytes, { status: answer.status, headers: { 'Content-Type': 'application/json' } })
  }
}

/** Bodies of bytes in memory at once. The proxy hands over whole ones, so that nobody holds a place by sending slowly. */
const MOST_AT_ONCE = 16
let atOnce = 0

/**
 * The same for a body of bytes, up to so many. Refuses `busy`, before any of it is read, when an hour has brought too many
 * bytes or too many bodies come at once.
 */
export function bytesDoor(mostBytes: number, run: (bytes: Uint8Array, now: Date) => Promise<object>) {
  return async (request: Request): Promise<Response> => {
    const answer = await answerTo(async () => {
      if (request.headers.get('content-type') !== 'application/octet-stream') throw new NotTaken('malformed')
      return whileRoom(async () => run(await wholeSteps(request, mostBytes), new Date()))
    })
    const bytes = new Uint8Array(encodeBody(answer.fields))
    return new Response(bytes, { status: answer.status, headers: { 'Content-Type': 'application/json' } })
  }
}

/** What came of a form that a browser sent by itself. */
export type FormOutcome = { status: number; code?: (typeof NOT_TAKEN)[number] }

/**
 * A form of up to so many bytes, as browsers send one without a script. It counts among bodies of bytes and is refused as
 * those are. What a file was called is not handed on.
 */
export async function takeForm(
  request: Request,
  mostBytes: number,
  run: (form: FormData, now: Date) => Promise<object>,
): Promise<FormOutcome> {
  const { status, fields } = await answerTo(async () => {
    const type = request.headers.get('content-type') ?? ''
    if (!type.startsWith('multipart/form-data')) throw new NotTaken('malformed')
    return whileRoom(async () => run(await formOf(await wholeBody(request, mostBytes), type), new Date()))
  })
  return { status, ...fields }
}

async function formOf(bytes: Uint8Array, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } }).formData()
  } catch {
    throw new NotTaken('malformed')
  }
}

/** Refuses `busy`, before anything is read, when an hour has brought too many bytes or too many bodies come at once. */
async function whileRoom<T>(run: () => Promise<T>): Promise<T> {
  if (atOnce >= MOST_AT_ONCE || isFlood('bytes', new Date())) throw new NotTaken('busy')
  atOnce += 1
  try {
    return await run()
  } finally {
    atOnce -= 1
  }
}

async function answerTo(
  run: () => Promise<object>,
): Promise<{ status: number; fields: { code?: FormOutcome['code'] } }> {
  try {
    return { status: 200, fields: await run() }
  } catch (error) {
    if (error instanceof NotTaken) return { status: 409, fields: { code: error.code } }
    countFailure()
    return { status: 503, fields: { code: 'unavailable' } }
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  if (request.headers.get('content-type') !== 'application/json') throw new NotTaken('malformed')
  const bytes = await wholeSteps(request, MOST_BYTES)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new NotTaken('malformed')
  }
}

/** Refuses `too_large` as soon as more comes, and `wrong_size` for a body that is not filled up. */
async function wholeSteps(request: Request, mostBytes: number): Promise<Uint8Array> {
  const bytes = await wholeBody(request, mostBytes)
  if (bytes.length === 0 || bytes.length % BODY_STEP_BYTES !== 0) throw new NotTaken('wrong_size')
  return bytes
}

async function wholeBody(request: Request, mostBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > mostBytes) throw new NotTaken('too_large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function parsed<Input>(schema: z.ZodType<Input>, body: unknown): Input {
  const result = schema.safeParse(body)
  if (!result.success) throw new NotTaken('malformed')
  return result.data
}

function untilNextStep(began: number): Promise<void> {
  const steps = Math.ceil((performance.now() - began) / ANSWER_MS)
  return setTimeout(began + steps * ANSWER_MS - performance.now())
}
