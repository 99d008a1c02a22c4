import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { anAgency } from '@/lib/registry/register.fixture'
import { demonstrationNumber, demonstrationPin } from './demonstration'
import { DEMAND_SECONDS, examBrowserOf, proofOf, requireExamBrowser, switchExamBrowser } from './exam-browser.server'
import { anExamDay, type ExamDay, examPerson, examTests } from './exam-day.fixture'
import { releaseSession } from './exam-day.server'
import { answerRequest } from './room-door.server'
import { configKey, requestHash } from './safe-exam-browser'

const ORIGIN = 'https://satya.test'
const SIGN_IN = `${ORIGIN}/api/cat/masuk`

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  process.env.NEXTAUTH_URL = ORIGIN
  day = await anExamDay(database.owner)
})

const manager = () => examPerson(day, undefined, 'exam_manager')
const demand = (isNeeded = true) => switchExamBrowser(manager(), { id: day.sessionId, isNeeded })
const browser = async () => {
  const found = await examBrowserOf(manager(), day.sessionId)
  if (!found) throw new Error('no session')
  return found
}

/** Signs in as the first candidate by the door, as a browser with this key would. */
async function signIn(key?: string, url = SIGN_IN): Promise<{ status: number; code?: string }> {
  const headers = new Headers({ host: 'satya.test', origin: ORIGIN })
  if (key) headers.set('X-SafeExamBrowser-ConfigKeyHash', requestHash(url, key))
  const body = JSON.stringify({ number: demonstrationNumber(0), pin: demonstrationPin(0) })
  const response = await answerRequest(new Request(SIGN_IN, { method: 'POST', headers, body }))
  const { code } = (await response.json()) as { code?: string }
  return { status: response.status, code }
}

test('where a session demands it, nobody signs in but from Safe Exam Browser with the session’s settings', async () => {
  await demand()
  const { configKey: key, isNeeded } = await browser()
  expect(isNeeded).toBe(true)
  expect(await signIn()).toMatchObject({ code: 'exam_browser_needed' })
  expect(await signIn('a'.repeat(64))).toMatchObject({ code: 'exam_browser_needed' })
  expect(await signIn(key, `${ORIGIN}/api/cat/keadaan`)).toMatchObject({ code: 'exam_browser_needed' })
  expect((await signIn(key)).status).toBe(200)
})

test('nobody is asked for it where it is not demanded, or no more', async () => {
  expect((await signIn()).status).toBe(200)
  await demand()
  await releaseSession(examPerson(day), day.sessionId)
  expect(await signIn()).toMatchObject({ code: 'exam_browser_needed' })
  await demand(false)
  expect((await signIn()).code).not.toBe('exam_browser_needed')
  await expect(demand()).rejects.toMatchObject({ code: 'wrong_state' })
})

test('the file of a session opens the exam room, has the password to quit, and gives the key that is asked for', async () => {
  const { file, configKey: key, quitPassword } = await browser()
  const entries = [...file.matchAll(/<key>(\w+)<\/key>(?:<(true|false)\/>|<string>([^<]*)<\/string>)/g)]
  const settings = Object.fromEntries(
    entries.map(([, name = '', flag, text = '']) => [name, flag ? flag === 'true' : text]),
  )
  expect(settings).toMatchObject({
    startURL: `${ORIGIN}/cat/ruang-ujian`,
    sendBrowserExamKey: true,
    hashedQuitPassword: createHash('sha256').update(quitPassword).digest('hex'),
  })
  expect(configKey(settings)).toBe(key)
  expect(quitPassword).toMatch(/^[A-Za-z0-9]{10}$/)
})

test('another agency neither sees nor changes it', async () => {
  const stranger = { ...day, agencyId: await anAgency(database.owner, 'Pemerintah Kota Uji') }
  const outside = examPerson(stranger, undefined, 'exam_manager')
  expect(await examBrowserOf(outside, day.sessionId)).toBeUndefined()
  await expect(switchExamBrowser(outside, { id: day.sessionId, isNeeded: true })).rejects.toMatchObject({
    code: 'not_found',
  })
})

/** A seat of the first candidate who signed in from Safe Exam Browser, and what it asks by the door. */
async function seated() {
  const { configKey: key } = await browser()
  const headers = { host: 'satya.test', origin: ORIGIN, 'X-SafeExamBrowser-ConfigKeyHash': requestHash(SIGN_IN, key) }
  const body = JSON.stringify({ number: demonstrationNumber(0), pin: demonstrationPin(0) })
  const entered = await answerRequest(new Request(SIGN_IN, { method: 'POST', headers, body }))
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const ask = async (door: string, proof: Record<string, string> = {}) => {
    const [method = '', name = ''] = door.split(' ')
    const given = method === 'POST' ? { body: JSON.stringify({ changes: [{ seq: 1, item: 1, option: 'o1' }] }) } : {}
    const asked = new Request(`${ORIGIN}/api/cat/${name}`, {
      method,
      headers: { host: 'satya.test', cookie, ...(method === 'POST' ? { origin: ORIGIN } : {}), ...proof },
      ...given,
    })
    const response = await answerRequest(asked)
    return response.ok ? 'ok' : ((await response.json()) as { code: string }).code
  }
  const byItself = (name: string) => ({
    'X-SafeExamBrowser-ConfigKeyHash': requestHash(`${ORIGIN}/api/cat/${name}`, key),
  })
  const byPage = { 'x-exam-browser-page': requestHash(`${ORIGIN}/cat/ruang-ujian`, key) }
  return { ask, byItself, byPage }
}

test('a seat goes on in Safe Exam Browser alone: each request proves it, by itself or by the page it comes from', async () => {
  await demand()
  await releaseSession(examPerson(day), day.sessionId)
  const { ask, byItself, byPage } = await seated()
  expect(await ask('GET keadaan', byItself('keadaan'))).toBe('ok')
  expect(await ask('GET denyut', byPage)).toBe('ok')
  expect(await ask('POST mulai', byPage)).toBe('ok')
  for (const door of ['GET keadaan', 'GET denyut', 'GET isi', 'POST mulai', 'POST tanda', 'POST bantuan']) {
    expect([door, await ask(door)]).toEqual([door, 'exam_browser_needed'])
    expect(await ask(door, byItself('masuk'))).toBe('exam_browser_needed')
  }
})

test('no answer is lost to it: saving and finishing are taken from any browser', async () => {
  await demand()
  await releaseSession(examPerson(day), day.sessionId)
  const { ask, byPage } = await seated()
  await ask('POST mulai', byPage)
  expect(await ask('POST jawaban')).toBe('ok')
  expect(await ask('POST selesai')).toBe('ok')
})

test('a demand that is lifted is asked for no more, some seconds later', async () => {
  await demand()
  await releaseSession(examPerson(day), day.sessionId)
  const [attempt] = await database.owner<{ id: string }[]>`
    select id from exam_attempts where session_id = ${day.sessionId} limit 1`
  const none = proofOf({ origin: ORIGIN, address: '/api/cat/keadaan', browserHash: null, pageHash: null })
  const asked = (seconds: number) =>
    requireExamBrowser(attempt?.id ?? '', none, new Date(Date.UTC(2026, 0, 1) + seconds * 1000))
  await expect(asked(0)).rejects.toMatchObject({ code: 'exam_browser_needed' })
  await demand(false)
  await expect(asked(1)).rejects.toMatchObject({ code: 'exam_browser_needed' })
  await expect(asked(DEMAND_SECONDS + 1)).resolves.toBeUndefined()
})
