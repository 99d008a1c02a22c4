import { beforeEach, expect, test } from 'vitest'
import { CLAIM_COOKIE, sealClaim } from './claim.server'
import { demonstrationNumber } from './demonstration'
import { proposeDisqualification } from './disqualification.server'
import { anExamDay, atWork, type ExamDay, examPerson, examTests, signIn } from './exam-day.fixture'
import { pauseExam, recordIncident, resumeExam } from './exam-day.server'
import { listSessions, SESSIONS_PER_PAGE, sessionView } from './exam-read.server'
import { answerRequest } from './room-door.server'
import { startAttempt } from './room-state.server'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})
const person = (now = new Date()) => ({ ...examPerson(day), now })
const REASON = 'Gangguan listrik di ruang'

test('a proposal that waits stays on top however much happens after it', async () => {
  const { attemptId } = await atWork(day)
  await proposeDisqualification(person(), { id: attemptId, reason: 'Membawa telepon' })
  for (let at = 1; at <= 101; at++)
    await recordIncident(person(new Date(Date.now() + at * 1_000)), {
      id: day.sessionId,
      attemptId: null,
      reason: `Kejadian ${at}`,
    })
  const { incidents, olderIncidents } = await sessionView(person(), day.sessionId)
  expect(incidents[0]).toMatchObject({ kind: 'disqualification', reason: 'Membawa telepon' })
  expect(incidents[1]).toMatchObject({ reason: 'Kejadian 101' })
  expect([incidents.length, olderIncidents]).toEqual([101, 1])
})

test('a seat says how many answers its device has not sent yet, as long as it is heard', async () => {
  const claim = await atWork(day)
  const says = async (query: string) => {
    const headers = { cookie: `${CLAIM_COOKIE}=${sealClaim(claim)}`, host: 'satya.test' }
    await answerRequest(new Request(`http://satya.test/api/cat/denyut${query}`, { headers }))
    const { seats } = await sessionView(person(), day.sessionId)
    return seats.find(({ attemptId }) => attemptId === claim.attemptId)?.pending
  }
  expect(await says('?tertunda=7')).toBe(7)
  expect(await says('?tertunda=-1')).toBe(0)
  expect(await says('?tertunda=7')).toBe(7)
  expect(await says('')).toBe(0)
  expect(await says('?tertunda=99999999')).toBe(0)
})

test('a pause of the room is one event with the people whom it stopped, and so is the end of it', async () => {
  await atWork(day)
  for (const at of [1, 2]) await startAttempt(await signIn(at))
  const pause = { id: day.sessionId, attemptIds: [], reason: REASON }
  await pauseExam(person(), pause)
  await resumeExam(person(), pause)
  const { incidents } = await sessionView(person(), day.sessionId)
  expect(incidents).toMatchObject([
    { kind: 'resume', count: 3, seconds: expect.any(Number) },
    { kind: 'pause', count: 3, reason: REASON, people: [0, 1, 2].map((at) => ({ number: demonstrationNumber(at) })) },
  ])
})

test('the sessions of today come first, then those ahead, then those that are over, page by page', async () => {
  await database.owner`update exam_sessions set number = 1, starts_at = '2027-01-25T01:00:00Z' where id = ${day.sessionId}`
  const now = new Date('2027-01-25T09:00:00Z')
  const plan = async (number: number, startsAt: string, state = 'closed') =>
    database.owner`
      insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at, state)
      select programme_id, site_id, agency_id, ${number}, ${new Date(startsAt)}, ${state} from exam_sessions
      where id = ${day.sessionId}`
  await plan(2, '2027-01-25T16:59:00Z', 'planned') // 23.59 WIB: still today
  await plan(3, '2027-01-24T17:00:00Z') // 00.00 WIB
  await plan(4, '2027-01-25T17:00:00Z', 'planned') // tomorrow
  await plan(5, '2027-02-10T01:00:00Z', 'planned')
  await plan(6, '2027-01-24T16:59:00Z') // yesterday
  await plan(7, '2027-01-24T01:00:00Z', 'released') // held on
  for (let at = 0; at < 30; at++) await plan(100 + at, `2028-01-10T00:${String(at).padStart(2, '0')}:00Z`, 'planned')
  const first = await listSessions(person(now), 1)
  expect(first.rows.slice(0, 6).map(({ number }) => number)).toEqual([7, 3, 1, 2, 4, 5])
  expect([first.rows.length, first.total]).toEqual([SESSIONS_PER_PAGE, 37])
  const second = await listSessions(person(now), 2)
  expect(second.rows.map(({ number }) => number).at(-1)).toBe(6)
  const seen = [...first.rows, ...second.rows].map(({ id }) => id)
  expect(new Set(seen).size).toBe(37)
})
