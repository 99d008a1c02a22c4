import { randomInt } from 'node:crypto'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'

const code = String(randomInt(9000, 9999))
const name = `Pemerintah Kabupaten Uji ${code}`

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
  await page.getByRole('button', { name: 'Simpan instansi' }).click()
  await expect(page).toHaveURL(/\/admin\/instansi$/)
  await page.goto(`/admin/instansi?cari=${code}`)
  await expect(page.getByRole('row', { name })).toContainText('Kota Uji')
  await expect(page.getByRole('row', { name })).toContainText('Lengkap')
})
