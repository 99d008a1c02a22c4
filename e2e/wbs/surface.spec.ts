import { readFileSync } from 'node:fs'
import { PAGE_HEADERS } from '@/lib/wbs/page-headers'
import { encodeBody } from '@/lib/wbs/wire'
import { freePort } from '@/scripts/postgres.mjs'
import { startWeb, stopWeb } from '@/scripts/web.mjs'
import { expect, test } from '../fixtures'
import { aReporter } from './reporter'

/** Every address that the build knows, with something in place of what varies. */
const addresses = Object.values(
  JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>,
)
  .filter((address) => !address.startsWith('/_'))
  .map((address) => address.replace(/\[[^\]]+\]+/g, '1'))
const reporting = addresses.filter((address) => /^\/lapor(\/|$)/.test(address))
const office = addresses.filter((address) => !reporting.includes(address))

const started: number[] = []
test.afterAll(() => Promise.all(started.map(stopWeb)))

/** The build with one surface, on the databases of this place. */
async function start(SATYA_SURFACE: 'office' | 'wbs'): Promise<string> {
  const port = await freePort()
  const env = { ...process.env, DATABASE_URL: '', APP_DATABASE_URL: '', SATYA_SURFACE }
  await startWeb('start', { port, host: '127.0.0.1', env, onSpawn: (pid) => started.push(pid), output: 'ignore' })
  return `http://127.0.0.1:${port}`
}

function body(value: object): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encodeBody(value))
}

/** The server does not know it: neither the framework nor a page of the product answers. */
async function isUnknown(url: string, init?: RequestInit): Promise<boolean> {
  const answer = await fetch(url, { redirect: 'manual', ...init })
  return answer.status === 404 && answer.headers.get('content-type') === 'text/plain' && (await answer.text()) === ''
}

test('the two surfaces know nothing of each other', async ({ baseURL }) => {
  expect(office.length).toBeGreaterThan(100)
  expect(reporting.length).toBeGreaterThan(0)
  const post = { method: 'POST', body: '{}' }

  await test.step('a server of WBS alone answers to reporters and to nothing else', async () => {
    const url = await start('wbs')
    for (const address of [...office, '/_next/static/chunks/a.js', '/favicon.ico', '//masuk', '/lapor/../masuk']) {
      expect(await isUnknown(url + address), address).toBe(true)
      expect(await isUnknown(url + address, post), `POST ${address}`).toBe(true)
    }
    for (const address of reporting) expect(await isUnknown(url + address), address).toBe(false)
    const headers = { 'Content-Type': 'application/json', 'Accept-Encoding': 'gzip' }
    const answer = await fetch(`${url}/lapor/api/pow`, { method: 'POST', body: body({}), headers })
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null])
    expect((await answer.arrayBuffer()).byteLength % 4096).toBe(0)
  })

  await test.step('a server of the office does not know the pages of reporters', async () => {
    const url = await start('office')
    for (const address of [...reporting, '//lapor/1', '/%6capor/1', '/LAPOR/1']) {
      expect(await isUnknown(url + address), address).toBe(true)
      expect(await isUnknown(url + address, post), `POST ${address}`).toBe(true)
    }
    expect(await isUnknown(`${url}/masuk`)).toBe(false)
  })

  await test.step('what reporters are answered has the policy of reporters and no other', async () => {
    const { headers } = await fetch(`${baseURL}/lapor/tidak-ada`)
    for (const { key, value } of PAGE_HEADERS) expect(headers.get(key), key).toBe(value)
    expect(headers.get('x-frame-options')).toBeNull()
    expect(headers.get('set-cookie')).toBeNull()
    expect((await fetch(`${baseURL}/masuk`)).headers.get('x-frame-options')).toBe('DENY')
  })
})

test('a report with an attachment goes through the built server and is found again by its code', async () => {
  const one = aReporter()
  const made = await one.report({ apa: 'Sesuatu' })
  await one.attach(new Uint8Array(5_000_000))
  const found = await one.open()
  expect(found).toMatchObject({ report: { id: made.id, state: 'received' }, messages: [{ ct: made.first.ct }] })
})
