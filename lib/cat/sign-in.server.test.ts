import { createServer } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { Refusal } from '@/lib/refusal'
import { saveAnswers } from './answers.server'
import { publishedSession } from './closing.server'
import { demonstrationNumber, demonstrationPin } from './demonstration'
import { registerCandidate } from './desk.server'
import { decideDisqualification, proposeDisqualification } from './disqualification.server'
import { aRunningSession, testPin } from './exam.fixture'
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
import { handOverAttempt, moveSeat } from './exam-day.server'
import { sessionView } from './exam-read.server'
import { finishAttempt } from './finish.server'
import { isGenuine, readReceipt } from './receipt'
import { takeRequest } from './room-door.server'
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

/** The codes that the supervisor sees for the first candidate. */
const askingCodes = async () => {
  const { id } = await attemptAt(database.owner, 0)
  return (await sessionView(person(), sessionId)).seats.find(({ attemptId }) => attemptId === id)?.askingCodes ?? []
}

test('another device waits for the supervisor while the one at the seat is at work, and one press hands over', async () => {
  const claim = await atWork(day)
  await saveAnswers(claim, [{ seq: 1, item: 3, option: 'o2' }], new Date())
  await expect(signIn(0, 'lain')).rejects.toMatchObject({ code: 'seat_in_use' })
  const { id } = await attemptAt(database.owner, 0)
  expect(await saveAnswers(claim, [{ seq: 2, item: 4, option: 'o3' }], new Date())).toMatchObject({ savedSeq: 2 })
  const asking = (await sessionView(person(), sessionId)).seats.filter(({ askingCodes: codes }) => codes.length > 0)
  expect(asking.map(({ attemptId }) => attemptId)).toEqual([id])
  const [code = ''] = await askingCodes()

  await handOverAttempt(person(), { id, code })
  await expect(saveAnswers(claim, [{ seq: 3, item: 5, option: 'o4' }], new Date())).rejects.toMatchObject({
    code: 'superseded_device',
  })
  await expect(signIn(0)).rejects.toMatchObject({ code: 'seat_in_use' })
  expect((await roomState(await signIn(0, 'lain'), new Date())).work?.answers).toEqual({ 3: 'o2', 4: 'o3' })
  await expect(handOverAttempt(person(), { id, code })).rejects.toMatchObject({ code: 'nobody_asks' })
  const { seats, incidents } = await sessionView(person(), sessionId)
  expect(seats.every(({ askingCodes: codes }) => codes.length === 0)).toBe(true)
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

/** What a device shows while the seat is held elsewhere. */
async function shownAt(device: string): Promise<string> {
  const refusal = await signIn(0, device).catch((error: unknown) => error)
  if (!(refusal instanceof Refusal) || refusal.code !== 'seat_in_use') throw refusal
  return String(refusal.facts.deviceCode)
}

test('of several devices that ask, the one goes on whose code the supervisor saw at the candidate, whoever was first', async () => {
  await atWork(day)
  const { id } = await attemptAt(database.owner, 0)
  const [stranger, own] = [await shownAt('luar'), await shownAt('kursi baru')]
  expect([stranger, own]).toEqual([expect.stringMatching(/^\d{4}$/), expect.stringMatching(/^\d{4}$/)])
  expect(await askingCodes()).toEqual([stranger, own])
  expect(await shownAt('luar')).toBe(stranger)
  await handOverAttempt(person(), { id, code: own })
  await expect(signIn(0, 'luar')).rejects.toMatchObject({ code: 'seat_in_use' })
  expect(await signIn(0, 'kursi baru')).toMatchObject({ attemptId: id })
  expect(await askingCodes()).toEqual([])
})

test('the wrong PINs of strangers neither pause nor void the sign-in of the device at the seat', async () => {
  const claim = await atWork(day)
  const later = await tryInVain(demonstrationNumber(0), 7)
  await expect(signIn(0, 'baru', new Date(later.getTime() - 60_000))).rejects.toMatchObject({
    code: 'too_many_attempts',
  })
  expect(await signIn(0, 'kursi', new Date(later.getTime() - 60_000))).toMatchObject({ epoch: claim.epoch + 1 })
  const spent = await tryInVain(demonstrationNumber(0), 100)
  await expect(signIn(0, 'baru', spent)).rejects.toMatchObject({ code: 'pin_spent' })
  expect(await signIn(0, 'kursi', spent)).toMatchObject({ epoch: claim.epoch + 2 })
  await expect(signIn(0, 'baru', spent)).rejects.toMatchObject({ code: 'pin_spent' })

  const wrongAtSeat = () => signInCandidate({ number: demonstrationNumber(0), pin: '000000', device: 'kursi' }, spent)
  for (let at = 0; at < 5; at++) await expect(wrongAtSeat()).rejects.toMatchObject({ code: 'wrong_pin' })
  await expect(signIn(0, 'kursi', spent)).rejects.toMatchObject({ code: 'too_many_attempts' })
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

test('a try that the database does not answer is no wrong PIN', async () => {
  const { id } = await attemptAt(database.owner, 0)
  for (let stall = 0; stall < 6; stall++) {
    await database.owner.begin(async (held) => {
      await held`select from exam_attempts where id = ${id} for update`
      const tried = signIn(0)
      const failed = expect(tried).rejects.not.toBeInstanceOf(Refusal)
      await expect
        .poll(() =>
          database.owner`
          select pg_cancel_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.then((ended) => ended.length),
        )
        .toBe(1)
      await failed
    })
  }
  expect(await database.owner`select attempts from sign_in_throttles where attempts > 0`).toEqual([])
  expect(await signIn(0)).toMatchObject({ attemptId: id })
})

test('a number that stands in two programmes is no trouble to its holder in either', async () => {
  const { id: own } = await attemptAt(database.owner, 0)
  const [other = ''] = await aRunningSession(database.owner, 1)
  await database.owner`
    update exam_candidates set number = ${demonstrationNumber(0)} where id = (
      select candidate_id from exam_attempts where id = ${other})`
  await database.owner`
    update exam_attempts set state = 'finished', pin_hash = ${pinHash(other, testPin)} where id = ${other}`
  for (let at = 0; at < 12; at++) await signIn(0)
  const inOther = (device: string) =>
    signInCandidate({ number: demonstrationNumber(0), pin: testPin, device }, new Date())
  expect(await inOther('rumah')).toMatchObject({ attemptId: other })
  await database.owner`
    insert into sign_in_throttles (key, attempts, last_attempt_at) values (${pinKey(other)}, 100, now())
    on conflict (key) do update set attempts = 100`
  expect(await signIn(0)).toMatchObject({ attemptId: own })
  await expect(inOther('warnet')).rejects.toMatchObject({ code: 'wrong_pin' })
  const failures = await database.owner`select attempts from sign_in_throttles where key <> ${pinKey(other)}`
  expect(failures).toEqual([{ attempts: 1 }])
})

test('who was disqualified is let in once the session is closed, with the receipt, and not while it is held', async () => {
  const claim = await atWork(day)
  await proposeDisqualification(person(), { id: claim.attemptId, reason: REASON })
  const [incident] = (await sessionView(person(), sessionId)).incidents
  await decideDisqualification(person(SECOND), { id: incident?.id ?? '' })
  await expect(signIn(0)).rejects.toMatchObject({ code: 'wrong_pin' })
  await closeDay(person(), sessionId)
  const state = await roomState(await signIn(0, 'di rumah'), new Date())
  expect(state).toMatchObject({ stage: 'disqualified', result: null, notices: [{ reason: REASON }] })
  const receipt = readReceipt(JSON.stringify(state.receipt))
  if (!receipt) throw new Error('no receipt')
  expect(isGenuine(receipt, (await publishedSession(sessionId, new Date())).root)).toBe(true)
  expect(await roomState(await signIn(1), new Date())).toMatchObject({ stage: 'absent' }) // had a PIN and never began
})

/** The door before the framework's, with a sign-in of the first candidate whose caller waits for an answer or does not. */
async function knocked(waits: boolean): Promise<void> {
  const server = createServer((request, response) => takeRequest(request, response, console.error)).listen(
    0,
    '127.0.0.1',
  )
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const body = JSON.stringify({ number: demonstrationNumber(0), pin: demonstrationPin(0) })
  const host = `127.0.0.1:${port}`
  const caller = connect(port, '127.0.0.1')
  caller.write(
    `POST /api/cat/masuk HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
  if (waits) await new Promise((resolve) => caller.once('data', resolve))
  else await sleep(1)
  caller.destroy()
  if (!waits) await sleep(1_000)
  server.close()
}

test('a device that gave up waiting takes no seat from the one that asked again after it', async () => {
  const epoch = async () => {
    const [row] = await database.owner<{ epoch: number }[]>`
      select a.epoch from exam_attempts a join exam_candidates c on c.id = a.candidate_id
      where c.number = ${demonstrationNumber(0)}`
    return row?.epoch
  }
  await knocked(true)
  expect(await epoch()).toBe(1)
  await knocked(false)
  expect(await epoch()).toBe(1)
})
