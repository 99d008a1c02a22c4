import { afterEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { sessionCookieName } from '@/lib/auth/request-session.server'
import { testAccount, testSession } from '@/lib/auth/testing.server'
import { aWorker } from './entry.fixture'
import { answerEntryDoor, takeEvidence } from './entry-door.server'

const browser = vi.hoisted(() => ({ token: '' }))
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (name === sessionCookieName() && browser.token ? { value: browser.token } : undefined),
  }),
  headers: async () => new Headers(),
}))
vi.mock('next-intl/server', () => ({ getLocale: async () => 'id' }))

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

async function signIn(): Promise<void> {
  const worker = await aWorker(owner, new Date())
  const { id } = await testAccount(owner, worker.agencyId, ['employee'], worker.employeeId)
  browser.token = (await testSession(owner, id, 'employee')).token
  await owner`update sessions set last_seen_at = now() - interval '10 minutes'`
}

const ask = (address: string) => answerEntryDoor(new Request(`http://localhost/api/kinerja/${address}`), 'hari')
const isSeen = async () => {
  const [session] = await owner`select last_seen_at > now() - interval '1 minute' as is_seen from sessions`
  return session?.is_seen
}

test('what the page asks by itself keeps no session alive, opening it does', async () => {
  await signIn()
  expect((await ask('hari?sendiri')).status).toBe(200)
  expect(await isSeen()).toBe(false)
  expect((await ask('hari')).status).toBe(200)
  expect(await isSeen()).toBe(true)
})

test('a photo that is too long by its own word is refused before a byte of it is read', async () => {
  await signIn()
  let isRead = false
  const body = new ReadableStream(
    {
      pull(stream) {
        isRead = true
        stream.enqueue(new Uint8Array(1024))
      },
    },
    { highWaterMark: 0 },
  )
  const request = new Request('http://localhost/api/kinerja/bukti/x', {
    method: 'POST',
    body,
    headers: { origin: 'http://localhost', host: 'localhost', 'content-length': String(500 * 1024 * 1024) },
    duplex: 'half',
  } as RequestInit)
  expect((await takeEvidence(request, crypto.randomUUID())).status).toBe(409)
  expect(isRead).toBe(false)
})
