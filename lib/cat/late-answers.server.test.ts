import { beforeEach, expect, test } from 'vitest'
import { saveAnswers } from './answers.server'
import { anExamDay, closeDay, type ExamDay, examPerson, examTests, signIn } from './exam-day.fixture'
import { moveSeat, releaseSession } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { keepLateAnswers } from './late-answers.server'
import { previewMinutes } from './minutes.server'
import { roomState, startAttempt } from './room-state.server'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
  await releaseSession(examPerson(day), day.sessionId)
})

const change = (seq: number, item: number, option: string | null) => ({ seq, item, option })
const stored = () => database.owner<{ changes: unknown; seat: string }[]>`select changes, seat from exam_late_answers`

async function atWork() {
  const claim = await signIn(0)
  await startAttempt(claim)
  await saveAnswers(claim, [change(1, 1, 'o1')], new Date())
  return claim
}

test('what comes after the end is an incident that supervisor and minutes show, once, and changes neither answer nor score', async () => {
  const claim = await atWork()
  await finishAttempt(claim, new Date())
  const before = await roomState(claim, new Date())
  const late = { epoch: claim.epoch, changes: [change(1, 1, 'o1'), change(2, 2, 'o2'), change(3, 4, null)] }
  expect(await keepLateAnswers(claim, late, new Date())).toEqual({ kept: 2 })
  expect(await keepLateAnswers(claim, late, new Date())).toEqual({ kept: 2 })
  expect(await stored()).toMatchObject([{ changes: [change(2, 2, 'o2'), change(3, 4, null)] }])
  const { now: _, ...after } = await roomState(claim, new Date())
  expect(before).toMatchObject(after)

  const { incidents } = await sessionView(examPerson(day), day.sessionId)
  expect(incidents).toMatchObject([{ kind: 'late_answers', reason: expect.stringMatching(/^2 [A-E], 4 –$/) }])
  await closeDay(examPerson(day), day.sessionId)
  expect((await previewMinutes(examPerson(day), day.sessionId)).pageCount).toBe(1)
})

test('late answers name the seat at which they were chosen, not the one where their candidate went on', async () => {
  const claim = await atWork()
  const place = async () => {
    const seat = (await sessionView(examPerson(day), day.sessionId)).seats.find(
      (each) => each.attemptId === claim.attemptId,
    )
    return `${seat?.room} ${seat?.seat}`
  }
  const places: string[] = []
  const claims = [claim]
  for (const [at, seat] of [36, 35].entries()) {
    places.push(await place())
    await moveSeat(examPerson(day), { id: claim.attemptId, seat, reason: 'Layar rusak' })
    claims.push(await signIn(0, `kursi ${at}`))
  }
  places.push(await place())
  const last = claims.at(-1) ?? claim
  await finishAttempt(last, new Date())
  for (const { epoch } of claims) await keepLateAnswers(last, { epoch, changes: [change(9, 2, 'o2')] }, new Date())
  const kept = await database.owner<{ seat: string }[]>`select seat from exam_late_answers order by epoch`
  expect(new Set(places).size).toBe(3)
  expect(kept.map(({ seat }) => seat)).toEqual(places)
})

test('late answers that their device sends as answers after all, under another PIN, are no incident any more', async () => {
  const claim = await atWork()
  await database.owner`update exam_attempts set epoch = epoch + 1 where id = ${claim.attemptId}`
  const late = { epoch: claim.epoch, changes: [change(2, 2, 'o2'), change(3, 4, null)] }
  expect(await keepLateAnswers(claim, late, new Date())).toEqual({ kept: 2 })
  const incidents = async () => (await sessionView(examPerson(day), day.sessionId)).incidents
  const again = { ...claim, epoch: claim.epoch + 1 }
  await saveAnswers(again, [change(1, 2, 'o2')], new Date())
  expect(await incidents()).toHaveLength(1)
  await saveAnswers(again, [change(2, 4, null)], new Date())
  expect(await incidents()).toEqual([])
  expect(await stored()).toHaveLength(1)
})

test('what could still be sent as an answer is no incident, nor what another attempt, place or option would be', async () => {
  const claim = await atWork()
  const keep = (epoch: number, ...changes: ReturnType<typeof change>[]) =>
    keepLateAnswers(claim, { epoch, changes }, new Date())
  await expect(keep(claim.epoch, change(2, 2, 'o2'))).rejects.toMatchObject({ code: 'wrong_state' })
  await finishAttempt(claim, new Date())
  await expect(keep(claim.epoch + 1, change(2, 2, 'o2'))).rejects.toMatchObject({ code: 'superseded_device' })
  await expect(keep(claim.epoch, change(2, 111, 'o2'))).rejects.toMatchObject({ code: 'no_such_item' })
  await expect(keep(claim.epoch, change(2, 2, 'Z'))).rejects.toMatchObject({ code: 'no_such_option' })
  expect(await keep(claim.epoch, change(1, 1, 'o1'))).toEqual({ kept: 0 })
  expect(await stored()).toEqual([])
})

test('an attempt has so many pieces and no more, and none of them can be changed or taken away', async () => {
  const claim = await atWork()
  await finishAttempt(claim, new Date())
  const piece = (seq: number) =>
    keepLateAnswers(claim, { epoch: claim.epoch, changes: [change(seq, 2, 'o2')] }, new Date())
  for (let seq = 2; seq < 22; seq += 1) await piece(seq)
  await expect(piece(22)).rejects.toMatchObject({ code: 'too_many_late_answers' })
  expect(await piece(21)).toEqual({ kept: 1 })
  expect(await stored()).toHaveLength(20)
  const rights = await database.owner<{ grantee: string; privilege_type: string }[]>`
    select grantee, privilege_type from information_schema.role_table_grants
    where table_name = 'exam_late_answers' and grantee like 'satya\\_%' and privilege_type not in ('SELECT')`
  expect(rights).toEqual([{ grantee: 'satya_exam', privilege_type: 'INSERT' }])
})
