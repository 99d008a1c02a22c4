import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { examDatabase, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { fingerprint } from '@/lib/auth/secret.server'
import { lockSession } from '@/lib/cat/attempts.server'
import type { DoorRequest } from '@/lib/cat/door'
import { sessionSettings, settingsFile } from '@/lib/cat/exam-browser'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { configKey, requestHash } from '@/lib/cat/safe-exam-browser'
import type { browserSwitch } from '@/lib/cat/session'
import { isSame } from '@/lib/is-same.server'
import { Refusal } from '@/lib/refusal'

/**
 * Lets candidates sign in with Safe Exam Browser alone, or with any browser again. It is asked for before the release
 * only; lifted at any time, for who is kept out on the day has to get in. Refuses with not_found or wrong_state.
 */
export function switchExamBrowser(context: Context, { id, isNeeded }: z.output<typeof browserSwitch>): Promise<void> {
  return transact(context, async (tx) => {
    const { agencyId, state } = await lockSession(tx, context, id)
    const isEarly = state === 'planned' || state === 'open'
    if (!isEarly && (isNeeded || state !== 'released'))
      throw new Refusal('wrong_state', { state, event: 'lock_browser' })
    await tx.execute(sql`update exam_sessions set needs_exam_browser = ${isNeeded} where id = ${id}`)
    await recordAudit(tx, context, 'exam.lock_browser', null, { isNeeded }, { agencyId, subjectId: id })
  })
}

export type ExamBrowser = { isNeeded: boolean; configKey: string; quitPassword: string; file: string }

/** What a session's machines are set up with, or undefined. */
export async function examBrowserOf(context: Context, id: string): Promise<ExamBrowser | undefined> {
  const [found] = await transact(context, (tx) =>
    tx.execute<{ isNeeded: boolean }>(sql`
      select needs_exam_browser as "isNeeded" from exam_sessions
      where id = ${id} and ${ofAgencies(context, sql`agency_id`)}`),
  )
  if (!found) return undefined
  const settings = sessionSettings(ownOrigin(), quitHash(id))
  return { ...found, configKey: configKey(settings), quitPassword: quitPassword(id), file: settingsFile(settings) }
}

/** What a request proves of the browser that sent it: by itself, or by the page that asked it. */
export type BrowserProof = { origin: string; address: string; hash: string | null; pageHash: string | null }

/** A page does not say its origin where it only reads; the server knows its own. */
export function proofOf(request: Pick<DoorRequest, 'origin' | 'address' | 'browserHash' | 'pageHash'>): BrowserProof {
  const { origin, address, browserHash = null, pageHash = null } = request
  return { origin: origin ?? ownOrigin(), address, hash: browserHash, pageHash }
}

/** Whether a request came from Safe Exam Browser with the settings of the session. */
export function isExamBrowser({ origin, address, hash, pageHash }: BrowserProof, sessionId: string): boolean {
  const settings = sessionSettings(origin, quitHash(sessionId))
  const key = configKey(settings)
  return (
    isSame(requestHash(origin + address, key), hash ?? '') ||
    isSame(requestHash(String(settings.startURL), key), pageHash ?? '')
  )
}

/** How long a demand is known before the database is asked again: so long a lifted one may still be asked for. */
export const DEMAND_SECONDS = 10
const MOST_KNOWN = 20_000

/** The session of each attempt that demands the browser, as it was lately. */
const demands = new Map<string, { sessionId: string | null; until: number }>()

/** Refuses with exam_browser_needed a device whose session demands Safe Exam Browser and which is none. */
export async function requireExamBrowser(attemptId: string, proof: BrowserProof, now: Date): Promise<void> {
  const sessionId = await demandingSession(attemptId, now)
  if (sessionId !== null && !isExamBrowser(proof, sessionId)) throw new Refusal('exam_browser_needed')
}

async function demandingSession(attemptId: string, now: Date): Promise<string | null> {
  const known = demands.get(attemptId)
  if (known && known.until > now.getTime()) return known.sessionId
  const [found] = await examDatabase()<{ id: string }[]>`
    select s.id from exam_attempts a join exam_sessions s on s.id = a.session_id
    where a.id = ${attemptId} and s.needs_exam_browser and s.state in ('open', 'released')`
  const sessionId = found?.id ?? null
  if (demands.size >= MOST_KNOWN) demands.clear()
  demands.set(attemptId, { sessionId, until: now.getTime() + DEMAND_SECONDS * 1000 })
  return sessionId
}

function ownOrigin(): string {
  return new URL(process.env.NEXTAUTH_URL ?? 'http://localhost:3000').origin
}

const PASSWORD_CHARACTERS = 10

/** The password with which a supervisor leaves the browser of a session; nobody else can tell it. */
function quitPassword(sessionId: string): string {
  return fingerprint('exam-browser', sessionId)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, PASSWORD_CHARACTERS)
}

/** The same as the settings hold it. */
function quitHash(sessionId: string): string {
  return createHash('sha256').update(quitPassword(sessionId)).digest('hex')
}
