import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import * as z from 'zod'
import { recordingRefusals } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import { contextFor } from '@/lib/auth/session.server'
import { refusalStatus } from '@/lib/http-status'
import { dataWord } from '@/lib/i18n/data-word'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import { type EntryAnswer, saveEntries, withdrawEntry } from '@/lib/kinerja/entries.server'
import { entryBatch } from '@/lib/kinerja/entry-input'
import { ownDays } from '@/lib/kinerja/own-days.server'
import { RateLimit } from '@/lib/rate-limit'
import { type Finding, Refusal } from '@/lib/refusal'

/** Twenty entries of the longest texts fit. */
const MOST_BYTES = 100_000

/** A device at work asks far less often. */
const pace = new RateLimit(120, 2)

type Door = { permission: Permission; run: (context: Context, body: unknown) => Promise<unknown> }

const withdrawal = z.object({ id: z.uuid(), version: z.int().min(1) })

/** What the page of daily work asks, as method and name: `/api/kinerja/<name>` (docs/decisions/0091). */
const doors: Record<string, Door> = {
  'GET hari': { permission: 'entry.read', run: ownDays },
  'POST catatan': {
    permission: 'entry.save',
    run: async (context, body) => {
      const answers = await saveEntries(context, parse(entryBatch, body))
      return { answers: await Promise.all(answers.map(told)) }
    },
  },
  'POST tarik': {
    permission: 'entry.withdraw',
    run: async (context, body) => {
      await withdrawEntry(context, parse(withdrawal, body))
      return {}
    },
  },
}

/** Answers one request of the page of daily work: own origin, sign-in, permission, pace, run. */
export async function answerEntryDoor(request: Request, name: string): Promise<Response> {
  try {
    const door = doors[`${request.method} ${name}`]
    if (!door) throw new Refusal('not_found')
    if (request.method === 'POST' && !isOwnOrigin(request)) throw new Refusal('forbidden')
    const context = await contextFor(door.permission)
    if (!pace.take(context.actor.employeeId ?? '', +context.now)) throw new Refusal('ask_later')
    const body = request.method === 'POST' ? await readJson(request) : undefined
    return answer(await recordingRefusals(context, door.permission, idIn(body), () => door.run(context, body)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return answer({ code: error.code, reason: await sentenceOf(error.code) }, refusalStatus(error))
  }
}

function answer(data: unknown, status = 200): Response {
  return Response.json(data, { status, headers: { 'cache-control': 'private, no-store' } })
}

/** A refused entry with its sentences, as the outbox shows them until they are dealt with. */
async function told(each: EntryAnswer): Promise<unknown> {
  if (each.answer !== 'refused') return each
  const { id, answer, code, findings } = each
  const unmet = findings.filter(({ met }) => !met)
  const reason = unmet.length > 0 ? await Promise.all(unmet.map(findingSentence)) : [await sentenceOf(code)]
  return { id, answer, code: unmet[0]?.code ?? code, reason: reason.join(' ') }
}

async function findingSentence({ code, facts }: Finding): Promise<string> {
  const t = await getTranslations('findings')
  const values = readableFacts(facts, localeFrom(await getLocale()))
  return `${dataWord(t, `${code}.unmet`, values)}. ${dataWord(t, `${code}.todo`, values)}`
}

async function sentenceOf(code: string): Promise<string> {
  return dataWord(await getTranslations('refusals'), code)
}

function isOwnOrigin({ headers }: Request): boolean {
  const origin = headers.get('origin')
  const host = headers.get('host')
  return origin === `https://${host}` || origin === `http://${host}`
}

async function readJson(request: Request): Promise<unknown> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > MOST_BYTES) throw new Refusal('invalid')
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw new Refusal('invalid')
  }
}

function idIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined
}

function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Refusal('invalid')
  return parsed.data
}
