import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import type { Place } from '@/components/wbs/report/session'
import { doorsOf, reporter } from '@/e2e/wbs/reporter'
import { makeCode, type ReceiptCode } from '@/lib/wbs/code'
import type { ThrowAwayWbs } from '@/scripts/throw-away-wbs'
import { pageKilobytes } from './process-cpu'
import { UnwatchedPage } from './wbs-unwatched'

const DEPLOYMENT = 'satya'
const SAMPLE_MS = 50
const FILE_BYTES = 100 * 1024 ** 2

/** A telephone has no more to give. */
const MOST_GROWTH_MB = 200

/** A file of 100 MiB that the page's own worker locks and sends in parts, and by how much the page's memory grows meanwhile. */
export async function measureAttachment(browser: Browser, { origin, folder, rootKeys }: ThrowAwayWbs) {
  const code = makeCode()
  await reporter(doorsOf(origin), origin, rootKeys, code).report({ apa: 'Sesuatu' })
  const path = join(folder, 'lampiran.bin')
  writeFileSync(path, Buffer.alloc(FILE_BYTES, 'satya'))
  const page = await UnwatchedPage.open(browser, `${origin}/lapor`)
  await page.call(openReport, { place: { deployment: DEPLOYMENT, rootKeys }, code })
  await page.chooseFile('#lampiran', path)
  const before = pageKilobytes()
  let most = before
  const sampling = setInterval(() => {
    most = Math.max(most, pageKilobytes())
  }, SAMPLE_MS)
  const ms = await page.call(sendFile, crypto.randomUUID()).finally(() => clearInterval(sampling))
  const peakMemoryMb = Math.round(((most - before) * 1024) / 1_000_000)
  if (peakMemoryMb >= MOST_GROWTH_MB) throw new Error(`The page grew by ${peakMemoryMb} MB of ${MOST_GROWTH_MB}.`)
  return { attachmentMbPerSecond: Math.round(FILE_BYTES / 1000 / ms), peakMemoryMb }
}

type Begun = typeof globalThis & { askPage: (call: string, input?: unknown) => Promise<never> }

/** Runs in the page: the worker of the page, with the report of the code open, and a place for the file. */
async function openReport({ place, code }: { place: Place; code: ReceiptCode }): Promise<void> {
  const worker = new Worker('/lapor/pekerja.js')
  const made = globalThis as Begun
  made.askPage = (call, input) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) =>
        'trouble' in data ? reject(new Error(data.trouble.code)) : resolve(data.result as never)
      worker.onerror = () => reject(new Error('the worker did not start'))
      worker.postMessage({ number: 1, call, input })
    })
  document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'lampiran' }))
  await made.askPage('begin', place)
  if (!(await made.askPage('open', code))) throw new Error('the report is not there')
}

/** Runs in the page: what it does when somebody attaches a file. Answers how many milliseconds that took. */
async function sendFile(id: string): Promise<number> {
  const { askPage } = globalThis as Begun
  const file = document.querySelector<HTMLInputElement>('#lampiran')?.files?.[0]
  const began = performance.now()
  await askPage('attach', { id, file })
  for (let isThere = false; !isThere; ) isThere = ((await askPage('sendPart')) as { isThere: boolean }).isThere
  await askPage('attached', { name: 'lampiran.bin', type: 'application/octet-stream', isCleaned: false })
  return performance.now() - began
}
