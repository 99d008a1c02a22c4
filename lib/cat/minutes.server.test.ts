import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { openDocument } from '@/lib/documents/stored-document.server'
import { findPublicDocument } from '@/lib/documents/verification.server'
import { publishedSession } from './closing.server'
import { anExamDay, closeDay, type ExamDay, examPerson, signIn } from './exam-day.fixture'
import { pauseExam, releaseSession, resumeExam } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { previewMinutes, signMinutes } from './minutes.server'
import { startAttempt } from './room-state.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-minutes-'))
process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'
process.env.FILES_FOLDER = path.join(folder, 'files')
process.env.KEYS_FOLDER = path.join(folder, 'keys')
afterAll(() => rmSync(folder, { recursive: true }))

const database = await testDatabase()
afterEach(database.reset)

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const REASON = 'Listrik padam 😀'
const supervisor = () => examPerson(day)

async function heldAndClosed() {
  await releaseSession(supervisor(), day.sessionId)
  const claim = await signIn(0)
  await startAttempt(claim)
  const pause = { id: day.sessionId, attemptIds: [], reason: REASON }
  await pauseExam(supervisor(), pause)
  await resumeExam(supervisor(), pause)
  await finishAttempt(claim, new Date())
  await closeDay(supervisor(), day.sessionId)
}

test('minutes are signed once, after the close, and say what happened', async () => {
  await expect(previewMinutes(supervisor(), day.sessionId)).rejects.toMatchObject({ code: 'wrong_state' })
  await heldAndClosed()
  expect((await previewMinutes(supervisor(), day.sessionId)).pageCount).toBe(1)
  const { code } = await signMinutes(supervisor(), day.sessionId)
  await expect(signMinutes(supervisor(), day.sessionId)).rejects.toMatchObject({ code: 'wrong_state' })

  const { root } = await publishedSession(day.sessionId, new Date())
  const [issued] = await database.owner`select data from issued_documents where code = ${code}`
  expect(issued?.data).toMatchObject({
    root,
    keysHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    counts: { scheduled: 20, present: 1, finished: 1, disqualified: 0 },
    events: [{ what: 'Jeda', reason: 'Listrik padam ?', by: 'Lestari' }, { what: expect.stringContaining('Lanjut') }],
  })
  expect(issued?.data.absent).toHaveLength(19)
  expect(await findPublicDocument(code, new Date())).toMatchObject({ kind: 'exam_minutes', isIntact: true })
})

test('another agency cannot sign or read them', async () => {
  await heldAndClosed()
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 })
  await expect(signMinutes(stranger, day.sessionId)).rejects.toMatchObject({ code: 'not_found' })
  await signMinutes(supervisor(), day.sessionId)
  const { minutes } = await sessionView(supervisor(), day.sessionId)
  await expect(openDocument(stranger, minutes?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
})

test('a reader of others finds the signature of the minutes valid over all of the paper', async (context) => {
  if (spawnSync('pdfsig', ['-v']).error) {
    process.stderr.write('SKIPPED: pdfsig is not installed, so its opinion on minutes is not heard\n')
    return context.skip()
  }
  await heldAndClosed()
  await signMinutes(supervisor(), day.sessionId)
  const { minutes } = await sessionView(supervisor(), day.sessionId)
  const { bytes } = await openDocument(supervisor(), minutes?.id ?? '')
  const file = path.join(folder, 'berita-acara.pdf')
  writeFileSync(file, bytes)
  const { stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
  expect(stdout).toMatch(/Signature is Valid/)
  expect(stdout).toMatch(/Total document signed/)
  expect(stdout).toContain('Lestari')
})
