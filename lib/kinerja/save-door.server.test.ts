import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { testAccount, testSession } from '@/lib/auth/testing.server'
import { civilDateIn } from '@/lib/civil-date'
import { aWorker, sentEntry, type Worker } from './entry.fixture'
import { bringsEntries, MOST_BYTES, takeEntries } from './save-door.server'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const server = createServer((request, response) => {
  if (bringsEntries(request)) void takeEntries(request, response)
  else response.writeHead(418).end()
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
afterAll(() => server.close())

const NOW = new Date()
const today = civilDateIn('Asia/Jakarta', NOW)

/** Somebody at work who is signed in, with the cookie of it. */
async function signedIn(): Promise<{ worker: Worker; cookie: string }> {
  const worker = await aWorker(owner, NOW)
  await owner`update plans set starts_on = ${`${today.slice(0, 4)}-01-01`}, ends_on = ${`${today.slice(0, 4)}-12-31`}`
  const { id } = await testAccount(owner, worker.agencyId, ['employee'], worker.employeeId)
  const { token } = await testSession(owner, id, 'employee')
  return { worker, cookie: `next-auth.session-token=${token}` }
}

const batchOf = (worker: Worker, changes = {}) => {
  const entry = sentEntry(worker, { workOn: today, isToday: true, orderNumber: '800/1', ...changes })
  return JSON.stringify({ owner: worker.employeeId, sentAt: NOW.toISOString(), entries: [entry] })
}
const post = (body: string, headers: Record<string, string>) =>
  fetch(`${url}/api/kinerja/catatan`, { method: 'POST', body, headers: { origin: url, ...headers } })

test('entries are taken before the framework for who is signed in, and for nobody else', async () => {
  const { worker, cookie } = await signedIn()
  const body = batchOf(worker)
  const answer = await post(body, { cookie })
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  expect(await answer.json()).toMatchObject({ answers: [{ answer: 'saved', version: 1 }] })
  expect(await owner`select from daily_entries`).toHaveLength(1)

  expect((await post(body, {})).status).toBe(401)
  expect((await post(body, { cookie: 'next-auth.session-token=forged' })).status).toBe(401)
  expect((await post(body, { cookie, origin: 'https://elsewhere.example' })).status).toBe(403)
  await owner`update sessions set revoked_at = now()`
  expect((await post(body, { cookie })).status).toBe(401)
})

test('a refused entry is told in the language of its reader', async () => {
  const { worker, cookie } = await signedIn()
  const wrong = () => batchOf(worker, { startsMinute: 600, endsMinute: 540 })
  const reason = async (more: string) =>
    (await (await post(wrong(), { cookie: cookie + more })).json()).answers[0].reason
  const [indonesian, english] = [await reason(''), await reason('; locale=en')]
  expect(indonesian).toContain('10.00')
  expect(english).not.toBe(indonesian)
  await owner`update accounts set locale = 'id'`
  expect(await reason('; locale=en')).toBe(indonesian)
})

test('garbage and too much are refused, and other addresses are the framework’s', async () => {
  const { worker, cookie } = await signedIn()
  for (const body of ['', '[]', '{"owner":', 'x'.repeat(MOST_BYTES + 1)])
    expect((await post(body, { cookie })).status).toBe(409)
  const somebody = JSON.stringify({ ...JSON.parse(batchOf(worker)), owner: worker.appraiserId })
  expect(await (await post(somebody, { cookie })).json()).toMatchObject({ code: 'other_person' })
  expect((await fetch(`${url}/api/kinerja/catatan`)).status).toBe(418)
  expect((await fetch(`${url}/api/kinerja/tarik`, { method: 'POST' })).status).toBe(418)
})
