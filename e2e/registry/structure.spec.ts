import { randomInt } from 'node:crypto'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'

const code = `UJI${randomInt(1000, 9999)}`

test.afterEach(async () => {
  await database`delete from units where code = ${code}`
})

test('an officer founds a unit, moves it, is told why another one cannot end, and finds it in the filters', async ({
  context,
  page,
}) => {
  await signInAs(context, 'mutation_officer')
  await page.goto('/pegawai')
  await page.getByRole('link', { name: 'Struktur unit' }).click()
  await expect(page.getByRole('heading', { name: 'Struktur', level: 1 })).toBeVisible()
  await expectAccessible(page)
  const [first, second] = await database<{ id: number; name: string }[]>`
    select u.id, u.name from units u join accounts a on a.agency_id = u.agency_id
    where a.user_id = 'petugas' and u.parent_id is null order by u.preorder limit 2`
  if (!first || !second) throw new Error('two units at the top')

  await page.getByRole('link', { name: first.name, exact: true }).click()
  await page.getByRole('link', { name: 'Tambah unit di bawahnya' }).click()
  await page.getByLabel('Kode unit').fill(code)
  await page.getByRole('button', { name: 'Tambah unit', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'perlu diperbaiki' })).toContainText('Isi nama unit')
  await page.getByLabel('Nama unit').fill(`Bidang ${code}`)
  await page.getByLabel('Nomor perda, perkada atau surat').fill('Pergub 12/2026')
  await page.getByLabel('Tanggalnya').fill('2026-11-02')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Tambah unit', exact: true }).click()
  await page.getByRole('link', { name: `Bidang ${code}` }).click()
  await expect(page.getByText(`Dibentuk dengan nama Bidang ${code}, di bawah ${first.name}`)).toBeVisible()

  await page.getByRole('link', { name: 'Pindahkan' }).click()
  await page.getByLabel('Berada di bawah').selectOption(String(second.id))
  await page.getByLabel('Nomor perda, perkada atau surat').fill('Pergub 13/2026')
  await page.getByLabel('Tanggalnya').fill('2026-11-03')
  await page.getByRole('button', { name: 'Pindahkan unit' }).click()
  await expect(page.getByText(`Berada di bawah ${second.name}`)).toBeVisible()
  await expectAccessible(page)

  await page.goto(`/admin/struktur/${second.id}?ubah=akhiri`)
  await page.getByLabel('Nomor perda, perkada atau surat').fill('Pergub 14/2026')
  await page.getByLabel('Tanggalnya').fill('2026-11-03')
  await page.getByRole('button', { name: 'Akhiri unit' }).click()
  await expect(page.getByText(/Di dalamnya masih ada .*unit di bawahnya/)).toBeVisible()

  await page.goto('/pegawai')
  await page.getByText('Tambah saringan').click()
  await expect(page.getByLabel('Unit kerja dan bawahannya')).toContainText(`Bidang ${code}`)
})
