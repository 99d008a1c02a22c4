import type { TransactionSql } from 'postgres'
import { beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { saveAnswers } from './answers.server'
import { DEMONSTRATION_REGISTERED } from './demonstration'
import { registerCandidate } from './desk.server'
import {
  anExamDay,
  attemptAt,
  atWork,
  type ExamDay,
  examPerson,
  examTests,
  FIRST,
  SECOND,
  signIn,
} from './exam-day.fixture'
import { addExamTime, moveSeat, pauseExam, prepareSession, releaseSession, resumeExam } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { roomState, startAttempt } from './room-state.server'

const database = await examTests()

const REASON = 'Gangguan listrik di ruang'
let day: ExamDay
let sessionId: string

beforeEach(async () => {
  day = await anExamDay(database.owner)
  sessionId = day.sessionId
})

const person = (accountId?: string) => examPerson(day, accountId)

test('a form has of each aspect what the blueprint asks for, and a bank that lacks one is named', async () => {
  const cells = await database.owner<{ met: boolean }[]>`
    with form as (
      select i.section, i.aspect from exam_sessions s, jsonb_array_elements_text(s.content) c (version)
      join exam_item_versions v on v.id = c.version::uuid join exam_items i on i.id = v.item_id where s.id = ${sessionId}
    )
    select (select count(*) from form f where f.section = b.section and f.aspect = b.aspect)
      between b.minimum and b.maximum as met
    from exam_blueprint_cells b join exam_sessions s on s.programme_id = b.programme_id where s.id = ${sessionId}`
  expect(cells.length).toBeGreaterThan(10)
  expect(cells.every(({ met }) => met)).toBe(true)

  await database.owner`update exam_items set state = 'retired' where aspect = 'numerik.deret_angka'`
  await database.owner`delete from exam_papers`
  await database.owner`update exam_sessions set state = 'planned' where id = ${sessionId}`
  await expect(prepareSession(person(), sessionId)).rejects.toMatchObject({
    code: 'bank_too_small',
    facts: { section: 'TIU (numerik.deret_angka)', found: 0 },
  })
})

test('whoever is in a session has the time of their accommodation from its preparation on at the latest', async () => {
  const { id } = await attemptAt(database.owner, 1)
  await database.owner`delete from exam_papers`
  await database.owner`update exam_sessions set state = 'planned' where id = ${sessionId}`
  await database.owner`update exam_attempts set state = 'scheduled', allowed_seconds = 7800 where session_id = ${sessionId}`
  await database.owner`
    update exam_formations set formation_kind = 'disabilitas'
    where id = (select formation_id from exam_candidates c join exam_attempts a on a.candidate_id = c.id where a.id = ${id})`
  await database.owner`
    update exam_candidates set accommodation = 'netra' where id = (select candidate_id from exam_attempts where id = ${id})`
  await prepareSession(person(), sessionId)
  const longer = await database.owner`select id from exam_attempts where allowed_seconds = 7800`
  expect(longer).toEqual([{ id }])
})

async function planAgain() {
  await database.owner`delete from exam_papers`
  await database.owner`update exam_sessions set state = 'planned' where id = ${sessionId}`
}

test('a session is prepared only of a programme that is confirmed still', async () => {
  await planAgain()
  await database.owner`update exam_programmes set is_confirmed = false where id = ${day.programmeId}`
  await expect(prepareSession(person(), sessionId)).rejects.toMatchObject({ code: 'cat.programme_unconfirmed' })
})

test('no form is chosen whose keys become public at that moment', async () => {
  await planAgain()
  const prepared = behind(
    database.owner,
    (tx) => tx`select pg_advisory_xact_lock(hashtextextended(${`keys ${day.agencyId}`}, 0))`,
    () => prepareSession(person(), sessionId),
    (tx) => tx`
      insert into exam_disclosures (programme_id, agency_id, disclosed_by, disclosed_name, disclosed_at)
      values (${day.programmeId}, ${day.agencyId}, ${FIRST}, 'Lestari', now())`,
  )
  await expect(prepared).rejects.toMatchObject({ code: 'data_disclosed' })
})

test('a preparation waits for the file that is being applied', async () => {
  await database.owner`delete from exam_papers`
  await database.owner`update exam_sessions set state = 'planned' where id = ${sessionId}`
  await behind(
    database.owner,
    (tx) => tx`select pg_advisory_xact_lock(hashtextextended(${`candidates ${day.programmeId} ${day.agencyId}`}, 0))`,
    () => prepareSession(person(), sessionId),
  )
})

test('no paper is made for somebody whose passing grade is not confirmed or not there', async () => {
  await database.owner`delete from exam_papers`
  await database.owner`update exam_sessions set state = 'planned' where id = ${sessionId}`
  await database.owner`update exam_passing_grades set is_confirmed = false where formation_kind = 'umum'`
  await expect(prepareSession(person(), sessionId)).rejects.toMatchObject({ code: 'grade_unconfirmed' })
  await database.owner`delete from exam_passing_grades where formation_kind = 'umum'`
  await expect(prepareSession(person(), sessionId)).rejects.toMatchObject({ code: 'grade_missing' })
})

test('nobody begins before the release, and the key of the content comes with the start', async () => {
  const claim = await signIn(0)
  await startAttempt(claim)
  expect(await roomState(claim, new Date())).toMatchObject({ stage: 'waiting', work: null })
  await releaseSession(person(), sessionId)
  expect(await roomState(claim, new Date())).toMatchObject({ stage: 'ready', work: null })
  await startAttempt(claim)
  const begun = await roomState(claim, new Date())
  expect(begun.stage).toBe('running')
  expect(begun.work?.paper).toHaveLength(110)
  expect(begun.secondsLeft).toBeGreaterThan(5_990)
})

test('a pause gives back every second, and no answer is taken meanwhile', async () => {
  const claim = await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  await pauseExam(person(), { id: sessionId, attemptIds: [id], reason: REASON })
  await expect(saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())).rejects.toMatchObject({
    code: 'exam_not_running',
  })
  await database.owner`update exam_attempts set paused_at = clock_timestamp() - interval '1019.5 seconds' where id = ${id}`
  await resumeExam(person(), { id: sessionId, attemptIds: [], reason: REASON })
  expect(await attemptAt(database.owner, 0)).toMatchObject({ state: 'running', pausedSeconds: 1_020 })
  const { incidents } = await sessionView(person(), sessionId)
  expect(incidents).toMatchObject([{ kind: 'resume', seconds: 1_020 }, { kind: 'pause' }])
  expect(await saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())).toMatchObject({ savedSeq: 1 })
})

test('a pause of who stands still is refused, and so is going on with who is at work: neither turns into the other', async () => {
  await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  for (const attemptIds of [[], [id]]) {
    const whom = { id: sessionId, attemptIds, reason: REASON }
    await expect(resumeExam(person(), whom)).rejects.toMatchObject({ code: 'nobody_paused' })
    await pauseExam(person(), whom)
    await expect(pauseExam(person(SECOND), whom)).rejects.toMatchObject({ code: 'nobody_working' })
    expect((await attemptAt(database.owner, 0)).state).toBe('paused')
    await resumeExam(person(), whom)
  }
  expect((await sessionView(person(), sessionId)).incidents).toHaveLength(4)
})

test('whoever waits to pause or to let go on takes no time from anybody: it counts when all are held', async () => {
  const claim = await atWork(day)
  await startAttempt(await signIn(1))
  const { id } = await attemptAt(database.owner, 0)
  const whom = { id: sessionId, attemptIds: [], reason: REASON }
  const holdOne = (tx: TransactionSql) => tx`select from exam_attempts where id = ${id} for update`
  const answer = (tx: TransactionSql) =>
    tx`update exam_attempts set last_seen_at = clock_timestamp() + interval '1 second' where id = ${id}`
  const second = () => new Promise((resolve) => setTimeout(resolve, 1_100))

  await behind(
    database.owner,
    holdOne,
    () => pauseExam(person(), whom),
    async (tx) => {
      await answer(tx)
      await second()
    },
  )
  const pauses = await database.owner<{ at: Date; seen: Date }[]>`
    select paused_at as at, max(last_seen_at) over () as seen from exam_attempts where state = 'paused'`
  expect(new Set(pauses.map(({ at }) => at.getTime())).size).toBe(1)
  expect(pauses[0]?.at.getTime()).toBeGreaterThan(pauses[0]?.seen.getTime() ?? Infinity)

  await behind(database.owner, holdOne, () => resumeExam(person(), whom), second)
  const back = (await attemptAt(database.owner, 0)).pausedSeconds
  expect(back).toBeGreaterThan(1)
  expect((await attemptAt(database.owner, 1)).pausedSeconds).toBe(back)
  expect(await saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())).toMatchObject({ savedSeq: 1 })
})

test('the desk and a change of seats hold the session before the attempt, as a pause does, and none of them blocks another', async () => {
  await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  const waiting = await attemptAt(database.owner, DEMONSTRATION_REGISTERED)
  const holdSession = (tx: TransactionSql) => tx`select from exam_sessions where id = ${sessionId} for no key update`
  const isFree = (attempt: string) => (tx: TransactionSql) =>
    tx`select from exam_attempts where id = ${attempt} for update nowait`
  await behind(database.owner, holdSession, () => moveSeat(person(), { id, seat: 36, reason: REASON }), isFree(id))
  const desk = { id: waiting.id, identity: 'card', note: '' } as const
  await behind(database.owner, holdSession, () => registerCandidate(person(), desk), isFree(waiting.id))

  const whom = { id: sessionId, attemptIds: [], reason: REASON }
  await behind(
    database.owner,
    (tx) => tx`select from exam_attempts where id = ${id} for update`,
    () => pauseExam(person(), whom),
    (tx) => tx`
      insert into exam_incidents (session_id, attempt_id, agency_id, kind, reason, recorded_by, recorded_name, recorded_at)
      values (${sessionId}, ${id}, ${day.agencyId}, 'note', ${REASON}, ${FIRST}, 'Lestari', now())`,
  )
  expect((await attemptAt(database.owner, 0)).state).toBe('paused')
})

test('more time is given once, however many supervisors saw that it was needed', async () => {
  await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  const more = { id, minutes: 10, seenSeconds: 6_000, reason: REASON }
  const given = await Promise.allSettled([addExamTime(person(), more), addExamTime(person(SECOND), more)])
  expect(given.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(given.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'time_changed', facts: { minutes: 110 } },
  })
  await addExamTime(person(SECOND), { ...more, seenSeconds: 6_600 })
  const [row] = await database.owner`select allowed_seconds as seconds from exam_attempts where id = ${id}`
  expect(row).toEqual({ seconds: 7_200 })
})

test('a second room has its own seats: one moves into it, and it is paused by itself', async () => {
  const [room] = await database.owner<{ id: string }[]>`
    with room as (
      insert into exam_rooms (site_id, agency_id, name, seats, seats_per_row)
      select site_id, agency_id, 'Ruang B', 4, 2 from exam_sessions where id = ${sessionId} returning id
    )
    insert into exam_session_rooms (session_id, room_id, agency_id)
    select ${sessionId}, id, ${day.agencyId} from room returning room_id as id`
  await atWork(day)
  await startAttempt(await signIn(1))
  const { id } = await attemptAt(database.owner, 0)
  const move = { id, roomId: room?.id, seat: 5, reason: REASON }
  await expect(moveSeat(person(), move)).rejects.toMatchObject({ code: 'no_such_seat' })
  await moveSeat(person(), { ...move, seat: 4 })
  const { seats } = await sessionView(person(), sessionId)
  expect(seats.find(({ attemptId }) => attemptId === id)).toMatchObject({ room: 'Ruang B', seat: 4 })
  await pauseExam(person(), { id: sessionId, attemptIds: [], roomId: room?.id, reason: REASON })
  expect([(await attemptAt(database.owner, 0)).state, (await attemptAt(database.owner, 1)).state]).toEqual([
    'paused',
    'running',
  ])
})

test('another seat goes on with the same paper and answers, and the old device may write no more', async () => {
  const claim = await atWork(day)
  await saveAnswers(claim, [{ seq: 1, item: 3, option: 'o2' }], new Date())
  const before = await roomState(claim, new Date())
  const { id, seat } = await attemptAt(database.owner, 0)
  const taken = (await attemptAt(database.owner, 1)).seat
  await expect(moveSeat(person(), { id, seat: taken, reason: REASON })).rejects.toMatchObject({ code: 'seat_taken' })
  const free = [...Array(36).keys()].map((at) => at + 1)
  const used = (await sessionView(person(), sessionId)).seats.map((each) => each.seat)
  await moveSeat(person(), { id, seat: free.find((each) => !used.includes(each)) ?? seat, reason: REASON })
  await expect(saveAnswers(claim, [{ seq: 2, item: 4, option: 'o2' }], new Date())).rejects.toMatchObject({
    code: 'superseded_device',
  })
  const after = await roomState(await signIn(0), new Date())
  expect(after.work?.paper).toEqual(before.work?.paper)
  expect(after.work?.answers).toEqual({ 3: 'o2' })
})
