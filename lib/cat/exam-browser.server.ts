import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { fingerprint } from '@/lib/auth/secret.server'
import { lockSession } from '@/lib/cat/attempts.server'
import { sessionSettings, settingsFile } from '@/lib/cat/exam-browser'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import { configKey, requestHash } from '@/lib/cat/safe-exam-browser'
import type { browserSwitch } from '@/lib/cat/session'
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
  const origin = new URL(process.env.NEXTAUTH_URL ?? 'http://localhost:3000').origin
  const settings = sessionSettings(origin, quitHash(id))
  return { ...found, configKey: configKey(settings), quitPassword: quitPassword(id), file: settingsFile(settings) }
}

/** What a request proves of the browser that sent it. */
export type BrowserProof = { origin: string; hash: string | null }

/** Where candidates sign in; the browser proves itself under this address. */
const SIGN_IN_PATH = '/api/cat/masuk'

/** Whether a sign-in came from Safe Exam Browser with the settings of the session. */
export function isExamBrowser({ origin, hash }: BrowserProof, sessionId: string): boolean {
  const expected = requestHash(`${origin}${SIGN_IN_PATH}`, configKey(sessionSettings(origin, quitHash(sessionId))))
  const [own, sent] = [Buffer.from(expected), Buffer.from(hash ?? '')]
  return own.length === sent.length && timingSafeEqual(own, sent)
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
