import { beforeEach, expect, test } from 'vitest'
import { saveAnswers } from './answers.server'
import { closeSession, publishedSession } from './closing.server'
import { anExamDay, attemptAt, atWork, closeDay, type ExamDay, examPerson, examTests, signIn } from './exam-day.fixture'
import { releaseSession } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { isGenuine, readReceipt } from './receipt'
import { roomState, startAttempt } from './room-state.server'

const database = await examTests()

let day: ExamDay
let sessionId: string

beforeEach(async () => {
  day = await anExamDay(database.owner)
  sessionId = day.sessionId
})

const person = (accountId?: string) => examPerson(day, accountId)

test('nobody is made absent whom the one who closes was not told of', async () => {
  await releaseSession(person(), sessionId)
  const { seats } = await sessionView(person(), sessionId)
  const close = (absent: number) => closeSession(person(), { id: sessionId, absent })
  await expect(close(0)).rejects.toMatchObject({ code: 'absent_changed', facts: { count: seats.length } })
  expect((await attemptAt(database.owner, 1)).state).toBe('registered')
  const claim = await signIn(0)
  await startAttempt(claim)
  await finishAttempt(claim, new Date())
  await expect(close(seats.length)).rejects.toMatchObject({
    code: 'absent_changed',
    facts: { count: seats.length - 1 },
  })
  await close(seats.length - 1)
  expect((await attemptAt(database.owner, 1)).state).toBe('absent')
})

test('a session closes once nobody works: who never began was absent, and each receipt is under the published root', async () => {
  const claim = await atWork(day)
  await saveAnswers(claim, [{ seq: 1, item: 1, option: 'o1' }], new Date())
  await expect(closeDay(person(), sessionId)).rejects.toMatchObject({
    code: 'exam_still_running',
    facts: { count: 1 },
  })
  expect((await attemptAt(database.owner, 1)).state).toBe('registered')
  await finishAttempt(claim, new Date())
  await closeDay(person(), sessionId)
  expect((await attemptAt(database.owner, 1)).state).toBe('absent')

  const { result, receipt: kept } = await roomState(await signIn(0), new Date())
  const published = await publishedSession(sessionId, new Date())
  expect(result?.isFinal).toBe(true)
  expect(published).toMatchObject({ number: 1, attempts: 1 })
  const receipt = readReceipt(JSON.stringify(kept))
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
  await closeDay(person(), sessionId)
  await expect(closeDay(person(), sessionId)).rejects.toMatchObject({ code: 'wrong_state' })
  await startAttempt(claim)
  expect(await roomState(claim, new Date())).toMatchObject({ stage: 'absent', work: null })
  expect((await attemptAt(database.owner, 0)).state).toBe('absent')
})
