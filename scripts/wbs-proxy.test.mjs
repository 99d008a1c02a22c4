import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from './postgres.mjs'
import { HOST, hasProxy, startWbsProxy } from './wbs-proxy.mjs'

const isHere = hasProxy()
const folder = mkdtempSync(join(tmpdir(), 'satya-nginx-'))
const passed = []
let upstream
let proxy

beforeAll(async () => {
  if (!isHere) return
  const port = await freePort()
  upstream = createServer((received, response) => {
    let bytes = 0
    received.on('data', (part) => (bytes += part.length))
    received.on('end', () => {
      passed.push({ url: received.url, headers: received.headers, bytes })
      response.setHeader('Set-Cookie', 'visitor=1').end('{}')
    })
  }).listen(port, '127.0.0.1')
  proxy = await startWbsProxy(folder, port)
})

afterAll(async () => {
  await proxy?.stop()
  upstream?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** One request as a talkative browser behind another proxy sends it. */
function ask(path, { method = 'GET', body } = {}) {
  const headers = {
    Host: HOST,
    'User-Agent': 'canary-browser',
    'Accept-Language': 'canary-language',
    Referer: 'https://canary.example/',
    Cookie: 'canary=1',
    'X-Forwarded-For': '203.0.113.77',
    'X-Real-IP': '203.0.113.77',
    Forwarded: 'for=203.0.113.77',
    'Content-Type': 'application/json',
    'Accept-Encoding': 'gzip',
    ...(body ? { 'Content-Length': body.length } : {}),
  }
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: proxy.port, path, method, headers, rejectUnauthorized: false },
      (response) => {
        response.resume().on('end', () => resolve(response))
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

const files = () =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

test.skipIf(!isHere)('of a request only host, type and length are passed on, of a page encodings too', async () => {
  const body = Buffer.alloc(4_198_400, 1)
  const { statusCode, headers } = await ask('/lapor/api/lampiran/bagian', { method: 'POST', body })
  expect(statusCode).toBe(200)
  expect(Object.keys(passed.at(-1).headers).sort()).toEqual(['content-length', 'content-type', 'host'])
  expect(passed.at(-1).bytes).toBe(body.length)
  for (const page of ['/lapor', '/lapor/en']) {
    await ask(page)
    expect(passed.at(-1).headers['accept-encoding']).toBe('gzip')
  }
  expect(JSON.stringify(passed)).not.toContain('canary')
  expect(JSON.stringify(passed)).not.toContain('203.0.113.77')
  expect(headers['set-cookie']).toBeUndefined()
  expect(headers['content-encoding']).toBeUndefined()
  expect(headers['strict-transport-security']).toMatch(/^max-age=\d+/)
})

test.skipIf(!isHere)('what is no address of reporters never reaches the server', async () => {
  const before = passed.length
  for (const path of ['/', '/masuk', '/api/auth/session', '/laporan', '/_next/static/a.js'])
    expect((await ask(path)).statusCode).toBe(404)
  expect(passed).toHaveLength(before)
  expect((await ask('/lapor')).statusCode).toBe(200)
})

test.skipIf(!isHere)('what is too large is refused, and nothing of any request is written to the disk', async () => {
  const before = new Map(files().map((path) => [path, statSync(path).mtimeMs]))
  const tooLarge = await ask('/lapor/api/laporan', { method: 'POST', body: Buffer.alloc(6_000_000) }).catch(() => ({}))
  expect([413, undefined]).toContain(tooLarge.statusCode)
  await ask('/lapor/api/laporan', { method: 'POST', body: Buffer.alloc(5_000_000) })
  await ask('/lapor%00/../x')
  expect(files().filter((path) => before.get(path) !== statSync(path).mtimeMs)).toEqual([])
  expect(files().some((path) => /temporary/.test(path))).toBe(false)
})
