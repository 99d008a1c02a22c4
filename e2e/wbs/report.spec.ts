import { expect, expectAccessible, test } from '../fixtures'
import { ANSWERS, leftBehind, violationsOf } from './journey'

test('a frightened person reports on a phone, notes the code, comes back, answers and withdraws', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const faults = violationsOf(page)
  await page.goto('/lapor')
  const entries = await page.evaluate(() => history.length)
  await expectAccessible(page)
  await page.getByRole('button', { name: /Tulis laporan/ }).click()
  for (const [question, answer] of Object.entries(ANSWERS)) {
    await expect(page.getByRole('heading', { level: 1, name: question })).toBeFocused()
    if (answer) await page.getByRole('textbox').fill(answer)
    if (question === 'Bagaimana Anda tahu?')
      await expect(page.getByRole('status')).toContainText('Kalimat ini dapat menunjukkan Anda')
    await page.getByRole('button', { name: /^Lanjut ke pertanyaan/ }).click()
  }
  await expect(page.getByText(/^Akan dibaca \d orang\.$/)).toBeVisible()
  await page.getByRole('checkbox').first().check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await expect(page.getByText('1 orang dikecualikan')).toBeVisible()
  await page.getByRole('button', { name: 'Kunci dan kirim' }).click()

  await expect(page.getByRole('heading', { name: 'Laporan diterima. Catat kode ini sekarang' })).toBeFocused({
    timeout: 60_000,
  })
  await expectAccessible(page)
  const code = ((await page.getByText(/^Kode laporan, 21 angka/).textContent()) ?? '').replace(/\D/g, '').slice(2)
  expect(code).toHaveLength(21)
  const done = page.getByRole('button', { name: 'Selesai dan tutup' })
  await page
    .getByRole('textbox', { name: 'Ketik kode dari catatan Anda' })
    .fill(`${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`)
  await expect(done).toBeDisabled()
  await page.getByRole('textbox', { name: 'Ketik kode dari catatan Anda' }).fill(code)
  await done.click()

  await page.getByRole('button', { name: /Buka laporan saya/ }).click()
  await page.getByRole('textbox', { name: 'Kode laporan' }).fill(code)
  await page.getByRole('button', { name: 'Buka', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Laporan Anda sudah diterima' })).toBeFocused({ timeout: 60_000 })
  await expect(page.getByText(ANSWERS['Apa yang terjadi?'])).toBeVisible()
  await page.getByRole('textbox', { name: 'Jawaban Anda' }).fill('Ada satu kuitansi lagi.')
  await page.getByRole('button', { name: 'Kirim jawaban' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Ada satu kuitansi lagi.' })).toBeVisible({
    timeout: 60_000,
  })
  await expectAccessible(page)
  await page.getByText('Cabut laporan', { exact: true }).click()
  await page.getByRole('button', { name: 'Ya, cabut laporan ini' }).click()
  await expect(page.getByRole('heading', { name: 'Anda mencabut laporan ini' })).toBeVisible({ timeout: 60_000 })

  expect(await leftBehind(page)).toEqual({ cookies: [], local: 0, session: 0, databases: [], caches: [], entries })
  expect(faults).toEqual([])
})

test('whoever is faster than the list of readers waits for it, and the report goes to them', async ({ page }) => {
  await page.route('**/lapor/api/manifest', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 4000))
    await route.continue()
  })
  await page.goto('/lapor')
  await page.getByRole('button', { name: /Tulis laporan/ }).click()
  for (const [question, answer] of Object.entries(ANSWERS)) {
    await expect(page.getByRole('heading', { level: 1, name: question })).toBeFocused()
    if (answer) await page.getByRole('textbox').fill(answer)
    await page.getByRole('button', { name: /^Lanjut ke pertanyaan/ }).click()
  }
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await page.getByRole('button', { name: 'Kunci dan kirim' }).click()
  await expect(page.getByRole('heading', { name: 'Laporan diterima. Catat kode ini sekarang' })).toBeFocused({
    timeout: 60_000,
  })
})

test('a code that nobody has opens nothing, and a wrong digit is found before anything is sent', async ({ page }) => {
  await page.goto('/lapor')
  await page.getByRole('button', { name: /Buka laporan saya/ }).click()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.getByRole('textbox', { name: 'Kode laporan' }).fill('123456789012345678901')
  await page.getByRole('button', { name: 'Buka', exact: true }).click()
  await expect(page.getByRole('alert')).toHaveText('Ada angka yang keliru. Periksa lagi dengan catatan Anda.')
  expect(asked).toEqual([])
})

test('without a script the page says why it cannot lock a report, and shows the other doors', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto('/lapor')
  await expect(page.getByRole('heading', { name: 'Formulir ini memerlukan JavaScript' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Tulis laporan/ })).toBeHidden()
  await expect(page.getByRole('link', { name: 'Ombudsman' })).toBeVisible()
  await context.close()
})
