import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from './postgres.mjs'

/** A judge: where it is missing, `npm test` says so (scripts/oracles.mjs). */
const has = (program) => process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, program)))
const isHere = has('nginx') && has('openssl')

const folder = mkdtempSync(join(tmpdir(), 'satya-nginx-'))
const passed = []
let upstream
let nginx
let port

/** The files as they are in the repository, with the names of this place. */
beforeAll(async () => {
  if (!isHere) return
  const [upstreamPort, onionPort] = [await freePort(), await freePort()]
  port = await freePort()
  for (const name of ['temporary', 'logs']) mkdirSync(join(folder, name), { mode: 0o777 })
  const certificate = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const names = [
    '-subj',
    '/CN=lapor.example.go.id',
    '-keyout',
    join(folder, 'key.pem'),
    '-out',
    join(folder, 'chain.pem'),
  ]
  execFileSync('openssl', [...certificate, ...names], { stdio: 'ignore' })
  const here = (file) =>
    readFileSync(join('deploy', file), 'utf8')
      .replaceAll('/etc/ssl/lapor/', `${folder}/`)
      .replace('listen 443 ssl http2', `listen 127.0.0.1:${port} ssl http2`)
      .replace('127.0.0.1:8081', `127.0.0.1:${onionPort}`)
      .replace('127.0.0.1:3000', `127.0.0.1:${upstreamPort}`)
  writeFileSync(join(folder, 'wbs-proxy.conf'), here('wbs-proxy.conf'))
  writeFileSync(join(folder, 'wbs.conf'), here('nginx-wbs.conf'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const places = temporary.map((name) => `${name}_temp_path ${folder}/temporary/${name};`).join('\n')
  const user = process.getuid() === 0 ? 'user root;' : ''
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${user} daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/logs/start.log crit;
     events {} http { ${places} access_log ${folder}/logs/access.log; include ${folder}/wbs.conf; }`,
  )
  upstream = createServer((received, response) => {
    let bytes = 0
    received.on('data', (part) => (bytes += part.length))
    received.on('end', () => {
      passed.push({ url: received.url, headers: received.headers, bytes })
      response.setHeader('Set-Cookie', 'visitor=1').end('{}')
    })
  }).listen(upstreamPort, '127.0.0.1')
  nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] })
  for (let tries = 0; tries < 100 && !existsSync(join(folder, 'nginx.pid')); tries++) await sleep(50)
})

afterAll(async () => {
  if (nginx?.exitCode === null) {
    nginx.kill('SIGTERM')
    await new Promise((resolve) => nginx.once('exit', resolve))
  }
  upstream?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** One request as a talkative browser behind another proxy sends it. */
function ask(path, { method = 'GET', body } = {}) {
  const headers = {
    Host: 'lapor.example.go.id',
    'User-Agent': 'canary-browser',
    'Accept-Language': 'canary-language',
    Referer: 'https://canary.example/',
    Cookie: 'canary=1',
    'X-Forwarded-For': '203.0.113.77',
    'X-Real-IP': '203.0.113.77',
    Forwarded: 'for=203.0.113.77',
    'Content-Type': 'application/json',
    ...(body ? { 'Content-Length': body.length } : {}),
  }
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, rejectUnauthorized: false }, (response) => {
      response.resume().on('end', () => resolve(response))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const files = () =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

test.skipIf(!isHere)('of a request only host, type, length and encodings are passed on', async () => {
  const body = Buffer.alloc(4_198_400, 1)
  const { statusCode, headers } = await ask('/lapor/api/lampiran/bagian', { method: 'POST', body })
  expect(statusCode).toBe(200)
  expect(Object.keys(passed.at(-1).headers).sort()).toEqual(['content-length', 'content-type', 'host'])
  expect(passed.at(-1).bytes).toBe(body.length)
  expect(JSON.stringify(passed)).not.toContain('canary')
  expect(JSON.stringify(passed)).not.toContain('203.0.113.77')
  expect(headers['set-cookie']).toBeUndefined()
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
