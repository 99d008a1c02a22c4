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
import { attachEvidence, detachEvidence } from '@/lib/kinerja/evidence.server'
import { evidenceInput } from '@/lib/kinerja/evidence-input'
import { ownDays } from '@/lib/kinerja/own-days.server'
import { RateLimit } from '@/lib/rate-limit'
import { type Finding, Refusal } from '@/lib/refusal'
import { settings } from '@/lib/settings.server'

/** Twenty entries of the longest texts fit. */
const MOST_BYTES = 100_000
const MEGABYTE = 1024 * 1024

/** A device at work asks far less often. */
const pace = new RateLimit(120, 2)

const detachment = z.object({ id: z.uuid(), entryId: z.uuid() })

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
  'POST lepas': {
    permission: 'entry.attach',
    run: async (context, body) => {
      await detachEvidence(context, parse(detachment, body))
      return {}
    },
  },
}

/** Answers one request of the page of daily work: own origin, sign-in, permission, pace, run. */
export function answerEntryDoor(request: Request, name: string): Promise<Response> {
  return answering(request, doors[`${request.method} ${name}`], () => readJson(request))
}

/**
 * Takes the bytes of a photo or a file, or nothing where a link is meant. What it is stands in the address: `catatan`
 * (the entry), `jenis`, and `nama` or `tautan`.
 */
export function takeEvidence(request: Request, id: string): Promise<Response> {
  const asked = new URL(request.url).searchParams
  const [entryId, kind, name, url] = ['catatan', 'jenis', 'nama', 'tautan'].map((each) => asked.get(each))
  const door: Door = {
    permission: 'entry.attach',
    run: async (context, bytes) => {
      await attachEvidence(context, parse(evidenceInput, { id, entryId, kind, name, url }), bytes as Uint8Array)
      return {}
    },
  }
  return answering(request, door, () => readBytes(request, (settings().UPLOAD_LIMIT_MB + 1) * MEGABYTE))
}

async function answering(request: Request, door: Door | undefined, read: () => Promise<unknown>): Promise<Response> {
  try {
    if (request.method === 'POST' && !isOwnOrigin(request)) throw new Refusal('forbidden')
    const context = await contextFor(door?.permission ?? 'entry.read')
    if (!door) throw new Refusal('not_found')
    if (!pace.take(context.actor.employeeId ?? '', +context.now)) throw new Refusal('ask_later')
    const body = request.method === 'POST' ? await read() : undefined
    return answer(await recordingRefusals(context, door.permission, idIn(body), () => door.run(context, body)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return answer({ code: error.code, reason: await sentenceOf(error) }, refusalStatus(error))
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
  const reason =
    unmet.length > 0 ? await Promise.all(unmet.map(findingSentence)) : [await sentenceOf({ code, facts: {} })]
  return { id, answer, code: unmet[0]?.code ?? code, reason: reason.join(' ') }
}

async function findingSentence({ code, facts }: Finding): Promise<string> {
  const t = await getTranslations('findings')
  const values = readableFacts(facts, localeFrom(await getLocale()))
  return `${dataWord(t, `${code}.unmet`, values)}. ${dataWord(t, `${code}.todo`, values)}`
}

async function sentenceOf({ code, facts }: Pick<Refusal, 'code' | 'facts'>): Promise<string> {
  return dataWord(await getTranslations('refusals'), code, readableFacts(facts, localeFrom(await getLocale())))
}

function isOwnOrigin({ headers }: Request): boolean {
  const origin = headers.get('origin')
  const host = headers.get('host')
  return origin === `https://${host}` || origin === `http://${host}`
}

async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request, MOST_BYTES)
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    throw new Refusal('invalid')
  }
}

async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > most) throw new Refusal('file_too_large', { limitMb: settings().UPLOAD_LIMIT_MB })
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function idIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined
}

function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Refusal('invalid')
  return parsed.data
}
