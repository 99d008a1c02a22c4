import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { aPerson } from '@/e2e/registry/people'

const REASON = 'SK asli menyebut III/b, tercatat III/c'

test('an officer corrects a wrong rank; the old row stays, struck through, and the current rank follows', async ({
  context,
  page,
}) => {
  const person = await aPerson()
  await signInAs(context, 'mutation_officer')
  await page.goto(`/pegawai/${person.id}?bagian=riwayat`)
  const ranks = page.getByRole('region', { name: /^Riwayat golongan/ }).first()
  await ranks.getByRole('link', { name: /^Perbaiki III\/c/ }).click()

  await test.step('nothing is saved without a reason, and nothing that was typed is lost', async () => {
    await page.getByLabel('Golongan', { exact: true }).selectOption('III/b')
    await page.getByLabel(/^Gaji pokok/).fill('')
    await page.getByRole('button', { name: 'Simpan perbaikan' }).click()
    await expect(page.getByText('Tulis alasan paling sedikit 5 huruf.').first()).toBeVisible()
    await expect(page.getByLabel('Golongan', { exact: true })).toHaveValue('III/b')
    await expectAccessible(page)
  })

  await test.step('a TMT that cannot be is refused on its field', async () => {
    await page.getByLabel('Alasan', { exact: true }).fill(REASON)
    const day = page.getByLabel('TMT golongan')
    const right = await day.inputValue()
    await day.fill(right.replace(/\d\d$/, '02'))
    await page.getByRole('button', { name: 'Simpan perbaikan' }).click()
    await expect(page.getByText('TMT ini selalu tanggal 1. Periksa tanggal pada SK.').first()).toBeVisible()
    await expect(page).toHaveTitle(/^Galat: /)
    await day.fill(right)
  })

  await test.step('a press counts although the fault above the button goes away as the field is left', async () => {
    const save = page.getByRole('button', { name: 'Simpan perbaikan' })
    await save.hover()
    await page.mouse.down()
    await expect(save).toBeFocused()
    await expect(page.getByText('TMT ini selalu tanggal 1. Periksa tanggal pada SK.').first()).toBeVisible()
    await page.mouse.up()
    await expect(page).toHaveURL(/bagian=riwayat/)
  })
  await expect(page.getByRole('definition').filter({ hasText: 'III/b, Penata Muda Tingkat I' })).toBeVisible()
  await ranks.getByText('Riwayat perbaikan (1)').click()
  await expect(ranks.locator('s')).toContainText('III/c, Penata')
  await expect(ranks.getByText(REASON)).toBeVisible()
  await expectAccessible(page)

  const [event] = await database`
    select before->>'rank' as before, after->>'rank' as after, reason from audit_events
    where event = 'history.correct' and employee_id = ${person.id}`
  expect(event).toEqual({ before: 'III/c', after: 'III/b', reason: REASON })
})

test('the second of two officers who correct one row is told who was first', async ({ browser, context, page }) => {
  const person = await aPerson()
  const correct = async (desk: typeof page) => {
    await desk.getByLabel('Golongan', { exact: true }).selectOption('III/b')
    await desk.getByLabel(/^Gaji pokok/).fill('')
    await desk.getByLabel('Alasan', { exact: true }).fill(REASON)
    await desk.getByRole('button', { name: 'Simpan perbaikan' }).click()
  }
  const other = await browser.newContext()
  await signInAs(context, 'mutation_officer')
  await signInAs(other, 'mutation_officer', 'petugas.dua')
  const second = await other.newPage()
  for (const desk of [page, second]) {
    await desk.goto(`/pegawai/${person.id}?bagian=riwayat`)
    await desk.getByRole('link', { name: /^Perbaiki III\/c/ }).click()
    await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Perbaiki baris')
  }
  await correct(page)
  await expect(page).toHaveURL(/bagian=riwayat/)
  await correct(second)
  await expect(second.getByText(/Baris ini sudah diganti .+ pada/).first()).toBeVisible()
  await second.reload()
  await expect(second.getByText('Baris ini sudah diganti')).toBeVisible()
  await other.close()
})

test('a missing diploma is added at 360 px, and a row recorded twice is taken away', async ({ context, page }) => {
  const person = await aPerson()
  await page.setViewportSize({ width: 360, height: 740 })
  await signInAs(context, 'mutation_officer')
  await page.goto(`/pegawai/${person.id}?bagian=riwayat`)
  await page.getByRole('link', { name: 'Tambah Riwayat pendidikan' }).click()
  await page.getByLabel('Jenjang pendidikan').selectOption('45')
  await page.getByLabel('Program studi').fill('S-2 Administrasi Publik')
  await page.getByLabel(/^Tahun lulus/).fill('2025')
  await page.getByLabel('Tanggal pendidikan diakui').fill('2025-08-01')
  await page.getByLabel('Alasan', { exact: true }).fill('Ijazah diserahkan pegawai')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Tambah baris' }).click()
  const row = page.getByRole('row').filter({ hasText: 'S-2 Administrasi Publik' })
  await expect(row).toBeVisible()

  await row.getByRole('link', { name: /^Perbaiki/ }).click()
  await page.getByRole('button', { name: 'Cabut baris' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cabut baris riwayat' })
  await dialog.getByLabel('Alasan').fill('Tercatat dua kali')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Cabut baris' }).click()
  await expect(page).toHaveURL(/bagian=riwayat/)
  await expect(row).toHaveCount(0)
  await expect(page.getByText('Riwayat perbaikan (1)')).toBeVisible()
})

test('whoever may only read sees no way to write', async ({ context, page }) => {
  const person = await aPerson()
  await signInAs(context, 'agency_approver')
  await page.goto(`/pegawai/${person.id}?bagian=riwayat`)
  await expect(page.getByRole('heading', { name: /^Riwayat golongan/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /^(Perbaiki|Tambah)/ })).toHaveCount(0)
  expect((await page.request.get(`/pegawai/${person.id}/riwayat/golongan`)).status()).toBe(403)
})

test('a post is found by a part of its title, picked and recorded', async ({ context, page }) => {
  const person = await aPerson()
  const title = `Pengolah Data Uji ${person.id.slice(0, 8)}`
  await database`insert into positions (kind, name) values ('executing', ${title})`
  await signInAs(context, 'mutation_officer')
  await page.goto(`/pegawai/${person.id}/riwayat/jabatan`)
  await page.getByLabel('Cari jabatan').fill(`uji ${person.id.slice(0, 8)}`)
  await expect(page.getByText('1 jabatan cocok')).toBeVisible()
  await page.getByLabel('Jabatan', { exact: true }).selectOption({ label: `${title} (Pelaksana)` })
  await page.getByLabel('Cari jabatan').fill('zzzz')
  await expect(page.getByText(/^Tidak ada jabatan yang cocok/)).toBeVisible()
  await page.getByLabel('Unit kerja').selectOption({ index: 1 })
  await page.getByLabel('Penugasan').selectOption('Definitif')
  await page.getByLabel('TMT jabatan').fill('2025-08-01')
  await page.getByLabel('Nomor SK atau surat').fill('821/77/2025')
  await page.getByLabel('Tanggal SK atau surat').fill('2025-07-28')
  await page.getByLabel('Alasan', { exact: true }).fill('SK diserahkan pegawai')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Tambah baris' }).click()
  await expect(page.getByRole('row').filter({ hasText: title })).toBeVisible()
})
