import 'server-only'
import type * as z from 'zod'
import { idIn, recordingRefusals } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import type { Locale } from '@/lib/format'
import { refusalStatus } from '@/lib/http-status'
import { dataWord } from '@/lib/i18n/data-word'
import { readableFacts } from '@/lib/i18n/facts'
import { translatorFor } from '@/lib/i18n/translator.server'
import { isOwnOrigin } from '@/lib/own-origin'
import { RateLimit } from '@/lib/rate-limit'
import { type Finding, Refusal } from '@/lib/refusal'

/** Who asks, and in which language they read: the framework knows it of its requests, a plain server reads cookies. */
export type Caller = { contextFor: (permission: Permission) => Promise<Context>; locale: () => Promise<Locale> }

/** What stands behind a door: what it asks for, and what it does with the body. */
export type Door = {
  permission: Permission
  /** Slower than the pace of all doors. */
  pace?: RateLimit
  /** Runs reading and the rest where there is room for it. */
  within?: (person: string, work: () => Promise<unknown>) => Promise<unknown>
  run: (context: Context, body: unknown, locale: Caller['locale']) => Promise<unknown>
}

/** A device at work asks far less often. */
const pace = new RateLimit(120, 2)

/** Answers one request of the page of daily work: own origin, sign-in, permission, pace, run. */
export async function answerDoor(
  request: Request,
  door: Door | undefined,
  caller: Caller,
  read: () => Promise<unknown>,
): Promise<Response> {
  try {
    if (request.method === 'POST' && !isOwnOrigin(request.headers.get('origin'), request.headers.get('host')))
      throw new Refusal('forbidden')
    const context = await caller.contextFor(door?.permission ?? 'entry.read')
    if (!door) throw new Refusal('not_found')
    const person = context.actor.employeeId ?? ''
    for (const limit of [pace, door.pace]) {
      if (limit && !limit.take(person, +context.now)) throw new Refusal('ask_later')
    }
    const work = async () => {
      const body = request.method === 'POST' ? await read() : undefined
      const run = () => door.run(context, body, caller.locale)
      return recordingRefusals(context, door.permission, idIn(body), run)
    }
    return answer(door.within ? await door.within(person, work) : await work())
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const reason = await refusalSentence(error, await caller.locale())
    return answer({ code: error.code, reason }, refusalStatus(error))
  }
}

/** What a refusal says to the person. */
export async function refusalSentence({ code, facts }: Pick<Refusal, 'code' | 'facts'>, locale: Locale) {
  return dataWord(await translatorFor(locale, 'refusals'), code, readableFacts(facts, locale))
}

/** What an unmet condition says to the person, and what to do about it. */
export async function findingSentence({ code, facts }: Finding, locale: Locale): Promise<string> {
  const t = await translatorFor(locale, 'findings')
  const values = readableFacts(facts, locale)
  return `${dataWord(t, `${code}.unmet`, values)}. ${dataWord(t, `${code}.todo`, values)}`
}

/** What was sent, in the shape that is meant. Refuses with invalid. */
export function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Refusal('invalid')
  return parsed.data
}

function answer(data: unknown, status = 200): Response {
  if (data instanceof Response) return data // a file
  return Response.json(data, { status, headers: { 'cache-control': 'private, no-store' } })
}
