import { beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { saveAnswers } from './answers.server'
import {
  anExamDay,
  attemptAt,
  atWork,
  bestOptions,
  closeDay,
  type ExamDay,
  examPerson,
  examTests,
  signIn,
} from './exam-day.fixture'
import { addExamTime, endAttempt, pauseExam } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt, finishExpired } from './finish.server'
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

test('time that is added while attempts are being ended is not taken away again', async () => {
  const claim = await atWork(day)
  await database.owner`update exam_attempts set started_at = now() - interval '3 hours' where id = ${claim.attemptId}`
  await behind(
    database.owner,
    (tx) => tx`update exam_attempts set allowed_seconds = allowed_seconds + 36000 where id = ${claim.attemptId}`,
    () => finishExpired(new Date()),
  )
  expect((await attemptAt(database.owner, 0)).state).toBe('running')
})

test('the score is there at once, held against the passing grade, and a second finish changes nothing', async () => {
  const claim = await atWork(day)
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

test('where a job has a passing grade of its own, nobody who applies for it is held against that of the others', async () => {
  await database.owner`update exam_formations set job_group = 'penyelam'`
  await database.owner`
    insert into exam_passing_grades (programme_id, formation_kind, job_group, minimum_by_section, source, is_confirmed)
    select distinct programme_id, formation_kind, 'penyelam', '{"TWK": 0}'::jsonb, '-', true from exam_formations`
  const claim = await atWork(day)
  await finishAttempt(claim, new Date())
  expect((await roomState(claim, new Date())).result).toMatchObject({ total: 0, isAboveGrade: true })
})

test('of many who finish at once each hears their own answer, and one who cannot keeps nobody waiting', async () => {
  const claim = await atWork(day)
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
  const claim = await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  await addExamTime(person(), { id, minutes: 10, seenSeconds: 6_000, reason: REASON })
  const start = Date.now()
  await finishExpired(new Date(start + 6_100_000))
  expect((await attemptAt(database.owner, 0)).state).toBe('running')
  await finishExpired(new Date(start + 6_620_000))
  expect((await roomState(claim, new Date())).result).toMatchObject({ finishedBy: 'time', total: 0 })
})

test('an attempt that cannot be ended keeps no other waiting', async () => {
  const claim = await atWork(day)
  const broken = await signIn(1)
  await startAttempt(broken)
  await database.owner`delete from exam_papers where attempt_id = ${broken.attemptId}`
  await finishExpired(new Date(Date.now() + 6_020_000))
  expect((await attemptAt(database.owner, 1)).state).toBe('running')
  expect((await roomState(claim, new Date())).stage).toBe('finished')
})

test('the score of an attempt is given once', async () => {
  const claim = await atWork(day)
  await finishAttempt(claim, new Date())
  const change = database.app.begin(async (tx) => {
    await tx`set local role satya_system`
    await tx`update exam_scores set total = 550`
  })
  await expect(change).rejects.toThrow('permission denied')
})

test('the supervisor ends the attempt of somebody who left while paused, with a reason, and the session can close', async () => {
  const claim = await atWork(day)
  const [option = ''] = await bestOptions(database.owner, claim.attemptId)
  await saveAnswers(claim, [{ seq: 1, item: 1, option }], new Date())
  const { attemptId: id } = claim
  await pauseExam(person(), { id: sessionId, attemptIds: [id], reason: REASON })
  await expect(closeDay(person(), sessionId)).rejects.toMatchObject({ code: 'exam_still_running' })
  await endAttempt(person(), { id, reason: LEFT })
  await expect(endAttempt(person(), { id, reason: LEFT })).rejects.toMatchObject({ code: 'wrong_state' })
  expect(await roomState(claim, new Date())).toMatchObject({
    stage: 'finished',
    result: { total: 5, finishedBy: 'supervisor' },
    notices: [{ kind: 'pause' }, { kind: 'end', reason: LEFT }],
  })
  const { incidents } = await sessionView(person(), sessionId)
  expect(incidents.find(({ kind }) => kind === 'end')).toMatchObject({ reason: LEFT, recordedName: 'Lestari' })
  const events = await database.owner`select reason from audit_events where event = 'exam.end' and subject_id = ${id}`
  expect(events).toEqual([{ reason: LEFT }])
  await closeDay(person(), sessionId)
})

test('an attempt that was ordered to end and not scored then is scored by the sweep', async () => {
  const { attemptId: id } = await atWork(day)
  const orderedAt = new Date(Date.now() - 5_000)
  await database.owner`update exam_attempts set end_ordered_at = ${orderedAt} where id = ${id}`
  await finishExpired(new Date())
  const [row] = await database.owner`
    select state, finished_by as by, finished_at as at, end_ordered_at as open, o.total from exam_attempts a
    join exam_scores o on o.attempt_id = a.id where a.id = ${id}`
  expect(row).toEqual({ state: 'finished', by: 'supervisor', at: orderedAt, open: null, total: 0 })
})

const LEFT = 'Meninggalkan ruang dan tidak kembali'
