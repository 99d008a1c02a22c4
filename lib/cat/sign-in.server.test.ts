import { beforeEach, expect, test } from 'vitest'
import { saveAnswers } from './answers.server'
import { closeSession, publishedSession } from './closing.server'
import { demonstrationNumber } from './demonstration'
import { registerCandidate } from './desk.server'
import { decideDisqualification, proposeDisqualification } from './disqualification.server'
import { aRunningSession, testPin } from './exam.fixture'
import { anExamDay, attemptAt, atWork, type ExamDay, examPerson, examTests, SECOND, signIn } from './exam-day.fixture'
import { handOverAttempt, moveSeat } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { isGenuine, readReceipt } from './receipt'
import { roomState } from './room-state.server'
import { pinHash, pinKey, signInCandidate } from './sign-in.server'

const database = await examTests()

const REASON = 'Gangguan listrik di ruang'
let day: ExamDay
let sessionId: string

beforeEach(async () => {
  day = await anExamDay(database.owner)
  sessionId = day.sessionId
})

const person = (accountId?: string) => examPerson(day, accountId)

test('a wrong PIN and a number that nobody has are refused alike, and after some tries everybody waits', async () => {
  const wrong = (number: string) => signInCandidate({ number, pin: '000000', device: 'kursi' }, new Date())
  await expect(wrong('1')).rejects.toMatchObject({ code: 'wrong_pin' })
  for (let at = 0; at < 5; at++)
    await expect(wrong(demonstrationNumber(0))).rejects.toMatchObject({ code: 'wrong_pin' })
  await expect(signIn(0)).rejects.toMatchObject({ code: 'too_many_attempts' })
})

test('whoever is kept out by the tries of others waits a minute at most, and not at all with a new PIN', async () => {
  const { id } = await attemptAt(database.owner, 0)
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

test('another device waits for the supervisor while the one at the seat is at work, and one press hands over', async () => {
  const claim = await atWork(day)
  await saveAnswers(claim, [{ seq: 1, item: 3, option: 'o2' }], new Date())
  await expect(signIn(0, 'lain')).rejects.toMatchObject({ code: 'seat_in_use' })
  const { id } = await attemptAt(database.owner, 0)
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
  expect(incidents).toMatchObject([{ kind: 'device_change', people: [{ name: 'Arga Pratama Wijaya' }] }])
})

test('nobody waits where the device at the seat fell silent, is the same one, or was told to leave', async () => {
  const claim = await atWork(day)
  const later = (seconds: number) => new Date(Date.now() + seconds * 1000)
  expect(await signIn(0)).toMatchObject({ epoch: claim.epoch + 1 })
  await expect(signIn(0, 'lain', later(10))).rejects.toMatchObject({ code: 'seat_in_use' })
  expect(await signIn(0, 'lain', later(25))).toMatchObject({ epoch: claim.epoch + 2 })
  const { id } = await attemptAt(database.owner, 0)
  await moveSeat(person(), { id, seat: 36, reason: REASON })
  expect(await signIn(0, 'kursi baru')).toMatchObject({ epoch: claim.epoch + 4 })
  await finishAttempt({ attemptId: id, epoch: claim.epoch + 4 }, new Date())
  expect(await signIn(0, 'di rumah')).toMatchObject({ attemptId: id })
})

test('whoever asks first is let in: a third device cannot take the place of the one that waits', async () => {
  await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  for (const device of ['kedua', 'ketiga', 'kedua'])
    await expect(signIn(0, device)).rejects.toMatchObject({ code: 'seat_in_use' })
  await handOverAttempt(person(), { id })
  await expect(signIn(0, 'ketiga')).rejects.toMatchObject({ code: 'seat_in_use' })
  expect(await signIn(0, 'kedua')).toMatchObject({ attemptId: id })
})

/** Tries wrong PINs so often, a minute apart from the fifth on; answers when it was done. */
async function tryInVain(number: string, times: number): Promise<Date> {
  let now = Date.now()
  for (let at = 0; at < times; at++, now += 61_000)
    await signInCandidate({ number, pin: '000000', device: 'luar' }, new Date(now)).catch(() => undefined)
  return new Date(now)
}

test('a PIN that was tried in vain a hundred times is void, known or not, until the desk gives another one', async () => {
  const number = demonstrationNumber(0)
  const later = await tryInVain(number, 99)
  const [row] = await database.owner`select attempts from sign_in_throttles`
  expect(row).toEqual({ attempts: 99 })
  const last = signInCandidate({ number, pin: '000000', device: 'luar' }, later)
  await expect(last).rejects.toMatchObject({ code: 'wrong_pin' })
  const inAYear = new Date(later.getTime() + 365 * 86_400_000)
  await expect(signIn(0, 'kursi', inAYear)).rejects.toMatchObject({ code: 'pin_spent' })
  await database.owner`
    insert into sign_in_throttles (key, attempts, last_attempt_at) values (${pinKey('1')}, 100, now())`
  const nobody = signInCandidate({ number: '1', pin: '000000', device: 'luar' }, inAYear)
  await expect(nobody).rejects.toMatchObject({ code: 'pin_spent' })

  const { id } = await attemptAt(database.owner, 0)
  const { pin } = await registerCandidate(person(), { id, identity: 'card', note: '' })
  expect(await signInCandidate({ number, pin, device: 'kursi' }, new Date())).toMatchObject({ attemptId: id })
})

test('a number that stands in two programmes is no trouble to its holder in either', async () => {
  const [other = ''] = await aRunningSession(database.owner, 1)
  await database.owner`
    update exam_candidates set number = ${demonstrationNumber(0)} where id = (
      select candidate_id from exam_attempts where id = ${other})`
  await database.owner`
    update exam_attempts set state = 'finished', pin_hash = ${pinHash(other, testPin)} where id = ${other}`
  for (let at = 0; at < 12; at++) await signIn(0)
  const inOther = () => signInCandidate({ number: demonstrationNumber(0), pin: testPin, device: 'rumah' }, new Date())
  expect(await inOther()).toMatchObject({ attemptId: other })
  await database.owner`
    insert into sign_in_throttles (key, attempts, last_attempt_at) values (${pinKey(other)}, 100, now())
    on conflict (key) do update set attempts = 100`
  expect(await signIn(0)).toMatchObject({ attemptId: (await attemptAt(database.owner, 0)).id })
  await expect(inOther()).rejects.toMatchObject({ code: 'wrong_pin' })
  const failures = await database.owner`select attempts from sign_in_throttles where key <> ${pinKey(other)}`
  expect(failures).toEqual([{ attempts: 1 }])
})

test('who was disqualified is let in once the session is closed, with the receipt, and not while it is held', async () => {
  const claim = await atWork(day)
  await proposeDisqualification(person(), { id: claim.attemptId, reason: REASON })
  const [incident] = (await sessionView(person(), sessionId)).incidents
  await decideDisqualification(person(SECOND), { id: incident?.id ?? '' })
  await expect(signIn(0)).rejects.toMatchObject({ code: 'wrong_pin' })
  await closeSession(person(), sessionId)
  const state = await roomState(await signIn(0, 'di rumah'), new Date())
  expect(state).toMatchObject({ stage: 'disqualified', result: null, notices: [{ reason: REASON }] })
  const receipt = readReceipt(JSON.stringify(state.receipt))
  if (!receipt) throw new Error('no receipt')
  expect(isGenuine(receipt, (await publishedSession(sessionId, new Date())).root)).toBe(true)
  expect(await roomState(await signIn(1), new Date())).toMatchObject({ stage: 'absent' }) // had a PIN and never began
})
