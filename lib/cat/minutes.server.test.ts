import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { testAccount } from '@/lib/auth/testing.server'
import { openDocument } from '@/lib/documents/stored-document.server'
import { findPublicDocument } from '@/lib/documents/verification.server'
import { publishedSession } from './closing.server'
import { anExamDay, closeDay, type ExamDay, examPerson, examTests, signIn } from './exam-day.fixture'
import { pauseExam, releaseSession, resumeExam } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { listWitnesses, previewMinutes, signMinutes, witnessMinutes } from './minutes.server'
import { startAttempt } from './room-state.server'

const database = await examTests()
const { folder } = database

let day: ExamDay
beforeEach(async () => {
  witnessId = ''
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

let witnessId = ''

/** What the supervisor signs: twenty-four computers, and somebody of the agency's committee as the witness. */
async function minutes() {
  if (witnessId === '') witnessId = (await testAccount(database.owner, day.agencyId, ['exam_manager'])).id
  return { id: day.sessionId, computers: 24, witnessId }
}

async function signedByBoth(): Promise<{ code: string }> {
  await signMinutes(supervisor(), await minutes())
  return witnessMinutes(examPerson(day, witnessId, 'exam_manager'), day.sessionId)
}

test('nobody can look the minutes up before the witness whom the supervisor named has signed them too', async () => {
  await heldAndClosed()
  const wish = await minutes()
  const other = await testAccount(database.owner, day.agencyId, ['exam_registrar', 'exam_supervisor'])
  const own = { ...examPerson(day, other.id), now: new Date() }
  expect((await listWitnesses(own, day.sessionId)).map(({ accountId }) => accountId)).toEqual([witnessId])
  await expect(signMinutes(own, { ...wish, witnessId: other.id })).rejects.toMatchObject({ code: 'no_such_witness' })
  await expect(signMinutes({ ...supervisor() }, { ...wish, computers: 0 })).rejects.toMatchObject({
    code: 'computers_too_few',
    facts: { present: 1 },
  })
  await expect(previewMinutes(examPerson(day, witnessId, 'exam_manager'), day.sessionId)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await signMinutes(supervisor(), wish)
  const { minutes: signed, halfSigned } = await sessionView(supervisor(), day.sessionId)
  expect([signed, halfSigned]).toMatchObject([null, { by: 'Lestari', witnessId }])
  expect(await database.owner`select from issued_documents where kind = 'exam_minutes'`).toHaveLength(0)
  expect((await previewMinutes(examPerson(day, witnessId, 'exam_manager'), day.sessionId)).pageCount).toBe(1)
  const stranger = examPerson(day, other.id, 'exam_registrar')
  await expect(witnessMinutes(stranger, day.sessionId)).rejects.toMatchObject({ code: 'not_the_witness' })

  await signMinutes(supervisor(), { ...wish, computers: 30 })
  const { code } = await witnessMinutes(examPerson(day, witnessId, 'exam_manager'), day.sessionId)
  const [issued] = await database.owner`select data from issued_documents where code = ${code}`
  expect(issued?.data.computers).toBe(30)
  await expect(witnessMinutes(stranger, day.sessionId)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('minutes are signed once, after the close, and say what happened', async () => {
  await expect(previewMinutes(supervisor(), day.sessionId)).rejects.toMatchObject({ code: 'wrong_state' })
  await heldAndClosed()
  expect((await previewMinutes(supervisor(), day.sessionId)).pageCount).toBe(1)
  const { code } = await signedByBoth()
  await expect(signMinutes(supervisor(), await minutes())).rejects.toMatchObject({ code: 'wrong_state' })

  const { root } = await publishedSession(day.sessionId, new Date())
  const [issued] = await database.owner`select data from issued_documents where code = ${code}`
  expect(issued?.data).toMatchObject({
    root,
    keysHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    counts: { scheduled: 20, present: 1, finished: 1, disqualified: 0 },
    computers: 24,
    signatory: { name: 'Lestari' },
    witness: { capacity: ['Saksi dari instansi,'], name: expect.any(String) },
    events: [{ what: 'Jeda', reason: 'Listrik padam ?', by: 'Lestari' }, { what: expect.stringContaining('Lanjut') }],
  })
  expect(issued?.data.absent).toHaveLength(19)
  expect(await findPublicDocument(code, new Date())).toMatchObject({ kind: 'exam_minutes', isIntact: true })
})

test('another agency cannot sign or read them', async () => {
  await heldAndClosed()
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 })
  await expect(signMinutes(stranger, await minutes())).rejects.toMatchObject({ code: 'not_found' })
  await expect(witnessMinutes(stranger, day.sessionId)).rejects.toMatchObject({ code: 'not_found' })
  await signedByBoth()
  const { minutes: signed } = await sessionView(supervisor(), day.sessionId)
  await expect(openDocument(stranger, signed?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
})

test('a reader of others finds the signature of the minutes valid over all of the paper', async (context) => {
  if (spawnSync('pdfsig', ['-v']).error) {
    process.stderr.write('SKIPPED: pdfsig is not installed, so its opinion on minutes is not heard\n')
    return context.skip()
  }
  await heldAndClosed()
  await signedByBoth()
  const { minutes: signed } = await sessionView(supervisor(), day.sessionId)
  const { bytes } = await openDocument(supervisor(), signed?.id ?? '')
  const file = path.join(folder, 'berita-acara.pdf')
  writeFileSync(file, bytes)
  const { stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
  expect(stdout.match(/Signature is Valid/g)).toHaveLength(2)
  expect(stdout).toMatch(/Total document signed/)
  expect(stdout).toContain('Lestari')
})
