import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { chosenBy } from '@/lib/auth/chosen-preferences.server'
import { contextIn, cookieIn, sessionIdIn } from '@/lib/auth/request-session.server'
import type { Locale } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { readJson } from '@/lib/kinerja/body.server'
import { answerDoor, type Door, findingSentence, parse, refusalSentence } from '@/lib/kinerja/door.server'
import { type EntryAnswer, saveEntries } from '@/lib/kinerja/entries.server'
import { entryBatch } from '@/lib/kinerja/entry-input'

/** Twenty entries of the longest texts fit. */
export const MOST_BYTES = 100_000

const ADDRESS = '/api/kinerja/catatan'

/** Takes entries. On the last evening of a month they come by the hundred a second. */
export const saveDoor: Door = {
  permission: 'entry.save',
  run: async (context, body, locale) => {
    const answers = await saveEntries(context, parse(entryBatch, body))
    return { answers: await Promise.all(answers.map((each) => told(each, locale))) }
  },
}

/** Whether a request brings entries, which the server of a build takes before the framework does. */
export function bringsEntries({ method, url }: IncomingMessage): boolean {
  return method === 'POST' && url === ADDRESS
}

/** The door before the framework's: the same rules, a third of the work (docs/decisions/0105). */
export async function takeEntries(message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = requestOf(message)
  const caller = {
    contextFor: (permission: Door['permission']) => contextIn(request, permission),
    locale: () => localeIn(request),
  }
  const answer = await answerDoor(request, saveDoor, caller, () => readJson(message, MOST_BYTES))
  const text = await answer.text()
  const headers = { ...Object.fromEntries(answer.headers), 'content-length': Buffer.byteLength(text) }
  response.writeHead(answer.status, headers).end(text)
}

/** What the doors ask of a request; its body is read once it is known who sent it. */
function requestOf({ headers: { cookie = '', origin = '', host = '' } }: IncomingMessage): Request {
  return new Request(`http://localhost${ADDRESS}`, { method: 'POST', headers: { cookie, origin, host } })
}

async function localeIn(request: Request): Promise<Locale> {
  const chosen = await chosenBy(await sessionIdIn(request))
  return localeFrom(chosen?.locale ?? cookieIn(request.headers.get('cookie'), 'locale'))
}

/** A refused entry with its sentences, as the outbox shows them until they are dealt with. */
async function told(each: EntryAnswer, locale: () => Promise<Locale>): Promise<unknown> {
  if (each.answer !== 'refused') return each
  const { id, answer, code, findings } = each
  const language = await locale()
  const unmet = findings.filter(({ met }) => !met)
  const reason = await Promise.all(unmet.map((finding) => findingSentence(finding, language)))
  if (unmet.length === 0) reason.push(await refusalSentence({ code, facts: {} }, language))
  return { id, answer, code: unmet[0]?.code ?? code, reason: reason.join(' ') }
}
