import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '../fixtures'
import { ANSWERS, answerAll, noteCode, openInbox, SLOW, sendReport } from './journey'

const HARMLESS = 'https://www.bmkg.go.id'
test.use({ leadsTo: [HARMLESS] })

/** Where the quick exit leads, and every question whether to leave. */
async function harmlessPage(page: Page) {
  const questions: string[] = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.type())
    void dialog.accept()
  })
  await page.route(`${HARMLESS}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Cuaca</title>' }))
  const leave = async () => {
    await page.getByRole('link', { name: 'Keluar cepat' }).click()
    await expect(page).toHaveTitle('Cuaca')
    await page.goBack()
    expect(page.url()).toBe('about:blank')
    expect(questions).toEqual([])
  }
  return { leave, questions }
}

test('whoever leaves a reader out, notes six words and takes the report back later is believed in all of it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/lapor')
  await answerAll(page)
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await expect(page.getByText('1 orang dikecualikan')).toBeVisible()
  await sendReport(page)
  await page.getByText('Enam kata', { exact: true }).click()
  const words = await page.locator('.words').getByRole('listitem').allTextContents()
  expect(words).toHaveLength(6)
  await noteCode(page, words.join(' '))
  await openInbox(page, words.join('  ').toUpperCase(), 'Laporan Anda sudah diterima')
  await page.getByText('Cabut laporan', { exact: true }).click()
  await page.getByRole('button', { name: 'Ya, cabut laporan ini' }).click()
  await expect(page.getByRole('heading', { name: 'Anda mencabut laporan ini' })).toBeVisible(SLOW)
  await expect(page.getByRole('button', { name: 'Sertakan identitas' }), 'which nobody takes any more').toHaveCount(0)
  await expectAccessible(page)
})

test('nothing is sent before its writer has seen who will read it, however the line breaks', async ({ page }) => {
  await page.route('**/lapor/api/manifest', (route) => route.abort())
  const { leave } = await harmlessPage(page)
  await page.goto('/lapor')
  await answerAll(page)
  await expect(page.getByRole('button', { name: 'Coba lagi' })).toBeVisible()
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await expect(page.getByText('Orang yang Anda laporkan mungkin termasuk di dalamnya.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Kunci dan kirim' })).toBeDisabled()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ubah: Siapa yang tidak boleh membaca?' }).click()
  const again = page.getByRole('button', { name: 'Coba lagi' })
  await expect(again, 'the question is asked anew, in vain').toBeVisible()
  await page.unroute('**/lapor/api/manifest')
  await again.click()
  await expect(page.getByText(/^Akan dibaca \d orang\.$/)).toBeVisible()
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await sendReport(page)
  await leave()
})

test('a better door is named, what is missing is counted, and neither going back nor leaving quickly keeps a word', async ({
  page,
}) => {
  const { leave, questions } = await harmlessPage(page)
  await page.goto('/lapor')
  const write = page.getByRole('button', { name: /Tulis laporan/ })
  await write.click()
  for (const [complaint, link, address] of [
    ['Keluhan layanan', 'Buka SP4N-LAPOR', 'https://www.lapor.go.id'],
    ['Saya sendiri menerima hadiah', 'Buka pelaporan gratifikasi KPK', 'https://gol.kpk.go.id'],
  ] as const) {
    await page.getByRole('combobox').selectOption(complaint)
    await expect(page.getByRole('link', { name: link })).toHaveAttribute('href', address)
  }
  const needed = page.getByText('Agar dapat diproses:').locator('xpath=..')
  await expect(needed).toContainText('0 dari 5 ada')
  const answer = ANSWERS['Apa yang terjadi?']
  await page.getByRole('textbox').fill(answer)
  await expect(needed).toContainText('1 dari 5 ada')
  const onward = page.getByRole('button', { name: /^Lanjut ke pertanyaan|^Periksa sebelum dikirim$/ })
  while (await onward.isVisible()) await onward.click()
  await expect(page.getByText('Masih kurang').locator('xpath=..')).toContainText('Siapa yang melakukannya')
  await expect(page.getByRole('button', { name: 'Kunci dan kirim' })).toBeDisabled()
  await expect(page.getByText(answer)).toBeVisible()

  await page.goBack()
  expect(page.url()).toBe('about:blank')
  expect(questions.splice(0), 'a gesture that loses what was written').toEqual(['beforeunload'])
  await page.goForward()
  await expect(write).toBeVisible()
  await expect(page.getByText(answer)).toHaveCount(0)
  await page.goto('about:blank')
  await page.goto('/lapor')
  await write.click()
  await page.getByRole('textbox').fill(answer)
  await leave()
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
