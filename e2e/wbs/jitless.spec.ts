import { expect, test } from '../fixtures'
import { ANSWERS, leftBehind, violationsOf } from './journey'

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
  await page.getByRole('button', { name: /Tulis laporan/ }).click()
  for (const [question, answer] of Object.entries(ANSWERS)) {
    await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible()
    if (answer) await page.getByRole('textbox').fill(answer)
    await page.getByRole('button', { name: /^Lanjut ke pertanyaan/ }).click()
  }
  await expect(page.getByText(/^Akan dibaca \d orang\.$/)).toBeVisible(SLOW)
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await page.getByRole('button', { name: 'Kunci dan kirim' }).click()
  await expect(page.getByRole('heading', { name: 'Laporan diterima. Catat kode ini sekarang' })).toBeVisible(SLOW)
  const code = ((await page.getByText(/^Kode laporan, 21 angka/).textContent()) ?? '').replace(/\D/g, '').slice(2)
  await page.getByRole('textbox', { name: 'Ketik kode dari catatan Anda' }).fill(code)
  await page.getByRole('button', { name: 'Selesai dan tutup' }).click()
  await page.getByRole('button', { name: /Buka laporan saya/ }).click()
  await page.getByRole('textbox', { name: 'Kode laporan' }).fill(code)
  await page.getByRole('button', { name: 'Buka', exact: true }).click()
  await expect(page.getByText(ANSWERS['Apa yang terjadi?'])).toBeVisible(SLOW)
  expect(await leftBehind(page)).toEqual({ cookies: [], local: 0, session: 0, databases: [], caches: [], entries })
  expect(faults).toEqual([])
})
