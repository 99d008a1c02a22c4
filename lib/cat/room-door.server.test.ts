import { request as ask, createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { GET, POST } from '@/app/api/cat/[pintu]/route'
import { testDatabase } from '@/db/testing.server'
import { MOST_CHANGES } from './answers'
import { CLAIM_COOKIE, openClaim, sealClaim } from './claim.server'
import { aRunningSession } from './exam.fixture'
import { answerRequest, takeRequest } from './room-door.server'

process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'

const database = await testDatabase()
const failures: unknown[] = []
let server: Server
beforeAll(() => {
  const fail = (error: unknown) => failures.push(error)
  server = createServer((request, response) => takeRequest(request, response, fail)).listen(0, '127.0.0.1')
})
afterEach(async () => {
  expect(failures).toEqual([])
  await database.reset()
})
afterAll(() => server.close())

type Sent = { cookie?: string; origin?: string; body?: string; door?: string; method?: 'GET' | 'POST' }
type Answer = { status: number; body: string }

/** Both doors of the exam room, asked in the same words. */
const doors: Record<string, (sent: Sent) => Promise<Answer>> = {
  framework: async ({ cookie, origin, body, door = 'jawaban', method = 'POST' }) => {
    const headers = new Headers({ host: 'satya.test' })
    if (cookie) headers.set('cookie', cookie)
    if (origin) headers.set('origin', origin)
    const asked = new Request(`http://satya.test/api/cat/${door}`, { method, headers, body })
    const response = await (method === 'GET' ? GET : POST)(asked)
    return { status: response.status, body: await response.text() }
  },
  server: ({ cookie, origin, body, door = 'jawaban', method = 'POST' }) =>
    new Promise((resolve, reject) => {
      const headers = { host: 'satya.test', ...(cookie && { cookie }), ...(origin && { origin }) }
      const { port } = server.address() as AddressInfo
      const asked = ask({ port, host: '127.0.0.1', method, path: `/api/cat/${door}`, headers }, async (response) => {
        let text = ''
        for await (const part of response) text += part
        resolve({ status: response.statusCode ?? 0, body: text })
      })
      asked.on('error', reject)
      asked.end(body)
    }),
}

const OWN = 'http://satya.test'
const changes = (...seqs: number[]) => JSON.stringify({ changes: seqs.map((seq) => ({ seq, item: seq, option: 'a' })) })

describe.each(Object.entries(doors))('the door of the %s', (_, send) => {
  async function candidate() {
    const [attemptId = ''] = await aRunningSession(database.owner, 1)
    return { attemptId, cookie: `other=1; ${CLAIM_COOKIE}=${sealClaim({ attemptId, epoch: 1 })}` }
  }

  test('keeps what a device sends and tells the time that is left', async () => {
    const { attemptId, cookie } = await candidate()
    const { status, body } = await send({ cookie, origin: OWN, body: changes(1, 2) })
    expect([status, JSON.parse(body)]).toEqual([200, { savedSeq: 2, secondsLeft: expect.any(Number) }])
    const [row] = await database.owner`select event_count from exam_attempts where id = ${attemptId}`
    expect(row).toEqual({ event_count: 2 })
  })

  test('asks for the cookie of an attempt, and takes none that was changed', async () => {
    const { attemptId, cookie } = await candidate()
    const [other = ''] = await aRunningSession(database.owner, 1)
    expect((await send({ cookie, origin: OWN, body: changes(1) })).status).toBe(200) // it is known from here on
    for (const forged of [
      undefined,
      'other=1',
      cookie.replace(attemptId, other),
      `${cookie}x`,
      cookie.replace('.1.', '.2.'),
    ])
      expect(await send({ cookie: forged, origin: OWN, body: changes(1) })).toEqual({
        status: 401,
        body: '{"code":"sign_in_required"}',
      })
  })

  test('refuses the page of somebody else, and a request that does not say whose it is', async () => {
    const { cookie } = await candidate()
    for (const origin of ['http://elsewhere.test', 'null', undefined])
      expect((await send({ cookie, origin, body: changes(1) })).status).toBe(403)
  })

  test('refuses what is no list of changes, and what is too long, with a code and nothing else', async () => {
    const { cookie } = await candidate()
    const bodies = ['', '{', '[]', '{"changes":[]}', '{"changes":[{"seq":1.5,"item":1,"option":"a"}]}', changes(0)]
    const { status, body: answer } = await send({
      origin: OWN,
      door: 'masuk',
      body: JSON.stringify({ number: 'P-1\0', pin: '481516' }),
    })
    expect([status, answer]).toEqual([409, '{"code":"invalid"}'])
    for (const body of [...bodies, 'x'.repeat(100_001), JSON.stringify({ changes: [{ seq: 1, item: 1, option: 5 }] })])
      expect(await send({ cookie, origin: OWN, body })).toEqual({ status: 409, body: '{"code":"invalid"}' })
    expect(await send({ cookie, origin: OWN, body: changes(111) })).toEqual({
      status: 409,
      body: '{"code":"no_such_item"}',
    })
  })

  test('begins once, shows how the exam stands, and ends once with the score', async () => {
    const { ids, sessionId } = await aReleasedHall()
    const [attemptId = ''] = ids
    const cookie = `${CLAIM_COOKIE}=${sealClaim({ attemptId, epoch: 0 })}`
    const ask = async (door: string, method: 'GET' | 'POST' = 'POST') => {
      const { status, body } = await send({
        cookie,
        origin: OWN,
        door,
        method,
        body: method === 'POST' ? '{}' : undefined,
      })
      return { status, ...JSON.parse(body) }
    }
    expect(await ask('keadaan', 'GET')).toMatchObject({ status: 200, stage: 'ready', sessionId, work: null })
    expect(await ask('mulai')).toMatchObject({ status: 200, stage: 'running', work: { paper: [] } })
    const begun = () => database.owner`select started_at from exam_attempts where id = ${attemptId}`
    const first = await begun()
    expect(await ask('mulai')).toMatchObject({ status: 200, stage: 'running' })
    expect(await begun()).toEqual(first)

    for (const _ of [1, 2])
      expect(await ask('selesai')).toMatchObject({
        status: 200,
        stage: 'finished',
        result: { finishedBy: 'candidate' },
      })
    expect(await ask('mulai')).toMatchObject({ status: 200, stage: 'finished' })
    expect(await database.owner`select from exam_scores where attempt_id = ${attemptId}`).toHaveLength(1)
    expect(await ask('mulai', 'GET')).toEqual({ status: 404, code: 'not_found' })
  })

  test('keeps what comes after the end as an incident, of the device of the attempt alone, and once', async () => {
    const { cookie, attemptId } = await candidate()
    const late = { epoch: 1, changes: [{ seq: 1, item: 1, option: 'a' }] }
    const post = (cookie: string | undefined, body: unknown, origin = OWN) =>
      send({ cookie, origin, body: JSON.stringify(body), door: 'susulan' })
    expect(await post(cookie, late)).toEqual({ status: 409, body: '{"code":"wrong_state"}' }) // it may still be an answer
    await database.owner`update exam_attempts set state = 'finished' where id = ${attemptId}`
    expect(await post(undefined, late)).toMatchObject({ status: 401 })
    expect(await post(cookie, late, 'http://elsewhere.test')).toMatchObject({ status: 403 })
    for (const broken of [
      {},
      { ...late, epoch: 0 },
      { ...late, changes: [] },
      { ...late, changes: Array(1_001).fill(late.changes[0]) },
    ])
      expect(await post(cookie, broken)).toEqual({ status: 409, body: '{"code":"invalid"}' })
    for (const _ of [1, 2]) expect(await post(cookie, late)).toEqual({ status: 200, body: '{"kept":1}' })
    expect(await database.owner`select choices from exam_late_answers where attempt_id = ${attemptId}`).toEqual([
      { choices: '1 B' },
    ])
  })

  test('takes no more changes of an attempt than anybody could make', async () => {
    const { cookie, attemptId } = await candidate()
    await database.owner`update exam_attempts set event_count = ${MOST_CHANGES} where id = ${attemptId}`
    const refused = { status: 409, body: '{"code":"too_many_changes"}' }
    expect(await send({ cookie, origin: OWN, body: changes(1) })).toEqual(refused)
    expect(await database.owner`select from exam_answer_events where attempt_id = ${attemptId}`).toHaveLength(0)
  })
})

/** A session that was released, with one candidate before the start of a paper without questions. */
async function aReleasedHall() {
  const ids = await aRunningSession(database.owner, 1)
  await database.owner`update exam_attempts set state = 'registered', started_at = null, epoch = 0`
  await database.owner`update exam_papers set paper = '[]'`
  const [session] = await database.owner<{ id: string }[]>`
    update exam_sessions set content = '[]', content_key = 'key', sealed_content = 'sealed' returning id`
  return { ids, sessionId: session?.id ?? '' }
}

/** As the framework's door hears it. */
async function askAs(claim: { attemptId: string; epoch: number }, method: string, door: string, body?: unknown) {
  const headers = { cookie: `${CLAIM_COOKIE}=${sealClaim(claim)}`, origin: OWN, host: 'satya.test' }
  const sent = { method, headers, ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) }
  return (await answerRequest(new Request(`${OWN}/api/cat/${door}`, sent))).status
}

test('one device that asks without end is put off, and keeps neither its own answers nor anybody else waiting', async () => {
  const [flooding = '', other = ''] = await aRunningSession(database.owner, 2)
  const claim = { attemptId: flooding, epoch: 1 }
  const flood: [string, string, unknown?][] = [
    ['GET', 'denyut'],
    ['POST', 'tanda', { flags: [1] }],
    ['POST', 'bantuan', { isNeeded: true }],
  ]
  const heard = await Promise.all(
    Array.from({ length: 2_000 }, (_, at) => {
      const [method = 'GET', door = 'denyut', body] = flood[at % flood.length] ?? []
      return askAs(claim, method, door, body)
    }),
  )
  const taken = heard.filter((status) => status === 200).length
  expect(taken).toBeGreaterThanOrEqual(60)
  expect(taken).toBeLessThan(200)
  expect(heard.filter((status) => status === 429)).toHaveLength(2_000 - taken)

  expect(await askAs(claim, 'POST', 'jawaban', { changes: [{ seq: 1, item: 1, option: 'a' }] })).toBe(200)
  expect(await askAs({ ...claim, epoch: 2 }, 'GET', 'denyut')).toBe(409) // another device of it has its own turns
  expect(await askAs({ attemptId: other, epoch: 1 }, 'GET', 'denyut')).toBe(200)
})

test('a device at work never meets that limit: pulses, marks, answers, the page loaded ten times', async () => {
  const [attemptId = ''] = await aRunningSession(database.owner, 1)
  const claim = { attemptId, epoch: 1 }
  const asked: string[] = [
    ...Array.from({ length: 10 }, () => 'keadaan'),
    ...Array.from({ length: 10 }, () => 'denyut'),
  ]
  for (const door of asked) expect(await askAs(claim, 'GET', door), door).toBe(200)
  for (let item = 1; item <= 40; item++) expect(await askAs(claim, 'POST', 'tanda', { flags: [item] })).toBe(200)
  for (let seq = 1; seq <= 500; seq++)
    expect(await askAs(claim, 'POST', 'jawaban', { changes: [{ seq, item: 1, option: 'a' }] })).toBe(200)
})

test('whose exam has ended writes nothing more by asking how it stands', async () => {
  const [attemptId = ''] = await aRunningSession(database.owner, 1)
  const row = async () =>
    (await database.owner`select xmin::text, flags, needs_help from exam_attempts where id = ${attemptId}`)[0]
  for (const state of ['finished', 'disqualified']) {
    await database.owner`update exam_attempts set state = ${state} where id = ${attemptId}`
    const before = await row()
    const claim = { attemptId, epoch: 1 }
    expect(await askAs(claim, 'GET', 'denyut')).toBe(200)
    expect(await askAs(claim, 'POST', 'tanda', { flags: [5] })).toBe(200)
    expect(await askAs(claim, 'POST', 'bantuan', { isNeeded: true })).toBe(200)
    expect(await row()).toEqual(before)
  }
})

test('who leaves the seat takes the claim of the device along', async () => {
  const [attemptId = ''] = await aRunningSession(database.owner, 1)
  const cookie = `${CLAIM_COOKIE}=${sealClaim({ attemptId, epoch: 1 })}`
  const headers = { cookie, origin: OWN, host: 'satya.test' }
  const left = await answerRequest(new Request(`${OWN}/api/cat/keluar`, { method: 'POST', headers }))
  expect([left.status, left.headers.get('set-cookie')]).toEqual([
    200,
    `${CLAIM_COOKIE}=; Path=/api/cat; HttpOnly; SameSite=Strict; Max-Age=0`,
  ])
})

test('a claim opens to what was sealed, and only with the seal of this server', () => {
  const claim = { attemptId: '019a0000-0000-7000-8000-000000000001', epoch: 3 }
  const sealed = sealClaim(claim)
  expect(openClaim(`a=b; ${CLAIM_COOKIE}=${sealed}; c=d`)).toEqual(claim)
  expect(openClaim(`${CLAIM_COOKIE}=${sealed.slice(0, -1)}`)).toBeUndefined()
  expect(openClaim(`x${CLAIM_COOKIE}=${sealed}`)).toBeUndefined()
  expect(openClaim(null)).toBeUndefined()
})
