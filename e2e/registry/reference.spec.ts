import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'

test.afterEach(async () => {
  await database`delete from reference_rows where table_name = 'service_levels' and valid_from = '2099-01-01'`
  await database`update reference_rows set valid_to = null where table_name = 'service_levels' and valid_to = '2098-12-31'`
  await database`delete from holidays where day = '2099-03-10'`
})

test('an administrator gives a table new values from a day on, and the old ones stay in its history', async ({
  context,
  page,
}) => {
  await signInAs(context, 'bkn_admin')
  await page.goto('/admin/acuan')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Tenggat layanan' }).click()
  await page.getByRole('link', { name: 'Ubah agency_review' }).click()
  await expectAccessible(page)

  await page.getByLabel('Hari kerja').fill('empat')
  await page.getByLabel('Berlaku sejak').fill('2099-01-01')
  await page.getByLabel('Dasar hukum').fill('Ketentuan instansi 1/2099')
  await page.getByRole('button', { name: 'Simpan baris' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'perlu diperbaiki' })).toContainText('di luar yang diterima')
  await page.getByLabel('Hari kerja').fill('4')
  await page.getByRole('button', { name: 'Simpan baris' }).click()
  await expect(page.getByRole('heading', { name: 'Ubah agency_review' })).toBeHidden()

  await page.goto('/admin/acuan/tenggat-layanan?tanggal=2099-01-01&ubah=agency_review')
  await expect(page.getByLabel('Hari kerja')).toHaveValue('4')
  await expect(page.getByText(/sampai 31 Des 2098: 3/)).toBeVisible()
})

test('a year without its joint decree says so, and a holiday is added over what somebody else wrote, and taken away', async ({
  context,
  page,
}) => {
  await signInAs(context, 'bkn_admin')
  await page.goto('/admin/hari-libur?tahun=2099')
  await expect(page.getByText('baru tercatat hari libur tetap')).toBeVisible()
  await page.getByLabel('Tanggal').fill('2099-03-10')
  await page.getByLabel('Nama hari libur').fill('Hari uji')
  await database`insert into holidays (day, name) values ('2099-03-10', 'Nama dari rekan')`
  await page.getByRole('button', { name: 'Simpan hari libur' }).click()
  await expect(page.getByRole('alert').getByRole('row', { name: 'Hari uji Nama dari rekan' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Pertahankan isian saya' }).click()
  await page.getByRole('button', { name: 'Simpan hari libur' }).click()
  await expect(page.getByRole('cell', { name: 'Hari uji' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Hapus hari libur 10 Maret 2099' }).click()
  await expect(page.getByText('Belum ada hari libur pada tahun ini')).toBeVisible()
})

test('every table of the regulations opens at 360 px without scrolling sideways', async ({ context, page }) => {
  await signInAs(context, 'bkn_admin')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/admin/acuan')
  const links = await page
    .getByRole('table')
    .getByRole('link')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  expect(links.length).toBeGreaterThan(20)
  for (const href of links) {
    await page.goto(href ?? '')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth), href ?? '').toBeLessThanOrEqual(360)
  }
})
