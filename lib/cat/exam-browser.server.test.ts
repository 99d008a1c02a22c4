import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { anAgency } from '@/lib/registry/register.fixture'
import { demonstrationNumber, demonstrationPin } from './demonstration'
import { examBrowserOf, switchExamBrowser } from './exam-browser.server'
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
