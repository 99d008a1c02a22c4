import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { signInAs } from '@/e2e/people'

/** A CSV of several pieces: few columns and one that nobody maps. */
function largeCsv(note: string): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: 700 }, (_, index) => `${index},Pegawai ${index},,"${note.repeat(10_000)}"`)
  const buffer = Buffer.from(['nip,nama,tgl_lahir,catatan', ...rows].join('\r\n'))
  return { name: 'unggahan-terputus.csv', mimeType: 'text/csv', buffer }
}

test('an upload that broke goes on after a reload, with the same file and no other', async ({ context, page }) => {
  await signInAs(context, 'mutation_officer')
  await page.goto('/impor')
  let pieces = 0
  await page.route('**/impor', (route) => {
    const isPiece = (route.request().postDataBuffer()?.length ?? 0) > 1_000_000
    if (isPiece) pieces += 1
    return isPiece && pieces === 2 ? route.abort() : route.continue()
  })
  await page.locator('input[type=file]').setInputFiles(largeCsv('a'))
  await expect(page.getByText(/Sambungan terputus pada 4\d persen/)).toBeVisible()
  await page.unroute('**/impor')

  await page.reload()
  const row = page.getByRole('row').filter({ hasText: 'unggahan-terputus.csv' }).first()
  await expect(row).toContainText('Belum selesai diunggah')
  await row.getByRole('link').click()
  await expect(page.getByText('3 dari 7 MB sudah diterima')).toBeVisible()
  await expectAccessible(page)

  await page.locator('input[type=file]').setInputFiles(largeCsv('b'))
  await expect(page.getByText(/^Ini bukan berkas unggahan-terputus.csv/)).toBeVisible()
  await page.locator('input[type=file]').setInputFiles(largeCsv('a'))
  await expect(page.getByRole('button', { name: 'Periksa berkas' })).toBeVisible()
})

test('an upload that broke can be thrown away', async ({ context, page }) => {
  await signInAs(context, 'mutation_officer')
  await page.goto('/impor')
  await page.route('**/impor', (route) =>
    (route.request().postDataBuffer()?.length ?? 0) > 1_000_000 ? route.abort() : route.continue(),
  )
  const file = { ...largeCsv('c'), name: 'unggahan-dibuang.csv' }
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByText(/Sambungan terputus/)).toBeVisible()
  await page.unroute('**/impor')
  await page.reload()
  await page.getByRole('link', { name: 'unggahan-dibuang.csv' }).click()
  await page.getByRole('button', { name: 'Buang unggahan ini' }).click()
  await expect(page).toHaveURL(/\/impor$/)
  await expect(page.getByRole('link', { name: 'unggahan-dibuang.csv' })).toBeHidden()
})
