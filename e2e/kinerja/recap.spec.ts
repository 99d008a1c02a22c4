import ExcelJS from 'exceljs'
import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { signInAs } from '@/e2e/people'
import { addDays, civilDateIn } from '@/lib/civil-date'
import { monthWord } from '@/lib/kinerja/recap'
import { weekOf } from '@/lib/kinerja/team-week'

/** A month in which the demonstration team wrote something down. */
const MONTH = monthWord(addDays(weekOf(civilDateIn('Asia/Jakarta', new Date())), -7))
const ADDRESS = `/kinerja/rekap?bulan=${MONTH}`

test('the officer reads a month by unit and person, sees who is behind, and takes it along', async ({
  page,
  context,
}) => {
  await signInAs(context, 'performance_officer')
  await page.goto(ADDRESS)
  const figure = async (name: RegExp) => {
    const text = await page.getByRole('main').getByRole('link', { name }).first().innerText()
    return Number(text.replace(/\D/g, ''))
  }
  const people = await figure(/^[\d.]+ pegawai$/)
  const total = () => page.getByRole('navigation', { name: 'Halaman daftar' }).innerText()

  await test.step('the figures are the totals of the lists that they open', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rekap kinerja harian')
    expect(people).toBeGreaterThan(10)
    expect((await total()).replace(/\./g, '')).toContain(`dari ${people}`)
    await expectAccessibleInEveryLook(page)
    await page.screenshot({ path: 'test-results/recap-1280.png', fullPage: true })
    await page.setViewportSize({ width: 360, height: 800 })
    await page.screenshot({ path: 'test-results/recap-360.png', fullPage: true })
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    expect(height, 'a page that a thumb gets through').toBeLessThan(6_000)
    await page.setViewportSize({ width: 1280, height: 800 })
    const behind = await figure(/pegawai dengan hari kosong/)
    await page.getByRole('link', { name: /pegawai dengan hari kosong/ }).click()
    await page.waitForURL(/tampil=belum/)
    expect((await total()).replace(/\./g, '')).toContain(`dari ${behind}`)
  })

  await test.step('a unit shows its own people', async () => {
    await page.goto(ADDRESS)
    await page.getByRole('link', { name: 'Biro Umum', exact: true }).click()
    await page.waitForURL(/unit=\d+/)
    const cells = page.getByRole('region', { name: 'Catatan per pegawai' }).locator('tr[data-row]')
    await expect(cells.filter({ hasText: 'Larasati Jembatanmas' })).toHaveCount(1)
  })

  await test.step('the list is taken along as a workbook with the same people', async () => {
    const answer = await page.request.get(`/api/kinerja/rekap?bulan=${MONTH}&format=xlsx`)
    expect(answer.status()).toBe(200)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await answer.body()) as unknown as ArrayBuffer)
    expect(book.worksheets[0]?.actualRowCount).toBe(people + 1)
    const printed = await page.request.get(`/api/kinerja/rekap?bulan=${MONTH}&format=pdf`)
    expect(printed.headers()['content-type']).toBe('application/pdf')
    expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  await test.step('the rules of the agency are changed, and days are opened anew after an outage', async () => {
    await page.goto(ADDRESS)
    await page.getByRole('link', { name: 'Aturan catatan' }).click()
    await page.getByLabel('Batas menjawab').fill('4')
    await page.getByRole('button', { name: 'Simpan aturan' }).click()
    await expect(page.getByText('Aturan disimpan.')).toBeVisible()
    await page.getByLabel('Alasan').fill('Server tidak dapat dibuka')
    await page.getByRole('button', { name: 'Perpanjang' }).click()
    await expect(page.getByRole('region', { name: /^Perpanjangan menurut/ })).toContainText('Server tidak dapat dibuka')
    await expectAccessibleInEveryLook(page)
  })
})
