import { beforeEach, expect, test } from 'vitest'
import { saveAnswers } from './answers.server'
import { demonstrationNumber } from './demonstration'
import {
  decideDisqualification,
  decideReinstatement,
  proposeDisqualification,
  proposeReinstatement,
} from './disqualification.server'
import {
  anExamDay,
  attemptAt,
  atWork,
  bestOptions,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  FIRST,
  SECOND,
  signIn,
} from './exam-day.fixture'
import { resumeExam } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { isPending } from './incident'
import { previewMinutes } from './minutes.server'
import { disqualificationsOf } from './results-read.server'
import { roomState } from './room-state.server'

const database = await examTests()

const REASON = 'Gangguan listrik di ruang'
let day: ExamDay
let sessionId: string

beforeEach(async () => {
  day = await anExamDay(database.owner)
  sessionId = day.sessionId
})

const person = (accountId?: string) => examPerson(day, accountId)

test('a disqualification takes two people', async () => {
  await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  await proposeDisqualification(person(), { id, reason: REASON })
  const [incident] = (await sessionView(person(), sessionId)).incidents
  const ref = { id: incident?.id ?? '' }
  await expect(decideDisqualification(person(), ref)).rejects.toMatchObject({ code: 'own_proposal' })
  expect((await attemptAt(database.owner, 0)).state).toBe('running')
  await decideDisqualification(person(SECOND), ref)
  expect((await attemptAt(database.owner, 0)).state).toBe('disqualified')
})

const WRONG = 'Sanggah diterima: telepon itu milik pengawas'

async function disqualify(id: string) {
  await proposeDisqualification(person(), { id, reason: REASON })
  await decideDisqualification(person(SECOND), { id: await openProposal() })
}

async function reinstate(id: string) {
  await proposeReinstatement(person(), { id, reason: WRONG })
  await decideReinstatement(person(SECOND), { id: await openProposal() })
}

async function openProposal(): Promise<string> {
  const { incidents } = await sessionView(person(), sessionId)
  const open = incidents.filter(isPending)
  expect(open).toHaveLength(1)
  return open[0]?.id ?? ''
}

test('the same is not proposed twice while it waits, and what holds already is not decided again', async () => {
  const { attemptId: id } = await atWork(day)
  await proposeDisqualification(person(), { id, reason: REASON })
  await expect(proposeDisqualification(person(SECOND), { id, reason: REASON })).rejects.toMatchObject({
    code: 'cat.already_proposed',
  })
  await expect(proposeReinstatement(person(), { id, reason: WRONG })).rejects.toMatchObject({ code: 'wrong_state' })
  const proposal = await openProposal()
  await expect(decideReinstatement(person(SECOND), { id: proposal })).rejects.toMatchObject({ code: 'not_found' })
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, SECOND)
  await expect(decideDisqualification(stranger, { id: proposal })).rejects.toMatchObject({ code: 'not_found' })
  await decideDisqualification(person(SECOND), { id: proposal })
  await expect(decideDisqualification(person(SECOND), { id: proposal })).rejects.toMatchObject({ code: 'wrong_state' })
})

test('a revocation takes two people and a reason, is audited, and stands beside what it revokes', async () => {
  const claim = await atWork(day)
  const { attemptId: id } = claim
  const best = await bestOptions(database.owner, id)
  await saveAnswers(claim, [{ seq: 1, item: 1, option: best[0] ?? '' }], new Date())
  await finishAttempt(claim, new Date())
  await disqualify(id)
  await closeDay(person(), sessionId)
  await proposeReinstatement(person(), { id, reason: WRONG })
  const proposal = { id: await openProposal() }
  await expect(decideReinstatement(person(), proposal)).rejects.toMatchObject({ code: 'own_proposal' })
  expect((await attemptAt(database.owner, 0)).state).toBe('disqualified')
  await decideReinstatement(person(SECOND), proposal)
  expect(await roomState(await signIn(0), new Date())).toMatchObject({ stage: 'finished', result: { total: 5 } })
  expect(await disqualificationsOf(person(), day.programmeId)).toMatchObject([
    { number: demonstrationNumber(0), reason: REASON, revoked: { reason: WRONG, by: 'Lestari', decider: 'Lestari' } },
  ])
  const events = await database.owner`
    select account_id as by, after ->> 'state' as state, reason from audit_events
    where event = 'exam.reinstate' and subject_id = ${id} order by seq`
  expect(events).toEqual([
    { by: FIRST, state: null, reason: WRONG },
    { by: SECOND, state: 'finished', reason: WRONG },
  ])
  expect((await previewMinutes(person(), sessionId)).pageCount).toBe(1)
})

test('while the session is held the exam waits to be resumed, with the time that it had left', async () => {
  const claim = await atWork(day)
  const { attemptId: id } = claim
  await saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())
  await disqualify(id)
  await database.owner`update exam_incidents set decided_at = decided_at - interval '15 minutes'`
  await reinstate(id)
  expect((await attemptAt(database.owner, 0)).state).toBe('paused')
  await resumeExam(person(), { id: sessionId, attemptIds: [id], reason: WRONG })
  const { state, pausedSeconds } = await attemptAt(database.owner, 0)
  expect(state).toBe('running')
  expect(pausedSeconds).toBeGreaterThanOrEqual(900)
  expect(await saveAnswers(claim, [{ seq: 2, item: 2, option: 'o2' }], new Date())).toMatchObject({ savedSeq: 2 })
  await finishAttempt(claim, new Date())
  await closeDay(person(), sessionId)
  const [sealed] = await database.owner`select receipt #> '{time,pauses}' as pauses from exam_receipts`
  expect(sealed?.pauses).toEqual([{ from: expect.any(String), seconds: pausedSeconds }])
})

test('after the close, what was answered until then is scored as it was, and who never began was absent', async () => {
  const claim = await atWork(day)
  const { attemptId: id } = claim
  const best = await bestOptions(database.owner, id)
  const changes = best.slice(0, 3).map((option, n) => ({ seq: n + 1, item: n + 1, option }))
  await saveAnswers(claim, changes, new Date())
  await disqualify(id)
  const { id: waiting } = await attemptAt(database.owner, 1)
  await disqualify(waiting)
  await closeDay(person(), sessionId)
  await reinstate(id)
  await reinstate(waiting)
  const [row] = await database.owner`
    select a.state, o.total, a.finished_at = (select max(decided_at) from exam_incidents
      where attempt_id = a.id and kind = 'disqualification') as "isAsStopped"
    from exam_attempts a join exam_scores o on o.attempt_id = a.id where a.id = ${id}`
  expect(row).toEqual({ state: 'finished', total: 15, isAsStopped: true })
  expect((await attemptAt(database.owner, 1)).state).toBe('absent')
})
