import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { TransactionSql } from 'postgres'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { saveAnswers } from './answers.server'
import { behind } from './behind.fixture'
import type { Board } from './board'
import { boardSnapshot, boardsKept, isWatched } from './board.server'
import { closeSession, publishedSession } from './closing.server'
import { DEMONSTRATION_REGISTERED, demonstrationNumber } from './demonstration'
import { anExamDay, bestOptions, type ExamDay, examPerson, FIRST, SECOND, signIn } from './exam-day.fixture'
import {
  addExamTime,
  decideDisqualification,
  handOverAttempt,
  moveSeat,
  pauseExam,
  prepareSession,
  proposeDisqualification,
  registerCandidate,
  releaseSession,
  resumeExam,
  switchBoard,
} from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt, finishExpired } from './finish.server'
import { isGenuine, readReceipt } from './receipt'
import { roomState, startAttempt } from './room-state.server'
import { signInCandidate } from './sign-in.server'

const keys = mkdtempSync(path.join(tmpdir(), 'satya-exam-'))
process.env.KEYS_FOLDER = keys
afterAll(() => rmSync(keys, { recursive: true, force: true }))
process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'

const database = await testDatabase()
afterEach(database.reset)

const REASON = 'Gangguan listrik di ruang'
let day: ExamDay
let sessionId: string

beforeEach(async () => {
  day = await anExamDay(database.owner)
  sessionId = day.sessionId
})

const person = (accountId?: string) => examPerson(day, accountId)

async function atWork(at = 0) {
  await releaseSession(person(), sessionId)
  const claim = await signIn(at)
  await startAttempt(claim)
  return claim
}

async function attemptOf(at: number) {
  const [row] = await database.owner<{ id: string; state: string; seat: number; pausedSeconds: number }[]>`
    select a.id, a.state, a.seat, a.paused_seconds as "pausedSeconds" from exam_attempts a
    join exam_candidates c on c.id = a.candidate_id where c.number = ${demonstrationNumber(at)}`
  if (!row) throw new Error('no attempt')
  return row
}

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
  const { id } = await attemptOf(1)
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
  let preparing: Promise<unknown> = Promise.resolve()
  await database.owner.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`candidates ${day.programmeId} ${day.agencyId}`}, 0))`
    preparing = prepareSession(person(), sessionId)
    await expect
      .poll(
        async () =>
          (await tx`select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`)
            .length,
      )
      .toBe(1)
  })
  await preparing
})

test('no paper is made for somebody whose passing grade is not confirmed or not there', async () => {
  await database.owner`delete from exam_papers`
  await database.owner`update exam_sessions set state = 'planned' where id = ${sessionId}`
  await database.owner`update exam_passing_grades set is_confirmed = false where formation_kind = 'umum'`
  await expect(prepareSession(person(), sessionId)).rejects.toMatchObject({ code: 'grade_unconfirmed' })
  await database.owner`delete from exam_passing_grades where formation_kind = 'umum'`
  await expect(prepareSession(person(), sessionId)).rejects.toMatchObject({ code: 'grade_missing' })
})

test('the desk gives a PIN that signs in, and draws a free seat of the room', async () => {
  const { id } = await attemptOf(DEMONSTRATION_REGISTERED)
  const { pin, seat } = await registerCandidate(person(), { id, identity: 'card', note: '' })
  expect(pin).toMatch(/^\d{6}$/)
  expect(seat).toBeGreaterThan(0)
  const number = demonstrationNumber(DEMONSTRATION_REGISTERED)
  expect(await signInCandidate({ number, pin, device: 'kursi' }, new Date())).toEqual({ attemptId: id, epoch: 1 })
  const seats = (await sessionView(person(), sessionId)).seats.flatMap(({ seat }) => seat ?? [])
  expect(new Set(seats).size).toBe(seats.length)
})

test('a wrong PIN and a number that nobody has are refused alike, and after some tries everybody waits', async () => {
  const wrong = (number: string) => signInCandidate({ number, pin: '000000', device: 'kursi' }, new Date())
  await expect(wrong('1')).rejects.toMatchObject({ code: 'wrong_pin' })
  for (let at = 0; at < 5; at++)
    await expect(wrong(demonstrationNumber(0))).rejects.toMatchObject({ code: 'wrong_pin' })
  await expect(signIn(0)).rejects.toMatchObject({ code: 'too_many_attempts' })
})

test('whoever is kept out by the tries of others waits a minute at most, and not at all with a new PIN', async () => {
  const { id } = await attemptOf(0)
  const keptOut = async () => {
    const [row] = await database.owner<{ seconds: number }[]>`
      select extract(epoch from blocked_until - now())::int as seconds from sign_in_throttles order by 1 desc nulls last limit 1`
    return row?.seconds ?? 0
  }
  let now = Date.now()
  for (let at = 0; at < 12; at++, now += 61_000)
    await signInCandidate({ number: demonstrationNumber(0), pin: '000000', device: 'kursi' }, new Date(now)).catch(
      () => undefined,
    )
  expect(await keptOut()).toBeLessThanOrEqual((now - Date.now()) / 1000 + 61)
  await database.owner`update sign_in_throttles set blocked_until = now() + interval '60 seconds'`
  await expect(signIn(0)).rejects.toMatchObject({ code: 'too_many_attempts', facts: { seconds: 60 } })

  const { pin } = await registerCandidate(person(), { id, identity: 'card', note: '' })
  expect(await signInCandidate({ number: demonstrationNumber(0), pin, device: 'kursi' }, new Date())).toMatchObject({
    attemptId: id,
  })
})

test('a storm of failures at the office’s sign-in keeps no candidate out', async () => {
  await database.owner`
    insert into sign_in_throttles (key, attempts, last_attempt_at, blocked_until) values ('global', 400, now(), now() + interval '20 seconds')`
  await signIn(0)
})

test('time that is added while attempts are being ended is not taken away again', async () => {
  const claim = await atWork()
  await database.owner`update exam_attempts set started_at = now() - interval '3 hours' where id = ${claim.attemptId}`
  let ending: Promise<void> | undefined
  await database.owner.begin(async (tx) => {
    await tx`update exam_attempts set allowed_seconds = allowed_seconds + 36000 where id = ${claim.attemptId}`
    ending = finishExpired(new Date())
    await expect
      .poll(
        async () =>
          (await tx`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
            .length,
      )
      .toBeGreaterThan(0)
  })
  await ending
  expect((await attemptOf(0)).state).toBe('running')
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
  const claim = await atWork()
  const { id } = await attemptOf(0)
  await pauseExam(person(), { id: sessionId, attemptIds: [id], reason: REASON })
  await expect(saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())).rejects.toMatchObject({
    code: 'exam_not_running',
  })
  await database.owner`update exam_attempts set paused_at = clock_timestamp() - interval '1019.5 seconds' where id = ${id}`
  await resumeExam(person(), { id: sessionId, attemptIds: [], reason: REASON })
  expect(await attemptOf(0)).toMatchObject({ state: 'running', pausedSeconds: 1_020 })
  const { incidents } = await sessionView(person(), sessionId)
  expect(incidents).toMatchObject([{ kind: 'resume', seconds: 1_020 }, { kind: 'pause' }])
  expect(await saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())).toMatchObject({ savedSeq: 1 })
})

test('a pause of who stands still is refused, and so is going on with who is at work: neither turns into the other', async () => {
  await atWork()
  const { id } = await attemptOf(0)
  for (const attemptIds of [[], [id]]) {
    const whom = { id: sessionId, attemptIds, reason: REASON }
    await expect(resumeExam(person(), whom)).rejects.toMatchObject({ code: 'nobody_paused' })
    await pauseExam(person(), whom)
    await expect(pauseExam(person(SECOND), whom)).rejects.toMatchObject({ code: 'nobody_working' })
    expect((await attemptOf(0)).state).toBe('paused')
    await resumeExam(person(), whom)
  }
  expect((await sessionView(person(), sessionId)).incidents).toHaveLength(4)
})

test('whoever waits to pause or to let go on takes no time from anybody: it counts when all are held', async () => {
  const claim = await atWork()
  await startAttempt(await signIn(1))
  const { id } = await attemptOf(0)
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
  const back = (await attemptOf(0)).pausedSeconds
  expect(back).toBeGreaterThan(1)
  expect((await attemptOf(1)).pausedSeconds).toBe(back)
  expect(await saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())).toMatchObject({ savedSeq: 1 })
})

test('the desk and a change of seats hold the session before the attempt, as a pause does, and none of them blocks another', async () => {
  await atWork()
  const { id } = await attemptOf(0)
  const waiting = await attemptOf(DEMONSTRATION_REGISTERED)
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
  expect((await attemptOf(0)).state).toBe('paused')
})

test('more time is given once, however many supervisors saw that it was needed', async () => {
  await atWork()
  const { id } = await attemptOf(0)
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
  await atWork()
  await startAttempt(await signIn(1))
  const { id } = await attemptOf(0)
  const move = { id, roomId: room?.id, seat: 5, reason: REASON }
  await expect(moveSeat(person(), move)).rejects.toMatchObject({ code: 'no_such_seat' })
  await moveSeat(person(), { ...move, seat: 4 })
  const { seats } = await sessionView(person(), sessionId)
  expect(seats.find(({ attemptId }) => attemptId === id)).toMatchObject({ room: 'Ruang B', seat: 4 })
  await pauseExam(person(), { id: sessionId, attemptIds: [], roomId: room?.id, reason: REASON })
  expect([(await attemptOf(0)).state, (await attemptOf(1)).state]).toEqual(['paused', 'running'])
})

test('another seat goes on with the same paper and answers, and the old device may write no more', async () => {
  const claim = await atWork()
  await saveAnswers(claim, [{ seq: 1, item: 3, option: 'o2' }], new Date())
  const before = await roomState(claim, new Date())
  const { id, seat } = await attemptOf(0)
  const taken = (await attemptOf(1)).seat
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

test('another device waits for the supervisor while the one at the seat is at work, and one press hands over', async () => {
  const claim = await atWork()
  await saveAnswers(claim, [{ seq: 1, item: 3, option: 'o2' }], new Date())
  await expect(signIn(0, 'lain')).rejects.toMatchObject({ code: 'seat_in_use' })
  const { id } = await attemptOf(0)
  expect(await saveAnswers(claim, [{ seq: 2, item: 4, option: 'o3' }], new Date())).toMatchObject({ savedSeq: 2 })
  const asking = (await sessionView(person(), sessionId)).seats.filter(({ isAsked }) => isAsked)
  expect(asking.map(({ attemptId }) => attemptId)).toEqual([id])

  await handOverAttempt(person(), { id })
  await expect(saveAnswers(claim, [{ seq: 3, item: 5, option: 'o4' }], new Date())).rejects.toMatchObject({
    code: 'superseded_device',
  })
  await expect(signIn(0)).rejects.toMatchObject({ code: 'seat_in_use' })
  expect((await roomState(await signIn(0, 'lain'), new Date())).work?.answers).toEqual({ 3: 'o2', 4: 'o3' })
  await expect(handOverAttempt(person(), { id })).rejects.toMatchObject({ code: 'nobody_asks' })
  const { seats, incidents } = await sessionView(person(), sessionId)
  expect(seats.some(({ isAsked }) => isAsked)).toBe(false)
  expect(incidents).toMatchObject([{ kind: 'device_change', who: 'Arga Pratama Wijaya' }])
})

test('nobody waits where the device at the seat fell silent, is the same one, or was told to leave', async () => {
  const claim = await atWork()
  const later = (seconds: number) => new Date(Date.now() + seconds * 1000)
  expect(await signIn(0)).toMatchObject({ epoch: claim.epoch + 1 })
  await expect(signIn(0, 'lain', later(10))).rejects.toMatchObject({ code: 'seat_in_use' })
  expect(await signIn(0, 'lain', later(25))).toMatchObject({ epoch: claim.epoch + 2 })
  const { id } = await attemptOf(0)
  await moveSeat(person(), { id, seat: 36, reason: REASON })
  expect(await signIn(0, 'kursi baru')).toMatchObject({ epoch: claim.epoch + 4 })
  await finishAttempt({ attemptId: id, epoch: claim.epoch + 4 }, new Date())
  expect(await signIn(0, 'di rumah')).toMatchObject({ attemptId: id })
})

test('whoever asks first is let in: a third device cannot take the place of the one that waits', async () => {
  await atWork()
  const { id } = await attemptOf(0)
  for (const device of ['kedua', 'ketiga', 'kedua'])
    await expect(signIn(0, device)).rejects.toMatchObject({ code: 'seat_in_use' })
  await handOverAttempt(person(), { id })
  await expect(signIn(0, 'ketiga')).rejects.toMatchObject({ code: 'seat_in_use' })
  expect(await signIn(0, 'kedua')).toMatchObject({ attemptId: id })
})

test('the score is there at once, held against the passing grade, and a second finish changes nothing', async () => {
  const claim = await atWork()
  const best = await bestOptions(database.owner, claim.attemptId)
  const changes = best.slice(0, 30).map((option, at) => ({ seq: at + 1, item: at + 1, option }))
  await saveAnswers(claim, changes, new Date())
  await finishAttempt(claim, new Date())
  await finishAttempt(claim, new Date())
  const { stage, result } = await roomState(claim, new Date())
  expect(stage).toBe('finished')
  expect(result).toMatchObject({ scores: { TWK: 150, TIU: 0, TKP: 0 }, total: 150, isAboveGrade: false, answered: 30 })
  await expect(saveAnswers(claim, [{ seq: 31, item: 40, option: 'o1' }], new Date())).rejects.toMatchObject({
    code: 'exam_not_running',
  })
})

test('of many who finish at once each hears their own answer, and one who cannot keeps nobody waiting', async () => {
  const claim = await atWork()
  const [broken, other] = [await signIn(1), await signIn(2)]
  for (const each of [broken, other]) await startAttempt(each)
  await database.owner`delete from exam_papers where attempt_id = ${broken.attemptId}`
  const stale = { ...other, epoch: other.epoch - 1 }
  const ends = [claim, broken, stale, claim, other].map((each) => finishAttempt(each, new Date()))
  const [first, gone, replaced, second, last] = await Promise.allSettled(ends)
  expect([first, second, last].map((each) => each?.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  expect(gone).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } })
  expect(replaced).toMatchObject({ status: 'rejected', reason: { code: 'superseded_device' } })
  const scored = await database.owner`
    select from exam_scores where attempt_id in (${claim.attemptId}, ${broken.attemptId}, ${other.attemptId})`
  expect(scored).toHaveLength(2)
})

test('an attempt ends at its deadline without the browser, extra time included', async () => {
  const claim = await atWork()
  const { id } = await attemptOf(0)
  await addExamTime(person(), { id, minutes: 10, seenSeconds: 6_000, reason: REASON })
  const start = Date.now()
  await finishExpired(new Date(start + 6_100_000))
  expect((await attemptOf(0)).state).toBe('running')
  await finishExpired(new Date(start + 6_620_000))
  expect((await roomState(claim, new Date())).result).toMatchObject({ finishedBy: 'time', total: 0 })
})

test('an attempt that cannot be ended keeps no other waiting', async () => {
  const claim = await atWork()
  const broken = await signIn(1)
  await startAttempt(broken)
  await database.owner`delete from exam_papers where attempt_id = ${broken.attemptId}`
  await finishExpired(new Date(Date.now() + 6_020_000))
  expect((await attemptOf(1)).state).toBe('running')
  expect((await roomState(claim, new Date())).stage).toBe('finished')
})

test('the score of an attempt is given once', async () => {
  const claim = await atWork()
  await finishAttempt(claim, new Date())
  const change = database.app.begin(async (tx) => {
    await tx`set local role satya_system`
    await tx`update exam_scores set total = 550`
  })
  await expect(change).rejects.toThrow('permission denied')
})

test('a disqualification takes two people', async () => {
  await atWork()
  const { id } = await attemptOf(0)
  await proposeDisqualification(person(), { id, reason: REASON })
  const [incident] = (await sessionView(person(), sessionId)).incidents
  const ref = { id: incident?.id ?? '' }
  await expect(decideDisqualification(person(), ref)).rejects.toMatchObject({ code: 'own_proposal' })
  expect((await attemptOf(0)).state).toBe('running')
  await decideDisqualification(person(SECOND), ref)
  expect((await attemptOf(0)).state).toBe('disqualified')
})

test('the board shows the scores of those who have ended by rank, of the others how far they are, and no name', async () => {
  const claim = await atWork()
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
  const claim = await atWork()
  await finishAttempt(claim, new Date())
  await closeSession(person(), sessionId)
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

test('a session closes once nobody works: who never began was absent, and each receipt is under the published root', async () => {
  const claim = await atWork()
  await saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())
  await expect(closeSession(person(), sessionId)).rejects.toMatchObject({
    code: 'exam_still_running',
    facts: { count: 1 },
  })
  expect((await attemptOf(1)).state).toBe('registered')
  await finishAttempt(claim, new Date())
  await closeSession(person(), sessionId)
  expect((await attemptOf(1)).state).toBe('absent')

  const { result } = await roomState(await signIn(0), new Date())
  const published = await publishedSession(sessionId, new Date())
  expect(result?.isFinal).toBe(true)
  expect(published).toMatchObject({ number: 1, attempts: 1 })
  const receipt = readReceipt(JSON.stringify(result?.receipt))
  if (!receipt) throw new Error('no receipt')
  expect(receipt).toMatchObject({ session: sessionId, attempt: claim.attemptId, events: 1, head: result?.head })
  expect(isGenuine(receipt, published.root)).toBe(true)
  const better = { ...receipt, scores: { ...receipt.scores, TKP: 225 } }
  expect(isGenuine(better, published.root)).toBe(false)
})

test('a closed session is closed for good, and nothing is published before', async () => {
  await releaseSession(person(), sessionId)
  const claim = await signIn(0)
  await expect(publishedSession(sessionId, new Date())).rejects.toMatchObject({ code: 'not_found' })
  await closeSession(person(), sessionId)
  await expect(closeSession(person(), sessionId)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(startAttempt(claim)).rejects.toMatchObject({ code: 'exam_not_running' })
  expect((await attemptOf(0)).state).toBe('absent')
})
