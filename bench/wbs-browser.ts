import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { bundle } from '@/lib/page-files.server'
import { makeCode } from '@/lib/wbs/code'
import type { Manifest } from '@/lib/wbs/manifest'
import { ORIGIN, office, person, reporterKeys } from '@/lib/wbs/people.fixture'
import { makeReport } from '@/lib/wbs/report'
import { quantile } from './sorted-quantile'
import { UnwatchedPage } from './wbs-unwatched'
import type { Calls } from './wbs-worker'

const DEPLOYMENT = 'satya'
const LOADS = 7
const TRIES = 7
const REPORT_LETTERS = 10_000
const REPORTS = 200

/** The page of reporters: until it can be used, and what it loads before and after somebody begins to write. */
export async function measurePage(browser: Browser, origin: string) {
  const times: number[] = []
  for (let load = 0; load < LOADS; load++) {
    const page = await browser.newPage()
    await page.goto(`${origin}/lapor`, { waitUntil: 'load' })
    await page.getByRole('button', { name: /Tulis laporan/ }).waitFor()
    times.push(await page.evaluate(() => performance.getEntriesByType('navigation')[0]?.duration ?? 0))
    await page.close()
  }
  const page = await browser.newPage()
  const loaded = new Set<string>()
  page.on('response', (response) => response.request().method() === 'GET' && loaded.add(response.url()))
  await page.goto(`${origin}/lapor`, { waitUntil: 'networkidle' })
  const pageKb = await weightOf(loaded)
  await page.getByRole('button', { name: /Tulis laporan/ }).click()
  const cryptography = page.waitForResponse(/\/lapor\/pekerja/)
  await page.getByRole('textbox').fill('Pejabat meminta uang.')
  await cryptography
  await page.waitForLoadState('networkidle')
  const totalKb = await weightOf(loaded)
  await page.close()
  return { openMs: Math.round(quantile(times, 0.5)), pageKb, totalKb }
}

/** In kB of 1,000 bytes, compressed. */
async function weightOf(urls: ReadonlySet<string>): Promise<number> {
  const sizes = [...urls].map(async (url) => gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length)
  return Math.round((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 100) / 10
}

/** A code, a report of 10 kB to five recipients, and a recipient who opens two hundred reports, in a worker. */
export async function measureWork(browser: Browser, origin: string) {
  const ask = await worker(browser, origin)
  const { manifest, reader } = await fiveRecipients()
  const codes: number[] = []
  const locks: number[] = []
  for (let round = 0; round < TRIES; round++) {
    codes.push((await ask('derive', { code: makeCode(), deployment: DEPLOYMENT })).ms)
    const { ms, result } = await ask('lock', { manifest, letters: REPORT_LETTERS })
    if (result !== 7) throw new Error('five recipients, the reporter and recovery')
    locks.push(ms)
  }
  const reports = await reportsFor(reader.key.id, manifest)
  const opened = await ask('open', { reports, identity: reader.box.identity, manifest })
  if (opened.result !== REPORTS) throw new Error('a report was not read')
  return { codeMs: middle(codes), encryptMs: middle(locks), open200Ms: Math.round(opened.ms) }
}

type Ask = (call: keyof Calls, input: unknown) => Promise<{ result: unknown; ms: number }>

/** A page of this origin with the benchmark's worker. */
async function worker(browser: Browser, origin: string): Promise<Ask> {
  const page = await UnwatchedPage.open(browser, `${origin}/lapor`)
  await page.call(begin, new TextDecoder().decode(bundle('bench/wbs-worker.ts')))
  return (call, input) => page.call(askWorker, { call, input })
}

type Begun = typeof globalThis & { measured: Worker }

function begin(source: string): void {
  const made = globalThis as Begun
  made.measured = new Worker(URL.createObjectURL(new Blob([source])))
}

function askWorker({ call, input }: { call: string; input: unknown }): Promise<{ result: unknown; ms: number }> {
  const { measured } = globalThis as Begun
  return new Promise((resolve, reject) => {
    measured.onmessage = ({ data }) => ('error' in data ? reject(new Error(data.error)) : resolve(data))
    measured.onerror = () => reject(new Error('the worker did not start'))
    measured.postMessage({ call, input })
  })
}

async function fiveRecipients() {
  const people = await Promise.all(['Ani', 'Budi', 'Citra', 'Dewi', 'Eka'].map((name) => person(name)))
  const [reader] = people
  if (!reader) throw new Error('nobody')
  const keys = people.map(({ key }) => key)
  const groups = [{ id: 'inspektorat', name: 'Inspektorat', keys: keys.map(({ id }) => id) }]
  return { reader, manifest: (await office({ keys, groups })).manifest }
}

async function reportsFor(keyId: string, manifest: Manifest) {
  const keys = await reporterKeys()
  const content = { apa: 'a'.repeat(REPORT_LETTERS) }
  const made = Array.from({ length: REPORTS }, () =>
    makeReport(keys, { manifest, groupId: 'inspektorat', excluded: [], content, origin: ORIGIN }),
  )
  return (await Promise.all(made)).flatMap((report) => {
    const own = report?.wraps.filter((wrap) => wrap.for === keyId).map(({ ct }) => ({ epoch: 0, ct }))
    return report && own ? [{ id: report.id, wraps: own, messages: [{ ...report.first, epoch: 0 }] }] : []
  })
}

function middle(times: readonly number[]): number {
  return Math.round(quantile(times, 0.5))
}
