import { beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { announcedFile } from './announced.server'
import { publishRanking } from './announcing.server'
import { saveAnswers } from './answers.server'
import type { Board } from './board'
import { boardSnapshot } from './board.server'
import { cancelSession, decideCancellation } from './cancelling.server'
import { listCandidates } from './candidates-read.server'
import { DEMONSTRATION_NAMES, demonstrationNumber } from './demonstration'
import { registerCandidate } from './desk.server'
import {
  decideDisqualification,
  decideReinstatement,
  proposeDisqualification,
  proposeReinstatement,
} from './disqualification.server'
import {
  anExamDay,
  bestOptions,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  FIRST,
  SECOND,
  signIn,
} from './exam-day.fixture'
import { releaseSession } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { keepLateAnswers } from './late-answers.server'
import { pulse, roomState, startAttempt } from './room-state.server'
import { assignCandidates, publishSession, saveSession } from './session-plan.server'
import { findSessionPlan, listCards } from './session-plan-read.server'
import { computeRanking } from './stage-ranking.server'

const database = await examTests()

const REASON = 'Gardu listrik gedung meledak'
let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const manager = (accountId = FIRST) => examPerson(day, accountId, 'exam_manager')
const cancel = (id = day.sessionId) => cancelSession(manager(), { id, reason: REASON })
const stateOf = async (id = day.sessionId) => (await sessionView(manager(), id)).state
const answer = (claim: { attemptId: string; epoch: number }) =>
  saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())

/** Another session at the same site, at the same hour or at another one. */
async function anotherSession(changes: { startsOn?: string; startsAtTime?: string } = {}): Promise<string> {
  const [place] = await database.owner<{ siteId: string; roomId: string }[]>`
    select s.site_id as "siteId", x.room_id as "roomId" from exam_sessions s join exam_session_rooms x on x.session_id = s.id
    where s.id = ${day.sessionId}`
  if (!place) throw new Error('no place')
  const at = { startsOn: '2099-11-30', startsAtTime: '08:00', ...changes }
  const input = {
    id: null,
    version: 0,
    programmeId: day.programmeId,
    siteId: place.siteId,
    roomIds: [place.roomId],
    ...at,
  }
  return saveSession(manager(), input)
}

async function released(at = 0) {
  await releaseSession(examPerson(day), day.sessionId)
  const claim = await signIn(at)
  await startAttempt(claim)
  return claim
}

test('a session that was planned by mistake is taken out, and its hour, its rooms and its candidates are free again', async () => {
  const first = await anotherSession()
  await expect(anotherSession()).rejects.toMatchObject({ fields: { startsAtTime: 'cat.session_taken' } })
  expect(await cancel(first)).toEqual({ isVoid: true })
  expect(await findSessionPlan(manager(), first)).toMatchObject({ state: 'void', voidReason: REASON })
  const second = await anotherSession()
  await expect(assignCandidates(manager(), second)).rejects.toMatchObject({ code: 'cat.nobody_unscheduled' })

  expect(await listCards(manager(), day.sessionId)).toHaveLength(DEMONSTRATION_NAMES.length)
  await cancel()
  expect(await listCards(manager(), day.sessionId)).toEqual([])
  expect((await listCandidates(manager(), { unscheduled: true }, 1)).total).toBe(DEMONSTRATION_NAMES.length)
  expect(await assignCandidates(manager(), second)).toBe(DEMONSTRATION_NAMES.length)
  await publishSession(manager(), second)
  expect(await listCards(manager(), second)).toHaveLength(DEMONSTRATION_NAMES.length)
  const { rows } = await listCandidates(manager(), { unscheduled: false }, 1)
  expect(new Set(rows.map(({ sessionId }) => sessionId))).toEqual(new Set([second]))

  const events = await database.owner`
    select before ->> 'state' as before, after ->> 'state' as after, reason, count(*)::int as count from audit_events
    where event = 'exam.cancel' and (subject_id = ${day.sessionId} or subject_id in (
      select id::text from exam_attempts where session_id = ${day.sessionId})) group by 1, 2, 3 order by 1`
  expect(events).toMatchObject([
    { before: 'open', after: 'void', reason: REASON, count: 1 },
    { before: 'registered', after: 'void', reason: REASON },
    { before: 'scheduled', after: 'void', reason: REASON },
  ])
})

test('devices, the desk and the board say that a session was cancelled, and nothing is taken any more', async () => {
  const claim = await released()
  await cancel()
  expect(await pulse(claim, new Date())).toMatchObject({ stage: 'void' })
  const told = { stage: 'void', work: null, result: null, notices: [{ kind: 'void', reason: REASON }] }
  expect(await roomState(claim, new Date())).toMatchObject(told)
  expect(await roomState(await signIn(0, 'di rumah'), new Date())).toMatchObject(told)
  await expect(answer(await signIn(0))).rejects.toMatchObject({ code: 'exam_not_running' })
  const late = { epoch: 1, changes: [{ seq: 1, item: 1, option: 'o1' }] }
  expect(await keepLateAnswers(await signIn(0), late, new Date())).toEqual({ kept: 1 })

  const { seats, cancelled, incidents } = await sessionView(manager(), day.sessionId)
  expect(cancelled).toMatchObject({ reason: REASON, by: 'Lestari', at: expect.any(Date) })
  expect(new Set(seats.map(({ state }) => state))).toEqual(new Set(['void']))
  expect(incidents.map(({ kind }) => kind)).toEqual(['late_answers'])
  const desk = { id: seats[0]?.attemptId ?? '', identity: 'card', note: '' } as const
  await expect(registerCandidate(examPerson(day), desk)).rejects.toMatchObject({ code: 'wrong_state' })
  const { json } = await boardSnapshot({ sessionId: day.sessionId, roomId: null }, new Date())
  const board: Board = JSON.parse(Buffer.from(json).toString())
  expect(board).toMatchObject({ cancelled: REASON, isFinal: false, lines: [] })
})

test('once somebody has answered it takes two managers, and what was scored does not count', async () => {
  const claim = await released()
  const best = await bestOptions(database.owner, claim.attemptId)
  await saveAnswers(claim, [{ seq: 1, item: 1, option: best[0] ?? '' }], new Date())
  await finishAttempt(claim, new Date())
  expect(await cancel()).toEqual({ isVoid: false })
  await expect(cancel()).rejects.toMatchObject({ code: 'cat.cancel_waits', facts: { name: 'Lestari' } })
  expect(await stateOf()).toBe('released')
  const [incident] = (await sessionView(manager(), day.sessionId)).incidents
  expect(incident).toMatchObject({ kind: 'cancellation', reason: REASON, decidedName: null })
  const ref = { id: incident?.id ?? '' }
  await expect(decideCancellation(manager(), ref)).rejects.toMatchObject({ code: 'own_proposal' })
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, SECOND, 'exam_manager')
  await expect(decideCancellation(stranger, ref)).rejects.toMatchObject({ code: 'not_found' })
  await decideCancellation(manager(SECOND), ref)
  await expect(decideCancellation(manager(SECOND), ref)).rejects.toMatchObject({ code: 'wrong_state' })
  expect(await stateOf()).toBe('void')
  expect(await roomState(claim, new Date())).toMatchObject({ stage: 'void', result: null })

  const again = await anotherSession()
  await assignCandidates(manager(), again)
  await database.owner`update exam_attempts set state = 'absent' where session_id = ${again}`
  await database.owner`update exam_sessions set state = 'closed', closed_at = now() where id = ${again}`
  const { formations, fingerprint } = await computeRanking(manager(), day.programmeId, 'first')
  expect(new Set(formations.flatMap(({ lines }) => lines.map(({ result }) => result)))).toEqual(new Set(['TH']))
  const announced = {
    id: day.programmeId,
    stage: 'first',
    fingerprint,
    objectionsUntil: '2099-12-31',
    reason: '',
  } as const
  const { id } = await publishRanking(manager(), announced)
  expect((await announcedFile(id, new Date())).cancelled).toMatchObject([
    { number: 1, reason: REASON, answered: 1, cancelledAt: expect.any(String) },
  ])
})

test('an answer that arrives while a session is being cancelled is not lost to one person’s word', async () => {
  const claim = await released()
  const cancelled = await behind(
    database.owner,
    (tx) => tx`update exam_attempts set event_count = 1 where id = ${claim.attemptId}`,
    () => cancel(),
  )
  expect(cancelled).toEqual({ isVoid: false })
  expect(await stateOf()).toBe('released')
})

test('a session that is not held stands in the way of no ranking; one that was closed or cancelled stays so', async () => {
  const mistaken = await anotherSession()
  await releaseSession(examPerson(day), day.sessionId)
  await closeDay(examPerson(day), day.sessionId)
  await expect(computeRanking(manager(), day.programmeId, 'first')).rejects.toMatchObject({ code: 'sessions_open' })
  await cancel(mistaken)
  expect((await computeRanking(manager(), day.programmeId, 'first')).formations).toHaveLength(1)

  await expect(cancel()).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(cancel(mistaken)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(publishSession(manager(), mistaken)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(assignCandidates(manager(), mistaken)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(releaseSession(examPerson(day), mistaken)).rejects.toMatchObject({ code: 'wrong_state' })
  const revived = database.owner`
    update exam_sessions set state = 'planned', voided_at = null, void_reason = null, voided_by = null, voided_name = null
    where id = ${mistaken}`
  await expect(revived).rejects.toThrow('stays cancelled')
})

test('who was disqualified in a session stays out when it is cancelled, until that is revoked', async () => {
  await released()
  const { seats } = await sessionView(manager(), day.sessionId)
  const id = (at: number) => seats.find(({ number }) => number === demonstrationNumber(at))?.attemptId ?? ''
  const waiting = async () => ({ id: (await sessionView(manager(), day.sessionId)).incidents[0]?.id ?? '' })
  await proposeDisqualification(examPerson(day), { id: id(0), reason: 'Memakai ponsel' })
  await decideDisqualification(examPerson(day, SECOND), await waiting())
  await proposeDisqualification(examPerson(day), { id: id(1), reason: 'Memakai ponsel' })
  const late = await waiting()
  await cancel()
  await expect(decideDisqualification(examPerson(day, SECOND), late)).rejects.toMatchObject({ code: 'wrong_state' })
  const other = await anotherSession()
  expect(await assignCandidates(manager(), other)).toBe(DEMONSTRATION_NAMES.length - 1)
  await proposeReinstatement(examPerson(day), { id: id(0), reason: 'Ponsel itu alat bantu dengar' })
  const { incidents } = await sessionView(manager(), day.sessionId)
  const revocation = incidents.find(({ kind }) => kind === 'reinstatement')
  await decideReinstatement(examPerson(day, SECOND), { id: revocation?.id ?? '' })
  expect(await assignCandidates(manager(), other)).toBe(1)
})
