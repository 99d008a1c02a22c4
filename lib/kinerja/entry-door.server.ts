import 'server-only'
import { getLocale } from 'next-intl/server'
import * as z from 'zod'
import { contextFor } from '@/lib/auth/session.server'
import { localeFrom } from '@/lib/i18n/preferences'
import { translatorFor } from '@/lib/i18n/translator.server'
import { workbookResponse } from '@/lib/import/workbook-response.server'
import { readBytes, readJson } from '@/lib/kinerja/body.server'
import { answerDoor, type Caller, type Door, findingSentence, parse } from '@/lib/kinerja/door.server'
import { withdrawEntry } from '@/lib/kinerja/entries.server'
import { checkEntryFile, entryTemplate } from '@/lib/kinerja/entry-file.server'
import { attachEvidence, detachEvidence } from '@/lib/kinerja/evidence.server'
import { evidenceInput } from '@/lib/kinerja/evidence-input'
import { ownDays } from '@/lib/kinerja/own-days.server'
import { MOST_BYTES, saveDoor } from '@/lib/kinerja/save-door.server'
import { mostBytes, placeFor, tooLarge, uploadPace } from '@/lib/kinerja/uploads.server'
import { settings } from '@/lib/settings.server'

const MOST_FILE_MB = 5

const chosenColumns = z.record(z.string().regex(/^\d{1,3}$/), z.string().max(40)).nullable()

const detachment = z.object({ id: z.uuid(), entryId: z.uuid() })

const withdrawal = z.object({ id: z.uuid(), version: z.int().min(1) })

/** What the page of daily work asks, as method and name: `/api/kinerja/<name>` (docs/decisions/0091). */
const doors: Record<string, Door> = {
  'GET hari': { permission: 'entry.read', run: ownDays },
  'POST catatan': saveDoor,
  'GET templat': {
    permission: 'entry.save',
    run: async (context, _, locale) => {
      const t = await translatorFor(await locale(), 'entry')
      return workbookResponse(await entryTemplate(context, { plan: t('import.planItem'), name: t('import.template') }))
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

/** Whoever sent the request that the framework is at. */
const caller: Caller = {
  contextFor: (permission) => contextFor(permission),
  locale: async () => localeFrom(await getLocale()),
}

/** Answers one request of the page of daily work. */
export function answerEntryDoor(request: Request, name: string): Promise<Response> {
  if (name === 'berkas') return checkFile(request)
  const who = asksByItself(request) ? { ...caller, contextFor: idleContextFor } : caller
  return answerDoor(request, doors[`${request.method} ${name}`], who, () => readJson(request.body, MOST_BYTES))
}

/** Whether the page asked without anybody's doing, which keeps no session alive. */
function asksByItself({ method, url }: Request): boolean {
  return method === 'GET' && new URL(url).searchParams.has('sendiri')
}

const idleContextFor: Caller['contextFor'] = (permission) => contextFor(permission, false)

/** Holds a file of entries against the rules; `kolom` says what a person took its columns for. */
function checkFile(request: Request): Promise<Response> {
  const limitMb = Math.min(settings().UPLOAD_LIMIT_MB, MOST_FILE_MB)
  const door: Door = {
    permission: 'entry.save',
    within: placeFor(request, limitMb),
    run: async (context, bytes, locale) => {
      const language = await locale()
      const chosen = parse(chosenColumns, readText(new URL(request.url).searchParams.get('kolom')))
      return checkEntryFile(context, bytes as Uint8Array, chosen, (finding) => findingSentence(finding, language))
    },
  }
  const read = () => readBytes(request.body, mostBytes(limitMb), tooLarge(limitMb))
  return answerDoor(request, request.method === 'POST' ? door : undefined, caller, read)
}

function readText(json: string | null): unknown {
  try {
    return json === null ? null : JSON.parse(json)
  } catch {
    return undefined
  }
}

/**
 * Takes the bytes of a photo or a file, or nothing where a link is meant. What it is stands in the address: `catatan`
 * (the entry), `jenis`, and `nama` or `tautan`.
 */
export function takeEvidence(request: Request, id: string): Promise<Response> {
  const asked = new URL(request.url).searchParams
  const [entryId, kind, name, url] = ['catatan', 'jenis', 'nama', 'tautan'].map((each) => asked.get(each))
  const limitMb = settings().UPLOAD_LIMIT_MB
  const door: Door = {
    permission: 'entry.attach',
    pace: uploadPace,
    within: placeFor(request, limitMb),
    run: async (context, bytes) => {
      await attachEvidence(context, parse(evidenceInput, { id, entryId, kind, name, url }), bytes as Uint8Array)
      return {}
    },
  }
  return answerDoor(request, door, caller, () => readBytes(request.body, mostBytes(limitMb), tooLarge(limitMb)))
}
