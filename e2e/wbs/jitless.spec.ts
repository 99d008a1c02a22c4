import { expect, test } from '../fixtures'
import { ANSWERS, answerAll, leftBehind, noteCode, openInbox, sendReport, violationsOf } from './journey'

/** As in Tor Browser on "Safer": nothing is compiled, so the cryptography takes minutes. */
test.use({
  launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox', '--js-flags=--jitless'] },
})

const SLOW = { timeout: 10 * 60_000 }

test('where a browser compiles nothing, a report is locked and found again at the same cost', async ({ page }) => {
  test.skip(!process.env.WBS_WHOLE, 'minutes; npm run test:wbs')
  test.setTimeout(30 * 60_000)
  const faults = violationsOf(page)
  await page.goto('/lapor')
  const entries = await page.evaluate(() => history.length)
  expect(await page.evaluate(() => typeof WebAssembly)).toBe('undefined')
  await answerAll(page)
  await expect(page.getByText(/^Akan dibaca \d orang\.$/)).toBeVisible(SLOW)
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  const sent = sendReport(page, SLOW)
  await expect(
    page.getByRole('progressbar', { name: /^Mengerjakan hitungan pengganti identitas: sekitar \d+%$/ }),
  ).toBeVisible(SLOW)
  const code = await sent
  await noteCode(page, code)
  await openInbox(page, code, 'Laporan Anda sudah diterima', SLOW)
  await expect(page.getByText(ANSWERS['Apa yang terjadi?'])).toBeVisible()
  expect(await leftBehind(page)).toEqual({ cookies: [], local: 0, session: 0, databases: [], caches: [], entries })
  expect(faults).toEqual([])
})
