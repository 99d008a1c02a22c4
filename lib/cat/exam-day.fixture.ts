import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Sql } from 'postgres'
import { afterAll, afterEach } from 'vitest'
import { seedExamDay } from '@/db/seed/exam-day'
import { loadExamProgrammes } from '@/db/seed/exam-programmes'
import { fillBank, loadBlueprints } from '@/db/seed/item-bank'
import { testDatabase } from '@/db/testing.server'
import type { Context, Role } from '@/lib/auth/actor'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { closeSession, publishedSession } from '@/lib/cat/closing.server'
import { demonstrationNumber, demonstrationPin } from '@/lib/cat/demonstration'
import { releaseSession } from '@/lib/cat/exam-day.server'
import { sessionView } from '@/lib/cat/exam-read.server'
import { startAttempt } from '@/lib/cat/room-state.server'
import { signInCandidate } from '@/lib/cat/sign-in.server'
import { testKeysFolder } from '@/lib/documents/printer.server'
import { anAgency } from '@/lib/registry/register.fixture'

export const FIRST = '019a0000-0000-7000-8000-00000000000a'
export const SECOND = '019a0000-0000-7000-8000-00000000000b'

/**
 * The database of a test file, emptied after each test; its letters are signed with keys of its own, and files stay in
 * `folder`, which is gone afterwards.
 */
export async function examTests() {
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-exam-'))
  process.env.KEYS_FOLDER = path.join(folder, 'keys')
  process.env.FILES_FOLDER = path.join(folder, 'files')
  process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const database = await testDatabase()
  afterEach(database.reset)
  return { ...database, folder }
}

export type ExamDay = { agencyId: number; sessionId: string; programmeId: string }

/** An agency with a filled bank and one prepared session of the demonstration. */
export async function anExamDay(owner: Sql): Promise<ExamDay> {
  const agencyId = await anAgency(owner)
  await loadExamProgrammes(owner)
  await loadBlueprints(owner)
  await fillBank(owner, agencyId, { id: FIRST, name: 'Penulis' }, { id: SECOND, name: 'Penelaah' })
  await seedExamDay(owner, agencyId, new Date())
  const [session] = await owner<{ id: string; programme: string }[]>`
    select id, programme_id as programme from exam_sessions where agency_id = ${agencyId}`
  return { agencyId, sessionId: session?.id ?? '', programmeId: session?.programme ?? '' }
}

/** Somebody of the agency in a role. */
export function examPerson({ agencyId }: ExamDay, accountId = FIRST, role: Role = 'exam_supervisor'): Context {
  const scope = { kind: 'agencies', agencyIds: [agencyId] } as const
  return { actor: { accountId, employeeId: null, name: 'Lestari', agencyId, role, scope }, now: new Date() }
}

/** By the same machine each time, unless another one is named. */
export const signIn = (at: number, device = 'kursi', now = new Date()) =>
  signInCandidate({ number: demonstrationNumber(at), pin: demonstrationPin(at), device }, now)

/** Releases the session and lets one candidate begin. */
export async function atWork(day: ExamDay, at = 0): Promise<AttemptClaim> {
  await releaseSession(examPerson(day), day.sessionId)
  const claim = await signIn(at)
  await startAttempt(claim)
  return claim
}

/** Closes a session; whoever has not begun is absent. */
export async function closeDay(context: Context, id: string): Promise<void> {
  const { seats } = await sessionView(context, id)
  const absent = seats.filter(({ state }) => state === 'scheduled' || state === 'registered').length
  return closeSession(context, { id, absent })
}

/** The attempt of one candidate of the demonstration, as it stands. */
export async function attemptAt(owner: Sql, at: number) {
  const [row] = await owner<{ id: string; state: string; seat: number; pausedSeconds: number }[]>`
    select a.id, a.state, a.seat, a.paused_seconds as "pausedSeconds" from exam_attempts a
    join exam_candidates c on c.id = a.candidate_id where c.number = ${demonstrationNumber(at)}`
  if (!row) throw new Error('no attempt')
  return row
}

/** What a stranger holds the published files of the session to: its root as on the minutes, and the authority. */
export async function strangersKnowledge({ sessionId }: ExamDay): Promise<string[]> {
  const { root } = await publishedSession(sessionId, new Date())
  return ['--sealed', root, '--root', path.join(testKeysFolder(), 'root', 'certificate.pem')]
}

/** The option that gives most at each place of a candidate's paper. */
export const bestOptions = (owner: Sql, attemptId: string) => optionsInOrder(owner, attemptId, 'desc')

/** The option that gives least at each place of a candidate's paper. */
export const worstOptions = (owner: Sql, attemptId: string) => optionsInOrder(owner, attemptId, 'asc')

async function optionsInOrder(owner: Sql, attemptId: string, order: 'asc' | 'desc'): Promise<string[]> {
  const rows = await owner<{ option: string }[]>`
    select (select option from exam_item_keys k where k.version_id = (s.content ->> (p.item ->> 'place')::int)::uuid
      order by points ${owner.unsafe(order)} limit 1) as option
    from exam_attempts a join exam_sessions s on s.id = a.session_id join exam_papers d on d.attempt_id = a.id,
      jsonb_array_elements(d.paper) with ordinality as p(item, n)
    where a.id = ${attemptId} order by p.n`
  return rows.map(({ option }) => option)
}
