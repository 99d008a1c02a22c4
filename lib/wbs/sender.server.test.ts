import { createServer, request } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { office, reporterKeys } from '@/lib/wbs/people.fixture'
import { ORIGIN, publish, signed } from '@/lib/wbs/reporter.fixture'
import { reporterDoors } from '@/lib/wbs/reporter-doors.server'
import { forgetSender } from '@/lib/wbs/sender.server'
import { encodeBody } from '@/lib/wbs/wire'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()

/** What stands before the doors in a build: the sender is forgotten, and then the framework compresses what it may. */
const compress = createRequire(import.meta.url)('next/dist/compiled/compression')()
const server = createServer(async (asked, response) => {
  forgetSender(asked)
  await new Promise<void>((done) => compress(asked, response, () => done()))
  if (asked.method === 'GET') return response.setHeader('Content-Type', 'text/html').end('page '.repeat(1000))
  const body = Buffer.concat(await asked.toArray())
  const headers = { 'Content-Type': 'application/json' }
  const answer = await reporterDoors.buka?.(new Request(`${ORIGIN}/lapor/api/buka`, { method: 'POST', body, headers }))
  response
    .setHeader('Content-Type', 'application/json')
    .end(Buffer.from(await (answer ?? new Response()).arrayBuffer()))
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
afterAll(() => server.close())

function heard(method: string, path: string, body?: Uint8Array): Promise<{ encoding?: string; bytes: number }> {
  const { port } = server.address() as AddressInfo
  const headers = { 'Accept-Encoding': 'gzip', 'Content-Type': 'application/json', 'User-Agent': 'Peramban' }
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', method, path, headers }, async (response) => {
      const bytes = Buffer.concat(await response.toArray()).length
      resolve({ encoding: response.headers['content-encoding'], bytes })
    })
    asked.on('error', reject).end(body)
  })
}

test('what a code opens is never compressed, so that its length says nothing; a page may be', async () => {
  await publish(database.owner, (await office()).signed)
  const opening = await signed(await reporterKeys('ani'), 'buka', { after: 0 })
  expect(await heard('POST', '/lapor/api/buka', encodeBody(opening))).toEqual({ encoding: undefined, bytes: 32_768 })
  expect(await heard('GET', '/lapor')).toMatchObject({ encoding: 'gzip' })
})
