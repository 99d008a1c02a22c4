import { gunzipSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { saveAnswers } from './answers.server'
import type { Board } from './board'
import { boardSnapshot, boardsKept, isWatched } from './board.server'
import { demonstrationNumber } from './demonstration'
import {
  anExamDay,
  atWork,
  bestOptions,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  FIRST,
  signIn,
} from './exam-day.fixture'
import { releaseSession, switchBoard } from './exam-day.server'
import { finishAttempt } from './finish.server'
import { startAttempt } from './room-state.server'

const database = await examTests()

let day: ExamDay
let sessionId: string

beforeEach(async () => {
  day = await anExamDay(database.owner)
  sessionId = day.sessionId
})

const person = (accountId?: string) => examPerson(day, accountId)

test('where a programme asks for numbers alone, nothing of a name is on its board', async () => {
  await database.owner`update exam_programmes set board_shows = 'numbers' where id = ${day.programmeId}`
  const claim = await atWork(day)
  await finishAttempt(claim, new Date())
  const { json } = await boardSnapshot({ sessionId, roomId: null }, new Date())
  const text = Buffer.from(json).toString()
  expect((JSON.parse(text) as Board).lines).toMatchObject([{ number: demonstrationNumber(0), initials: null }])
  expect(text).not.toContain('A. P. W.')
})

test('the board shows the scores of those who have ended by rank, of the others how far they are, and no name', async () => {
  const claim = await atWork(day)
  const [option = ''] = await bestOptions(database.owner, claim.attemptId)
  await saveAnswers(claim, [{ seq: 1, item: 1, option }], new Date())
  const other = await signIn(1)
  await startAttempt(other)
  await saveAnswers(
    other,
    [
      { seq: 1, item: 1, option: 'o1' },
      { seq: 2, item: 2, option: null },
    ],
    new Date(),
  )
  await finishAttempt(claim, new Date())
  const { json, gzip } = await boardSnapshot({ sessionId, roomId: null }, new Date())
  const board: Board = JSON.parse(Buffer.from(json).toString())
  expect(gunzipSync(gzip).equals(json)).toBe(true)
  expect(board.lines).toMatchObject([
    { number: demonstrationNumber(0), initials: 'A. P. W.', total: 5, state: 'finished' },
    { number: demonstrationNumber(1), scores: null, total: null, answered: 1, state: 'running' },
  ])
  expect(JSON.stringify(board)).not.toContain('Arga')
  const [{ ends } = {}] = await database.owner<{ ends?: Date }[]>`
    select started_at + make_interval(secs => allowed_seconds) as ends from exam_attempts where id = ${other.attemptId}`
  expect(board.endsAt).toBe(ends?.toISOString())
  await switchBoard(person(), { id: sessionId, isShown: false })
  await expect(boardSnapshot({ sessionId, roomId: null }, new Date(Date.now() + 10_000))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the board of a room holds its own people, equals share a place, and a low mark is low for their own formation', async () => {
  await database.owner`
    update exam_formations set formation_kind = 'disabilitas' where id = (
      select formation_id from exam_candidates where number = ${demonstrationNumber(0)})`
  await releaseSession(person(), sessionId)
  for (const at of [0, 1]) {
    const claim = await signIn(at)
    await startAttempt(claim)
    await finishAttempt(claim, new Date())
  }
  const boardOf = async (roomId: string | null): Promise<Board> =>
    JSON.parse(Buffer.from((await boardSnapshot({ sessionId, roomId }, new Date())).json).toString())
  const whole = await boardOf(null)
  expect(whole.lines).toMatchObject([
    { number: demonstrationNumber(0), place: 1, isBelow: true, lowSections: ['TIU'] }, // the others ask nothing here
    { number: demonstrationNumber(1), place: 1 },
  ])

  const [seat] = await database.owner<{ room: string }[]>`
    select room_id as room from exam_attempts a join exam_candidates c on c.id = a.candidate_id
    where c.number = ${demonstrationNumber(0)}`
  const [other] = await database.owner<{ id: string }[]>`
    insert into exam_rooms (site_id, agency_id, name, seats, seats_per_row)
    select site_id, agency_id, 'Ruang lain', seats, seats_per_row from exam_rooms where id = ${seat?.room ?? ''} returning id`
  await database.owner`
    insert into exam_session_rooms (session_id, room_id, agency_id)
    select id, ${other?.id ?? ''}, agency_id from exam_sessions where id = ${sessionId}`
  expect((await boardOf(other?.id ?? '')).lines).toEqual([])
  expect((await boardOf(seat?.room ?? '')).lines).toHaveLength(2)
  await expect(boardOf(FIRST)).rejects.toMatchObject({ code: 'not_found' })
})

test('everybody who looks at a running session within three seconds gets the same snapshot, and later another one', async () => {
  const claim = await atWork(day)
  const ref = { sessionId, roomId: null }
  const start = Date.now() + 1_800_000
  const boardAt = (seconds: number) => boardSnapshot(ref, new Date(start + seconds * 1000))
  const [first, second] = await Promise.all([boardAt(0), boardAt(1)])
  await finishAttempt(claim, new Date())
  expect([second.json, (await boardAt(2.9)).json]).toEqual([first.json, first.json])
  expect(second).toBe(first)
  const later = await boardAt(3)
  expect(JSON.parse(Buffer.from(later.json).toString())).toMatchObject({ finished: 1, endsAt: null })
})

test('a board is watched while somebody asks for it, and forgotten when nobody does', async () => {
  await releaseSession(person(), sessionId)
  const start = Date.now() + 3_600_000 // far from what other tests looked at
  const at = (seconds: number) => new Date(start + seconds * 1000)
  const ref = { sessionId, roomId: null }
  expect(isWatched(ref, at(0))).toBe(false)
  await boardSnapshot(ref, at(0))
  expect([isWatched(ref, at(9)), isWatched(ref, at(11))]).toEqual([true, false])
  await boardSnapshot(ref, at(12))
  const [room] = await database.owner<{ id: string }[]>`select room_id as id from exam_session_rooms`
  await boardSnapshot({ sessionId, roomId: room?.id ?? '' }, at(13))
  const both = boardsKept()
  await boardSnapshot({ sessionId, roomId: room?.id ?? '' }, at(75))
  expect(boardsKept()).toBe(both - 1)
})

test('the board of a closed session is computed once, and anew only when somebody is disqualified', async () => {
  const claim = await atWork(day)
  await finishAttempt(claim, new Date())
  await closeDay(person(), sessionId)
  const ref = { sessionId, roomId: null }
  const start = Date.now() + 7_200_000
  const boardAt = (hours: number) => boardSnapshot(ref, new Date(start + hours * 3_600_000))
  const first = await boardAt(0)
  expect((await boardAt(1)).json).toBe(first.json)
  expect((await boardAt(48)).json).toBe(first.json)

  await switchBoard(person(), { id: sessionId, isShown: false })
  await expect(boardAt(49)).rejects.toMatchObject({ code: 'not_found' })
  await switchBoard(person(), { id: sessionId, isShown: true })
  const shown: Board = JSON.parse(Buffer.from((await boardAt(50)).json).toString())
  expect(shown.lines.map(({ number }) => number)).toEqual([demonstrationNumber(0)])
  await database.owner`update exam_attempts set state = 'disqualified' where id = ${claim.attemptId}`
  const after: Board = JSON.parse(Buffer.from((await boardAt(51)).json).toString())
  expect(after.lines).toEqual([])
})
