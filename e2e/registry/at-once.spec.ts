import { randomInt } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, listening, test } from '@/e2e/fixtures'
import { accountOf, database, personWithoutAccount, signInAs } from '@/e2e/people'

const code = String(randomInt(8000, 8999))

test.afterEach(async () => {
  await database`delete from agencies where code = ${code}`
})

/** Another window of the same browser. */
async function beside(page: Page): Promise<Page> {
  const other = await page.context().newPage()
  await other.goto(page.url())
  return other
}

const conflictIn = (place: Page | Locator) =>
  place.getByRole('alert').filter({ hasText: 'diubah orang lain sementara' })

test('two people at one agency: both versions are shown, and what one filled in goes on top of what the other wrote', async ({
  context,
  page,
}) => {
  const [agency] = await database<{ id: number }[]>`
    insert into agencies (code, name, kind, served_by_id, head_title, seat, time_zone)
    select ${code}, ${`Pemerintah Kabupaten Uji ${code}`}, 'regency', id, 'BUPATI UJI', 'Uji', 'Asia/Jakarta'
    from agencies where kind = 'regional_office' order by id limit 1 returning id`
  await signInAs(context, 'bkn_admin')
  await page.goto(`/admin/instansi/${agency?.id}`)
  const other = await beside(page)
  await listening(other.getByLabel('Tempat kedudukan'))
  await other.getByLabel('Tempat kedudukan').fill('Kota Uji')
  await other.getByLabel('Jabatan pimpinan').fill('PENJABAT BUPATI UJI')
  await other.getByRole('button', { name: 'Simpan instansi' }).click()
  await expect(other).toHaveURL(/\/admin\/instansi$/)

  await page.getByLabel('Jabatan pimpinan').fill('Plt. BUPATI UJI')
  await page.getByLabel('Alamat').fill('Jalan Uji 1')
  await page.getByRole('button', { name: 'Simpan instansi' }).click()
  const conflict = conflictIn(page)
  await expect(conflict).toBeFocused()
  await expect(conflict.getByRole('row', { name: 'Jabatan pimpinan' })).toContainText(
    'Plt. BUPATI UJIPENJABAT BUPATI UJI',
  )
  await expect(conflict.getByRole('row', { name: 'Tempat kedudukan' })).toContainText('UjiKota Uji')
  await expect(conflict.getByRole('row')).toHaveCount(3)
  await expect(conflict).toContainText(`Diubah oleh ${accountOf('bkn_admin').name}`)
  await expectAccessible(page)

  await conflict.getByRole('button', { name: 'Pertahankan isian saya' }).click()
  await expect(conflict).toBeHidden()
  await expect(page.getByLabel('Jabatan pimpinan')).toHaveValue('Plt. BUPATI UJI')
  await expect(page.getByLabel('Tempat kedudukan')).toHaveValue('Kota Uji')
  await page.getByRole('button', { name: 'Simpan instansi' }).click()
  await expect(page).toHaveURL(/\/admin\/instansi$/)
  const [stored] = await database`select head_title, seat, address from agencies where id = ${agency?.id ?? 0}`
  expect({ ...stored }).toEqual({ head_title: 'Plt. BUPATI UJI', seat: 'Kota Uji', address: 'Jalan Uji 1' })
})

test('two people at one account: one press takes what the other chose', async ({ context, page }) => {
  const person = await personWithoutAccount()
  const [account] = await database<{ id: string }[]>`
    insert into accounts (user_id, employee_id, agency_id, letter_number, letter_on, password_hash, must_change_password)
    select ${`dua.${person.nip.slice(-6)}${randomInt(9999)}`}, ${person.id}, c.agency_id, '800/1', '2026-01-05', 'none', false
    from accounts c where c.user_id = ${accountOf('mutation_officer').userId} returning id`
  await database`insert into account_roles (account_id, role) values (${account?.id ?? ''}, 'employee')`
  await signInAs(context, 'bkn_admin')
  await page.goto(`/admin/akun/${account?.id}`)
  const other = await beside(page)
  await other.getByLabel('Petugas mutasi').check()
  await other.getByRole('button', { name: 'Simpan peran' }).click()
  await expect.poll(() => database`select 1 from account_roles where account_id = ${account?.id ?? ''}`).toHaveLength(2)

  await page.getByLabel('Penyetuju instansi').check()
  await page.getByRole('button', { name: 'Simpan peran' }).click()
  const conflict = conflictIn(page)
  await expect(conflict.getByRole('row', { name: /^Peran/ })).toContainText('Penyetuju instansi')
  await conflict.getByRole('button', { name: 'Pakai yang sekarang' }).click()
  await expect(page.getByLabel('Petugas mutasi')).toBeChecked()
  await expect(page.getByLabel('Penyetuju instansi')).not.toBeChecked()
  await page.getByLabel('Petugas mutasi').uncheck()
  await page.getByRole('button', { name: 'Simpan peran' }).click()
  await expect.poll(() => database`select 1 from account_roles where account_id = ${account?.id ?? ''}`).toHaveLength(1)
})
