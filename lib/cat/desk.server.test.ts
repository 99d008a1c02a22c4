import { beforeEach, expect, test } from 'vitest'
import { saveAnswers } from './answers.server'
import { DEMONSTRATION_NAMES, DEMONSTRATION_REGISTERED, demonstrationNumber } from './demonstration'
import { registerCandidate, registerLate, renewPin } from './desk.server'
import {
  anExamDay,
  attemptAt,
  atWork,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  SECOND,
  signIn,
} from './exam-day.fixture'
import { releaseSession } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { roomState } from './room-state.server'
import { reasonedRegistration, registration } from './session'
import { signInCandidate } from './sign-in.server'

const database = await examTests()

const REASON = 'Gangguan listrik di ruang'
let day: ExamDay
let sessionId: string

beforeEach(async () => {
  day = await anExamDay(database.owner)
  sessionId = day.sessionId
})

const person = (accountId?: string) => examPerson(day, accountId)

test('the desk gives a PIN that signs in, and draws a free seat of the room', async () => {
  const { id } = await attemptAt(database.owner, DEMONSTRATION_REGISTERED)
  const { pin, seat } = await registerCandidate(person(), { id, identity: 'card', note: '' })
  expect(pin).toMatch(/^\d{6}$/)
  expect(seat).toBeGreaterThan(0)
  const number = demonstrationNumber(DEMONSTRATION_REGISTERED)
  expect(await signInCandidate({ number, pin, device: 'kursi' }, new Date())).toEqual({ attemptId: id, epoch: 1 })
  const seats = (await sessionView(person(), sessionId)).seats.flatMap(({ seat }) => seat ?? [])
  expect(new Set(seats).size).toBe(seats.length)
})

test('the place among the free seats differs from person to person: nobody can arrange one', async () => {
  const fromFirst = new Set<number>()
  const fromLast = new Set<number>()
  for (let at = DEMONSTRATION_REGISTERED; at < DEMONSTRATION_NAMES.length; at += 1) {
    const free = await freeSeats()
    const { id } = await attemptAt(database.owner, at)
    const { seat } = await registerCandidate(person(), { id, identity: 'card', note: '' })
    const place = free.indexOf(seat ?? 0)
    fromFirst.add(place)
    fromLast.add(free.length - place)
  }
  expect(fromFirst.size).toBeGreaterThan(1)
  expect(fromLast.size).toBeGreaterThan(1)
  expect(fromFirst).not.toContain(-1)
})

async function freeSeats(): Promise<number[]> {
  const rows = await database.owner<{ seat: number }[]>`
    select n as seat from exam_session_rooms x join exam_rooms r on r.id = x.room_id, generate_series(1, r.seats) n
    where x.session_id = ${sessionId} and not exists (
      select from exam_attempts a where a.session_id = ${sessionId} and a.seat = n) order by n`
  return rows.map(({ seat }) => seat)
}

const LATE = 'Ban bocor di jalan, diizinkan ketua tim'

test('after the desk has closed whoever comes late is let in with a reason, which the session names', async () => {
  const { id } = await attemptAt(database.owner, DEMONSTRATION_REGISTERED)
  const late = { id, identity: 'card', note: '', reason: LATE } as const
  await expect(registerLate(person(), late)).rejects.toMatchObject({ code: 'wrong_state' })
  await database.owner`update exam_sessions set starts_at = now() + interval '4 minutes' where id = ${sessionId}`
  await expect(registerCandidate(person(), { id, identity: 'card', note: '' })).rejects.toMatchObject({
    code: 'registration_closed',
  })
  const { pin, seat } = await registerLate(person(), late)
  expect(seat).toBeGreaterThan(0)
  const number = demonstrationNumber(DEMONSTRATION_REGISTERED)
  expect(await signInCandidate({ number, pin, device: 'kursi' }, new Date())).toMatchObject({ attemptId: id })
  expect((await sessionView(person(), sessionId)).incidents).toMatchObject([
    { kind: 'late_registration', reason: LATE, people: [{ number }] },
  ])
})

test('somebody at work who lost the PIN gets another one: the device stops, the old PIN is void, nothing is lost', async () => {
  const claim = await atWork(day)
  await saveAnswers(claim, [{ seq: 1, item: 3, option: 'o2' }], new Date())
  const { attemptId: id } = claim
  await expect(registerCandidate(person(), { id, identity: 'card', note: '' })).rejects.toMatchObject({
    code: 'wrong_state',
  })
  const { seat } = await attemptAt(database.owner, 0)
  const given = await renewPin(person(SECOND), { id, identity: 'card', note: '', reason: REASON })
  expect(given).toMatchObject({ pin: expect.stringMatching(/^\d{6}$/), seat })
  await expect(roomState(claim, new Date())).rejects.toMatchObject({ code: 'superseded_device' })
  await expect(saveAnswers(claim, [{ seq: 2, item: 4, option: 'o2' }], new Date())).rejects.toMatchObject({
    code: 'superseded_device',
  })
  await expect(signIn(0)).rejects.toMatchObject({ code: 'wrong_pin' })
  const number = demonstrationNumber(0)
  const again = await signInCandidate({ number, pin: given.pin, device: 'kursi lain' }, new Date())
  expect((await roomState(again, new Date())).work?.answers).toEqual({ 3: 'o2' })
  expect((await sessionView(person(), sessionId)).incidents).toMatchObject([{ kind: 'new_pin', reason: REASON }])
  const [event] = await database.owner`
    select event, account_id as by, reason from audit_events where subject_id = ${id} order by seq desc limit 1`
  expect(event).toEqual({ event: 'exam.renew_pin', by: SECOND, reason: REASON })
})

test('who never came gets a PIN after the close, without a seat, and sees what became of it', async () => {
  const { id } = await attemptAt(database.owner, DEMONSTRATION_REGISTERED)
  const ask = { id, identity: 'card', note: '', reason: REASON } as const
  await expect(renewPin(person(), ask)).rejects.toMatchObject({ code: 'wrong_state' })
  await releaseSession(person(), sessionId)
  await closeDay(person(), sessionId)
  const given = await renewPin(person(), ask)
  expect(given).toMatchObject({ room: null, seat: null })
  const number = demonstrationNumber(DEMONSTRATION_REGISTERED)
  const claim = await signInCandidate({ number, pin: given.pin, device: 'di rumah' }, new Date())
  expect(await roomState(claim, new Date())).toMatchObject({ stage: 'absent', result: null, receipt: null, work: null })
  expect((await sessionView(person(), sessionId)).incidents).toEqual([])
})

test('whoever is let in without the card takes written words on how they were known, which stay with the seat', async () => {
  const { id } = await attemptAt(database.owner, DEMONSTRATION_REGISTERED)
  for (const identity of ['substitute', 'by_hand'] as const) {
    expect(registration.safeParse({ id, identity, note: ' ada ' }).error?.issues).toMatchObject([
      { path: ['note'], message: 'cat.identity_unexplained' },
    ])
    expect(reasonedRegistration.safeParse({ id, identity, note: '', reason: REASON }).success).toBe(false)
  }
  expect(registration.safeParse({ id, identity: 'card', note: '' }).success).toBe(true)
  const note = 'e-KTP hilang, wajah dicocokkan dengan foto pendaftaran'
  await registerCandidate(person(), registration.parse({ id, identity: 'by_hand', note }))
  const seat = (await sessionView(person(), sessionId)).seats.find(({ attemptId }) => attemptId === id)
  expect(seat?.identityNote).toBe(`by_hand: ${note}`)
})

test('nobody of another agency gives a PIN', async () => {
  const { id } = await attemptAt(database.owner, 0)
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 })
  await expect(renewPin(stranger, { id, identity: 'card', note: '', reason: REASON })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(registerLate(stranger, { id, identity: 'card', note: '', reason: REASON })).rejects.toMatchObject({
    code: 'not_found',
  })
})
