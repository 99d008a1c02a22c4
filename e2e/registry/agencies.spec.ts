import { randomInt } from 'node:crypto'
import { expect, expectAccessible, press, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'

const code = String(randomInt(9000, 9999))
const name = `Pemerintah Kabupaten Uji ${code}`
const SHIELD =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 48"><path fill="#1d4e6b" d="M2 2h36v28L20 46 2 30z"/></svg>'

test.afterEach(async () => {
  await database`delete from agencies where code = ${code}`
})

test('an administrator adds an agency, is told what is wrong with it, and changes its seat later', async ({
  context,
  page,
}) => {
  await signInAs(context, 'bkn_admin')
  await page.goto('/admin/instansi')
  await page.getByRole('link', { name: 'Tambah instansi' }).click()
  await page.getByLabel('Nama instansi').fill(name)
  await page.getByLabel('Kode instansi').fill(code)
  await page.getByLabel('Jabatan pimpinan').fill('BUPATI UJI')
  await page.getByLabel('Tempat kedudukan').fill('Uji')
  await page.getByLabel('Nomor SK').fill('823/{n}')
  await page.getByRole('button', { name: 'Simpan instansi' }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'perlu diperbaiki' })
  await expect(summary).toContainText('Pilih kantor BKN')
  await expect(summary).toContainText('Pola harus memuat {n} dan {year}')
  await expectAccessible(page)

  await page.getByLabel('Dilayani oleh').selectOption({ label: 'Kantor Regional VII Badan Kepegawaian Negara' })
  await page.getByLabel('Nomor SK').fill('823/{n}/{year}')
  await page.getByRole('button', { name: 'Simpan instansi' }).click()
  await expect(page).toHaveURL(/\/admin\/instansi$/)

  await page.getByLabel('Cari nama atau kode').fill(code)
  await page.getByRole('button', { name: 'Cari', exact: true }).click()
  await page.getByRole('link', { name }).click()
  await page.getByLabel('Tempat kedudukan').fill('Kota Uji')
  const logo = page.locator('input[type=file][aria-label="Logo instansi"]')
  await logo.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG') })
  await expect(page.getByText('Berkas ini bukan gambar SVG yang utuh').last()).toBeVisible()
  await page.getByRole('button', { name: 'Simpan instansi' }).click()
  await page
    .getByRole('alert')
    .getByRole('button', { name: /bukan gambar SVG/ })
    .click()
  await expect(page.getByRole('button', { name: 'Pilih berkas: Logo instansi' })).toBeFocused()
  await logo.setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(SHIELD) })
  await expect(page.getByRole('img', { name: 'Logo instansi saat ini' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Simpan instansi' }).click()
  await expect(page).toHaveURL(/\/admin\/instansi$/)
  await page.goto(`/admin/instansi?cari=${code}`)
  await expect(page.getByRole('row', { name })).toContainText('Kota Uji')
  await expect(page.getByRole('row', { name })).toContainText('Lengkap')

  await page.getByRole('link', { name }).click()
  await press(page.getByRole('button', { name: 'Hapus: Logo instansi' }))
  await expect(page.getByRole('img', { name: 'Logo instansi saat ini' })).toBeHidden()
})
