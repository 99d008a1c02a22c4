import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { saveAnswers } from './answers.server'
import { closeSession, publishedSession } from './closing.server'
import { DEMONSTRATION_NAMES, demonstrationNumber } from './demonstration'
import { discloseProgramme, sessionFile } from './disclosure.server'
import { anExamDay, type ExamDay, examPerson, signIn } from './exam-day.fixture'
import { prepareSession, releaseSession } from './exam-day.server'
import { finishAttempt } from './finish.server'
import { resultView } from './results-read.server'
import { startAttempt } from './room-state.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-disclosure-'))
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

const manager = () => examPerson(day, undefined, 'exam_manager')

/** Three people answer and finish; the session is closed. */
async function heldAndClosed() {
  await releaseSession(examPerson(day), day.sessionId)
  for (const at of [0, 1, 2]) {
    const claim = await signIn(at)
    await startAttempt(claim)
    const changes = Array.from({ length: 12 }, (_, n) => ({
      seq: n + 1,
      item: n * 9 + 1,
      option: 'ABCDE'[(n + at) % 5] ?? 'A',
    }))
    await saveAnswers(claim, [...changes, { seq: 13, item: 1, option: null }], new Date())
    await finishAttempt(claim, new Date())
  }
  await closeSession(examPerson(day), day.sessionId)
}

const verify = (...names: string[]) => promisify(execFile)(process.execPath, ['scripts/verify-exam.mjs', ...names])

test('a programme is published once all its sessions are closed, and the script of strangers agrees', async () => {
  await expect(discloseProgramme(manager(), day.programmeId)).rejects.toMatchObject({ code: 'sessions_open' })
  await heldAndClosed()
  await expect(sessionFile(day.sessionId, new Date())).rejects.toMatchObject({ code: 'not_found' })
  await discloseProgramme(manager(), day.programmeId)
  await expect(discloseProgramme(manager(), day.programmeId)).rejects.toMatchObject({ code: 'wrong_state' })

  const file = path.join(folder, 'sesi.json')
  const text = (await sessionFile(day.sessionId, new Date())).toString('utf8')
  writeFileSync(file, text)
  expect((await verify(file)).stdout).toBe('Everything agrees: 1 files, 3 attempts.\n')
  expect(JSON.parse(text).attempts[0]).toMatchObject({ formation: 'F-001' })
  expect(await publishedSession(day.sessionId, new Date())).toMatchObject({ isDisclosed: true })
})

test('what is published names nobody: no name, no number, no NIK, no seat', async () => {
  await heldAndClosed()
  await discloseProgramme(manager(), day.programmeId)
  const text = (await sessionFile(day.sessionId, new Date())).toString('utf8')
  for (const [at, name] of DEMONSTRATION_NAMES.entries()) {
    expect(text).not.toContain(name)
    expect(text).not.toContain(demonstrationNumber(at))
  }
  expect(text).not.toContain('190101150897')
  expect(text).not.toMatch(/"(seat|room|nik|name|number)":/)
})

test('a score that was exchanged in the database after the close is found by the script', async () => {
  await heldAndClosed()
  await database.owner`
    update exam_receipts set receipt = jsonb_set(receipt, '{scores,TKP}', '200') where attempt_id = ${(await signIn(0)).attemptId}`
  await discloseProgramme(manager(), day.programmeId)
  const file = path.join(folder, 'diubah.json')
  writeFileSync(file, await sessionFile(day.sessionId, new Date()))
  await expect(verify(file)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('TKP 200') })
})

test('after that nothing of the programme is prepared any more, and another agency sees none of it', async () => {
  await heldAndClosed()
  await discloseProgramme(manager(), day.programmeId)
  expect((await resultView(manager(), day.programmeId)).closedSessions).toHaveLength(1)
  await database.owner`delete from exam_answer_events`
  await database.owner`update exam_sessions set state = 'planned' where id = ${day.sessionId}`
  await database.owner`delete from exam_papers`
  await expect(prepareSession(manager(), day.sessionId)).rejects.toMatchObject({ code: 'data_disclosed' })
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, undefined, 'exam_manager')
  await expect(resultView(stranger, day.programmeId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(discloseProgramme(stranger, day.programmeId)).rejects.toMatchObject({ code: 'not_found' })
})
