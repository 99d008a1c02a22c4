import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { signInAs } from '@/e2e/people'

const SAMPLES = 7
const SLOWER = 4 // than this machine: the phone of the lab profile
const PHONE = { width: 360, height: 740 }

/**
 * The page of daily work, which is none of the framework's: what its first visit loads, and how long it takes on a slow
 * phone without a network until the own days are shown again.
 */
export async function measureDayPage(browser: Browser, url: string) {
  const context = await browser.newContext({ baseURL: url, viewport: PHONE })
  await signInAs(context, 'employee')
  const page = await context.newPage()
  await page.goto('/kinerja')
  const shown = page.getByRole('button', { name: /^Hari ini/ })
  await shown.waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  const files = ['harian.js', 'harian.css', 'inter.woff2', 'plus-jakarta-sans.woff2']
  const sizes = await Promise.all(files.map(async (name) => [name, await compressed(`${url}/kinerja/harian/${name}`)]))
  const size: Record<string, number> = Object.fromEntries(sizes)

  await context.setOffline(true)
  const phone = await context.newCDPSession(page)
  await phone.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const times: number[] = []
  for (let round = 0; round < SAMPLES; round++) {
    const began = performance.now()
    await page.goto('/kinerja', { waitUntil: 'commit' })
    await shown.waitFor()
    times.push(Math.round(performance.now() - began))
  }
  await context.close()
  times.sort((one, other) => one - other)
  return {
    firstLoadKb: size['harian.js'] ?? 0,
    withStyleAndLettersKb: Math.round(Object.values(size).reduce((sum, kb) => sum + kb, 0)),
    offlineReopenMs: times[Math.floor(SAMPLES / 2)] ?? 0,
    slowestReopenMs: times.at(-1) ?? 0,
  }
}

/** In kB of 1,000 bytes; letters are compressed already. */
async function compressed(address: string): Promise<number> {
  const bytes = Buffer.from(await (await fetch(address)).arrayBuffer())
  return Math.round((address.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length) / 100) / 10
}
