import { beforeEach, expect, test } from 'vitest'
import type { AttemptClaim } from './answers.server'
import { cancelSession } from './cancelling.server'
import { CLAIM_COOKIE, sealClaim } from './claim.server'
import { demonstrationNumber, demonstrationPin } from './demonstration'
import { decideDisqualification, proposeDisqualification } from './disqualification.server'
import { anExamDay, atWork, closeDay, type ExamDay, examPerson, examTests, SECOND, signIn } from './exam-day.fixture'
import { pauseExam, releaseSession } from './exam-day.server'
import type { RoomState } from './room'
import { roomAnswers, roomRefusal } from './room-answers.fixture'
import { answerRequest, roomDoors } from './room-door.server'

const database = await examTests()

const REASON = 'Gangguan listrik di ruang'
const DEVICE = 'kursi'
let day: ExamDay

beforeEach(async () => {
  day = await anExamDay(database.owner)
})

test('at a seat that is paused the doors answer with nothing but what they may', async () => {
  const claim = await atWork(day)
  await pauseExam(examPerson(day), { id: day.sessionId, attemptIds: [claim.attemptId], reason: REASON })
  expect(await heard(claim)).toMatchObject({
    stage: 'paused',
    result: null,
    receipt: null,
    notices: [{ kind: 'pause' }],
  })
})

test('whoever is disqualified hears that and why, before and after the close, and no score', async () => {
  const claim = await atWork(day)
  await disqualify(claim.attemptId)
  expect(await heard(claim)).toMatchObject({ stage: 'disqualified', work: null, result: null, receipt: null })
  await closeDay(examPerson(day), day.sessionId)
  expect(await heard(await signIn(0))).toMatchObject({
    stage: 'disqualified',
    work: null,
    result: null,
    receipt: { scores: null, disqualifiedAt: expect.any(String) },
  })
})

test('whoever never began hears that the session is over without them', async () => {
  await releaseSession(examPerson(day), day.sessionId)
  const claim = await signIn(0)
  await closeDay(examPerson(day), day.sessionId)
  expect(await heard(claim)).toMatchObject({ stage: 'absent', work: null, result: null, receipt: null })
})

test('of a session that was cancelled a device and the board say why, and nothing else', async () => {
  const claim = await atWork(day)
  await cancelSession(examPerson(day, undefined, 'exam_manager'), { id: day.sessionId, reason: REASON })
  expect(await heard(claim)).toMatchObject({ stage: 'void', work: null, result: null, notices: [{ reason: REASON }] })
  const { text } = await ask(claim, 'GET papan')
  expect(JSON.parse(text)).toMatchObject({ cancelled: REASON, lines: [] })
})

test('the board of one room answers with nothing but what it may, and caches may pass it on for three seconds', async () => {
  await atWork(day)
  const [room] = await database.owner<{ id: string }[]>`
    select room_id as id from exam_session_rooms where session_id = ${day.sessionId}`
  const { status, text, cache } = await ask(await signIn(0), 'GET papan', `&ruang=${room?.id}`)
  expect([status, cache]).toEqual([200, 'public, max-age=3'])
  expect(roomAnswers['GET papan']?.parse(JSON.parse(text))).toMatchObject({ room: { id: room?.id } })
})

async function disqualify(id: string): Promise<void> {
  await proposeDisqualification(examPerson(day), { id, reason: REASON })
  const [proposal] = await database.owner<{ id: string }[]>`
    select id from exam_incidents where kind = 'disqualification' and attempt_id = ${id}`
  await decideDisqualification(examPerson(day, SECOND), { id: proposal?.id ?? '' })
}

/** What the device is told of its attempt, after every door was asked and none said more than it may. */
async function heard(claim: AttemptClaim): Promise<RoomState> {
  const { text: state } = await ask(claim, 'GET keadaan')
  const faults = []
  for (const door of roomDoors.toSorted((door) => (door === 'POST masuk' ? 1 : -1))) {
    const { status, text } = await ask(claim, door)
    const shape = status === 200 ? roomAnswers[door] : status === 304 ? undefined : roomRefusal
    const read = shape?.safeParse(text.startsWith('%PDF-') ? text : JSON.parse(text))
    if (read?.success !== true) faults.push(`${door}: ${JSON.stringify(read?.error?.issues)}`)
  }
  expect(faults).toEqual([])
  return JSON.parse(state)
}

const bodies: Record<string, unknown> = {
  'POST masuk': { number: demonstrationNumber(0), pin: demonstrationPin(0), device: DEVICE },
  'POST jawaban': { changes: [{ seq: 1, item: 1, option: 'o1' }] },
  'POST susulan': { epoch: 1, changes: [{ seq: 2, item: 2, option: 'o1' }] },
  'POST tanda': { flags: [3] },
  'POST bantuan': { isNeeded: true },
}

async function ask(claim: AttemptClaim, door: string, more = '') {
  const [method = '', name] = door.split(' ')
  const answer = await answerRequest(
    new Request(`http://satya.test/api/cat/${name}?sesi=${day.sessionId}${more}`, {
      method,
      headers: { cookie: `${CLAIM_COOKIE}=${sealClaim(claim)}`, origin: 'http://satya.test', host: 'satya.test' },
      ...(method === 'POST' && { body: JSON.stringify(bodies[door] ?? {}) }),
    }),
  )
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  return { status: answer.status, text, cache: answer.headers.get('cache-control') }
}
