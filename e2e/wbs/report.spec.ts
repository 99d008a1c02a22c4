import { expect, expectAccessible, test } from '../fixtures'
import { answerAll, noteCode, openInbox, SLOW, sendReport } from './journey'

test('whoever leaves a reader out and takes the report back later is believed in both', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/lapor')
  await answerAll(page)
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await expect(page.getByText('1 orang dikecualikan')).toBeVisible()
  const code = await sendReport(page)
  await noteCode(page, code)
  await openInbox(page, code, 'Laporan Anda sudah diterima')
  await page.getByText('Cabut laporan', { exact: true }).click()
  await page.getByRole('button', { name: 'Ya, cabut laporan ini' }).click()
  await expect(page.getByRole('heading', { name: 'Anda mencabut laporan ini' })).toBeVisible(SLOW)
  await expectAccessible(page)
})

test('whoever is faster than the list of readers waits for it, and the report goes to them', async ({ page }) => {
  await page.route('**/lapor/api/manifest', async (route) => {
    await page.getByText(/^Mengunci laporan dan mengirimnya/).waitFor()
    await route.continue()
  })
  await page.goto('/lapor')
  await answerAll(page)
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await sendReport(page)
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
