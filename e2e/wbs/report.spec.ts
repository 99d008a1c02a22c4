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

test('nothing is sent before its writer has seen who will read it, however the line breaks', async ({ page }) => {
  await page.route('**/lapor/api/manifest', (route) => route.abort())
  await page.goto('/lapor')
  await answerAll(page)
  await expect(page.getByRole('button', { name: 'Coba lagi' })).toBeVisible()
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await expect(page.getByText('Orang yang Anda laporkan mungkin termasuk di dalamnya.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Kunci dan kirim' })).toBeDisabled()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ubah: Siapa yang tidak boleh membaca?' }).click()
  await page.unroute('**/lapor/api/manifest')
  await page.getByRole('button', { name: 'Coba lagi' }).click()
  await expect(page.getByText(/^Akan dibaca \d orang\.$/)).toBeVisible()
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
