import { beforeEach, expect, test, vi } from 'vitest'
import type { AttemptClaim } from './answers.server'
import { saveAnswers } from './answers.server'
import { CLAIM_COOKIE, sealClaim } from './claim.server'
import { demonstrationNumber, demonstrationPin } from './demonstration'
import { anExamDay, attemptAt, atWork, closeDay, type ExamDay, examPerson, examTests } from './exam-day.fixture'
import { pauseExam, resumeExam } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt, finishExpired } from './finish.server'
import { judgeOutage } from './outage.server'
import { roomState } from './room-state.server'

const database = await examTests()
const { owner } = database

const REASON = 'Server kembali melayani'
let day: ExamDay
let claim: AttemptClaim

/** Somebody at work, in a hall whose server has just said that it is there. */
beforeEach(async () => {
  day = await anExamDay(owner)
  claim = await atWork(day)
  await judgeOutage(new Date())
})

/** All that happened is so many seconds ago, and nothing happened since. */
async function silence(seconds: number): Promise<void> {
  await owner`update exam_heartbeat set at = at - make_interval(secs => ${seconds})`
  await owner`
    update exam_attempts set started_at = started_at - make_interval(secs => ${seconds}),
      last_seen_at = last_seen_at - make_interval(secs => ${seconds})`
}

async function shortOf(seconds: number): Promise<void> {
  await owner`update exam_attempts set allowed_seconds = ${seconds} where id = ${claim.attemptId}`
}

/** The doors of a process that has just started. */
async function freshProcess() {
  vi.resetModules()
  const { answerRequest } = await import('./room-door.server')
  const origin = 'http://satya.test'
  const headers = { host: 'satya.test', origin, cookie: `${CLAIM_COOKIE}=${sealClaim(claim)}` }
  return async (door: string, body: object) => {
    const request = new Request(`${origin}/api/cat/${door}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await answerRequest(request)).json()
  }
}

const whom = () => ({ id: day.sessionId, attemptIds: [], reason: REASON })
const answer = (seq: number) => ({ seq, item: seq, option: 'o1' })
const outages = () => owner<{ at: Date; seconds: number; by: string | null }[]>`
  select recorded_at as at, seconds, recorded_by as by from exam_incidents where kind = 'outage'`

test('an exam whose deadline passed while the server was away stands still, and goes on with the time that was left', async () => {
  await shortOf(600)
  await saveAnswers(claim, [answer(1)], new Date())
  await silence(1_200)
  await finishExpired(new Date())
  expect((await attemptAt(owner, 0)).state).toBe('paused')
  expect(await roomState(claim, new Date())).toMatchObject({ stage: 'paused', notices: [{ kind: 'outage' }] })

  await resumeExam(examPerson(day), whom())
  const { stage, secondsLeft } = await roomState(claim, new Date())
  expect(stage).toBe('running')
  expect(secondsLeft).toBeGreaterThan(590)
  await finishExpired(new Date())
  expect((await attemptAt(owner, 0)).state).toBe('running')
})

test('what was chosen while the server was away counts once the exam goes on', async () => {
  await shortOf(600)
  await silence(1_200)
  await finishExpired(new Date())
  await expect(saveAnswers(claim, [answer(1)], new Date())).rejects.toMatchObject({ code: 'exam_not_running' })
  await resumeExam(examPerson(day), whom())
  expect(await saveAnswers(claim, [answer(1)], new Date())).toMatchObject({ savedSeq: 1 })
})

test('a silence no longer than a restart changes nothing', async () => {
  await shortOf(30)
  await silence(50)
  await finishExpired(new Date())
  expect((await attemptAt(owner, 0)).state).toBe('finished')
  expect(await outages()).toEqual([])
})

test('whose time was over before the server was away is ended', async () => {
  await silence(30)
  await shortOf(20)
  await judgeOutage(new Date())
  await silence(600)
  await finishExpired(new Date())
  expect((await attemptAt(owner, 0)).state).toBe('finished')
})

test('the device that is back before the first round ends nothing, and hears that its exam stands still', async () => {
  await shortOf(600)
  await silence(1_200)
  const ask = await freshProcess()
  expect(await ask('selesai', {})).toMatchObject({ code: 'exam_not_running' })
  expect((await attemptAt(owner, 0)).state).toBe('paused')
})

test('neither an answer nor a sign-in is judged by a process that has just started and does not know of the silence', async () => {
  await shortOf(600)
  await owner`update exam_attempts set device = null where id = ${claim.attemptId}`
  await silence(1_200)
  const answering = await freshProcess()
  expect(await answering('jawaban', { changes: [answer(1)] })).toMatchObject({ code: 'exam_not_running' })
  await resumeExam(examPerson(day), whom())

  await silence(1_200)
  const entering = await freshProcess()
  const typed = { number: demonstrationNumber(0), pin: demonstrationPin(0), device: crypto.randomUUID() }
  expect(await entering('masuk', typed)).toMatchObject({ stage: 'paused' })
})

test('a supervisor who is back first stops nobody too late', async () => {
  await silence(1_200)
  vi.resetModules()
  const { pauseExam: pauseFirst } = await import('./exam-day.server')
  await expect(pauseFirst(examPerson(day), whom())).rejects.toMatchObject({ code: 'nobody_working' })
  expect(await outages()).toMatchObject([{ seconds: expect.toSatisfy((seconds) => seconds >= 1_200) }])
})

test('of several processes one judges, and where one was there all along there was no silence', async () => {
  await silence(1_200)
  vi.resetModules()
  const other = await import('./outage.server')
  await Promise.all([judgeOutage(new Date()), other.judgeOutage(new Date())])
  expect(await outages()).toHaveLength(1)

  await resumeExam(examPerson(day), whom())
  vi.resetModules()
  const late = await import('./outage.server')
  await late.judgeOutage(new Date())
  expect(await outages()).toHaveLength(1)
})

test('a database that fails while the process lives is a silence too: its rounds end nobody', async () => {
  await shortOf(600)
  await silence(1_200)
  await owner`alter table exam_heartbeat rename to exam_heartbeat_away`
  try {
    await expect(finishExpired(new Date())).rejects.toThrow()
    expect((await attemptAt(owner, 0)).state).toBe('running')
  } finally {
    await owner`alter table exam_heartbeat_away rename to exam_heartbeat`
  }
  await finishExpired(new Date())
  expect((await attemptAt(owner, 0)).state).toBe('paused')
})

test('the pause begins where the server was last heard, so that no answer that it took lies in it', async () => {
  await saveAnswers(claim, [answer(1)], new Date())
  await silence(1_200)
  await owner`update exam_attempts set last_seen_at = last_seen_at + interval '4 seconds' where id = ${claim.attemptId}`
  const [seen] = await owner`select last_seen_at as at from exam_attempts where id = ${claim.attemptId}`
  await judgeOutage(new Date())
  expect(await outages()).toMatchObject([{ at: seen?.at, by: null }])
})

test('the seal and the page of the session know the silence as a pause that nobody ordered', async () => {
  await silence(1_200)
  await judgeOutage(new Date())
  await resumeExam(examPerson(day), whom())
  const { incidents } = await sessionView(examPerson(day), day.sessionId)
  expect(incidents).toMatchObject([{ kind: 'resume' }, { kind: 'outage', recordedBy: null, recordedName: 'Sistem' }])
  await finishAttempt(claim, new Date())
  await closeDay(examPerson(day), day.sessionId)
  const [outage] = await outages()
  const [sealed] = await owner`select receipt #> '{time,pauses}' as pauses from exam_receipts`
  expect(sealed?.pauses).toEqual([
    { from: outage?.at.toISOString(), seconds: expect.toSatisfy((seconds) => seconds >= 1_200) },
  ])
})

test('what was over before a machine stood still for a week stays as it was', async () => {
  await finishAttempt(claim, new Date())
  await closeDay(examPerson(day), day.sessionId)
  await silence(7 * 86_400)
  await finishExpired(new Date())
  expect((await attemptAt(owner, 0)).state).toBe('finished')
  const [session] = await owner`select state from exam_sessions where id = ${day.sessionId}`
  expect(session).toEqual({ state: 'closed' })
  expect(await outages()).toEqual([])
})

test('whom the supervisor had paused stays paused by that', async () => {
  await pauseExam(examPerson(day), whom())
  await silence(1_200)
  await finishExpired(new Date())
  expect(await outages()).toEqual([])
})
