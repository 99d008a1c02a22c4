import type { Page } from '@playwright/test'
import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { aSuperior } from '@/e2e/kinerja/superior'
import { accountOf, database, demonstrationPassword, freshCode, signInAs } from '@/e2e/people'

const PERSON = 'pegawai'

/** The plan of the demonstration employee for a year; one of last year is this year’s with the same words. */
async function planOf(year: number): Promise<string> {
  const [known] = await database<{ id: string }[]>`
    select p.id from plans p join accounts a on a.employee_id = p.employee_id
    where a.user_id = ${PERSON} and date_part('year', p.starts_on) = ${year} and p.state = 'agreed'`
  if (known) return known.id
  const source = await planOf(2026)
  const [made] = await database<{ id: string }[]>`
    insert into plans (employee_id, agency_id, unit_id, regime, model, starts_on, ends_on, state, appraiser_id, superior_id,
      people, agreed_at)
    select employee_id, agency_id, unit_id, regime, model, ${`${year}-01-01`}, ${`${year}-12-31`}, state, appraiser_id,
      superior_id, people, ${`${year}-01-14T03:00:00Z`} from plans where id = ${source} returning id`
  if (!made) throw new Error('no plan was made')
  await database`
    insert into plan_items (plan_id, position, kind, text)
    select ${made.id}, position, kind, text from plan_items where plan_id = ${source}`
  return made.id
}

async function confirm(page: Page, address: string) {
  await page.goto(address)
  const fields = page.getByRole('textbox')
  for (let at = 0; at < (await fields.count()); at++) await fields.nth(at).fill('12 laporan, semuanya tepat waktu')
  await page.getByRole('button', { name: 'Konfirmasi realisasi' }).click()
  await expect(page.getByText('Menunggu penilaian', { exact: true })).toBeVisible()
}

async function rate(page: Page, address: string, result: string, behaviour: string) {
  await page.goto(address)
  await page.getByRole('group', { name: 'Rating hasil kerja' }).getByLabel(result).check()
  await page.getByRole('group', { name: 'Rating perilaku kerja' }).getByLabel(behaviour).check()
  await page.getByLabel('Dasar penilaian Anda').fill('Laporan lengkap dan dipakai pimpinan.')
}

test('a quarter: the employee confirms, the appraiser rates, the matrix says the predikat, the employee accepts, both sign', async ({
  context,
  page,
}) => {
  const plan = await planOf(2026)
  const address = `/kinerja/penilaian/${plan}/2026-07-01`
  await approvedWork(plan)
  await signInAs(context, 'employee', PERSON)
  await page.goto(address)
  await expectAccessibleInEveryLook(page)
  await confirm(page, address)

  await signInAs(context, 'appraiser')
  await page.goto('/kinerja/penilaian')
  await expect(page.getByText('Menunggu penilaian Anda').first()).toBeVisible()
  await expectAccessibleInEveryLook(page)
  await rate(page, address, 'Di atas ekspektasi', 'Sesuai ekspektasi')
  await expect(page.getByRole('table', { name: 'Predikat: Baik' })).toBeVisible()
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: /^1 catatan disetujui, 1 bukti$/ }).click()
  const work = await opened
  await expect(work.getByText('Mengarsipkan naskah triwulan')).toBeVisible()
  await expect(work.getByRole('link', { name: 'berkas.go.id' })).toBeVisible()
  await expectAccessibleInEveryLook(work)
  await work.close()
  await expectAccessibleInEveryLook(page)
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
  await expect(page.getByText('Diterima pegawai', { exact: true })).toBeVisible()

  await signInAs(context, 'employee', PERSON)
  await page.goto(address)
  await expect(page.getByText('Laporan lengkap dan dipakai pimpinan.')).toBeVisible()
  await page.getByRole('button', { name: 'Terima hasil' }).click()
  await expect(page.getByText('Final, diterima', { exact: true })).toBeVisible()
  await sign(page, 'employee')
  await expect(page.getByText('Ditandatangani pegawai, menunggu pejabat penilai')).toBeVisible()
  await expectAccessibleInEveryLook(page)

  await signInAs(context, 'appraiser')
  await page.goto(address)
  await sign(page, 'appraiser')
  await expect(page.getByRole('link', { name: 'Buka PDF Dokumen evaluasi kinerja pegawai' })).toBeVisible()
})

/** One approved entry of the quarter for the first result, with a link as its evidence. */
async function approvedWork(plan: string) {
  const [entry] = await database<{ id: string }[]>`
    insert into daily_entries (id, employee_id, agency_id, appraiser_id, work_on, starts_minute, ends_minute, kind,
      plan_item_id, text, state, approved_minutes, reviewed_by, reviewed_at, device_at, received_at)
    select gen_random_uuid(), p.employee_id, p.agency_id, p.appraiser_id, '2026-08-04', 480, 540, 'plan',
      (select id from plan_items where plan_id = p.id order by position limit 1), 'Mengarsipkan naskah triwulan',
      'approved', 60, p.appraiser_id, now(), now(), now()
    from plans p where p.id = ${plan} returning id`
  await database`
    insert into entry_evidence (id, entry_id, employee_id, kind, name, url, received_at)
    select gen_random_uuid(), id, employee_id, 'link', 'berkas.go.id', 'https://berkas.go.id/1', now()
    from daily_entries where id = ${entry?.id ?? ''}`
}

/** What the first quarter of a year came to. */
async function ratedQuarter(plan: string) {
  await database`
    insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, superior_id, agency_id, state,
      result_rating, behaviour_rating, predicate, ground, received_on)
    select id, 'periodic', starts_on, starts_on + interval '3 months' - interval '1 day', employee_id, appraiser_id,
      superior_id, agency_id, 'received', 'as_expected', 'above', 'good', 'Posko banjir tepat waktu', ends_on
    from plans where id = ${plan}
    on conflict do nothing`
}

/** Signs the document of the evaluation on the page, with password and authenticator. */
async function sign(page: Page, role: 'employee' | 'appraiser') {
  await page.getByRole('button', { name: 'Tanda tangani Dokumen evaluasi kinerja pegawai' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Kata sandi').fill(demonstrationPassword)
  await dialog.getByLabel('Kode autentikator').fill(freshCode(accountOf(role).totp ?? '').code)
  await dialog.getByRole('button', { name: 'Tanda tangani' }).click()
  await expect(dialog).toHaveCount(0)
}

test('a year: an objection changes the result, and the conditions of a promotion with it', async ({
  context,
  page,
}) => {
  const plan = await planOf(2025)
  const superior = await aSuperior(plan)
  await ratedQuarter(plan)
  const address = `/kinerja/penilaian/${plan}/tahunan`
  const predicate = async () => {
    const [row] = await database<{ predicate: string }[]>`
      select h.predicate from performance_history h join accounts a on a.employee_id = h.employee_id
      where a.user_id = ${PERSON} and h.year = 2025
        and not exists (select from performance_history n where n.replaces_id = h.id)`
    return row?.predicate
  }
  const conditions = async () => {
    await page.goto('/profil/kapan-naik-pangkat')
    return page
      .getByRole('row')
      .filter({ hasText: 'Predikat kinerja 2 tahun terakhir paling rendah Baik' })
      .first()
      .innerText()
  }
  await signInAs(context, 'employee', PERSON)
  await confirm(page, address)
  await signInAs(context, 'appraiser')
  await rate(page, address, 'Sesuai ekspektasi', 'Di bawah ekspektasi')
  const quarters = page.getByRole('table', { name: 'Predikat tiap periode dengan dasarnya' })
  await expect(quarters.getByRole('row').filter({ hasText: 'Posko banjir tepat waktu' })).toContainText('Baik')
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
  await expect(page.getByText('Diterima pegawai', { exact: true })).toBeVisible()
  expect(await predicate()).toBe('poor')

  await signInAs(context, 'employee', PERSON)
  expect(await conditions()).toContain('Kurang')
  await page.goto(address)
  await expectAccessibleInEveryLook(page)
  await page.getByText('Ajukan keberatan', { exact: true }).first().click()
  await page.getByLabel('Alasan keberatan').fill('Surat tugas posko belum dihitung.')
  await page.getByRole('button', { name: 'Ajukan keberatan' }).click()
  await expect(page.getByText('Keberatan diajukan', { exact: true })).toBeVisible()

  await signInAs(context, 'appraiser')
  await page.goto(address)
  await page.getByLabel('Tanggapan Anda kepada atasan').fill('Surat tugas baru saya terima.')
  await page.getByRole('button', { name: 'Kirim tanggapan' }).click()
  await expect(page.getByText('Keberatan ditanggapi', { exact: true })).toBeVisible()

  await signInAs(context, 'appraiser', superior)
  await page.goto(address)
  await expectAccessibleInEveryLook(page)
  await page.getByRole('group', { name: 'Rating perilaku kerja' }).getByLabel('Sesuai ekspektasi').check()
  await page.getByLabel('Alasan keputusan').fill('Surat tugas sah.')
  await page.getByRole('button', { name: 'Putuskan keberatan' }).click()
  await expect(page.getByText('Final, diubah', { exact: true })).toBeVisible()
  expect(await predicate()).toBe('good')

  await signInAs(context, 'employee', PERSON)
  expect(await conditions()).not.toContain('Kurang')
})

/** An agreed plan of PP 46/2011 of the demonstration employee: one activity without cost, one with. */
async function activityPlan(): Promise<string> {
  const source = await planOf(2026)
  await database`
    delete from evaluations where plan_id in (select id from plans where starts_on = '2019-01-01' and regime = 'pp46_2011')`
  await database`delete from plans where starts_on = '2019-01-01' and regime = 'pp46_2011'`
  const [made] = await database<{ id: string }[]>`
    insert into plans (employee_id, agency_id, unit_id, regime, starts_on, ends_on, state, appraiser_id, superior_id, people,
      agreed_at)
    select employee_id, agency_id, unit_id, 'pp46_2011', '2019-01-01', '2019-12-31', state, appraiser_id, superior_id,
      people, '2019-01-14T03:00:00Z' from plans where id = ${source} returning id`
  if (!made) throw new Error('no plan was made')
  await database`
    insert into plan_items (plan_id, position, kind, text, quantity, quantity_unit, quality, duration, duration_unit,
      cost_rupiah)
    values (${made.id}, 1, 'activity', 'Menyusun daftar arsip inaktif', 1, 'dokumen', 100, 12, 'month', null),
      (${made.id}, 2, 'activity', 'Melaksanakan pemeliharaan gedung', 1, 'laporan', 100, 12, 'month', 170395000)`
  return made.id
}

test('a year of PP 46/2011: figures are confirmed and scored, the working is shown, and the number has its word', async ({
  context,
  page,
}) => {
  const address = `/kinerja/penilaian/${await activityPlan()}/tahunan`
  await signInAs(context, 'employee', PERSON)
  await page.goto(address)
  await expectAccessibleInEveryLook(page)
  for (const number of [1, 2]) {
    await page.getByLabel(`Kuantitas ${number}`).fill('1')
    await page.getByLabel(`Waktu ${number}`).fill('12')
  }
  await page.getByRole('button', { name: 'Tambah tugas tambahan' }).click()
  await page.getByLabel('Tugas tambahan 1').fill('Posko banjir')
  await page.getByLabel('Surat perintah 1').fill('800/12/2019')
  await page.getByRole('button', { name: 'Konfirmasi realisasi' }).click()
  await expect(page.getByLabel('Biaya 2')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Biaya 2').fill('170395000')
  await page.getByRole('button', { name: 'Konfirmasi realisasi' }).click()
  await expect(page.getByText('Menunggu penilaian', { exact: true })).toBeVisible()

  await signInAs(context, 'appraiser')
  await page.goto(address)
  for (const number of [1, 2]) await page.getByLabel(`Kualitas ${number}`).fill('90')
  const aspects = ['Orientasi pelayanan', 'Integritas', 'Komitmen', 'Disiplin', 'Kerja sama']
  for (const [at, aspect] of aspects.entries()) {
    await page.getByLabel(aspect).fill(['85', '88', '90', '84', '86'][at] ?? '')
  }
  // (88,67 + 85,50) / 2 + 1 = 88,08; 433 / 5 = 86,60; 52,85 + 34,64
  await expect(page.getByText('87,49', { exact: true })).toBeVisible()
  await expectAccessibleInEveryLook(page)
  await page.getByLabel('Catatan dan rekomendasi').fill('Ikutkan diklat kearsipan.')
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
  await expect(page.getByText('Diterima pegawai', { exact: true })).toBeVisible()

  await signInAs(context, 'employee', PERSON)
  await page.goto(address)
  await page.getByText('Perhitungan kegiatan 2').click()
  await expect(page.getByText('(100 + 90 + 76 + 76) / 4 = 85,5')).toBeVisible()
  await page.getByRole('button', { name: 'Terima hasil' }).click()
  await expect(page.getByText('Final, diterima', { exact: true })).toBeVisible()
  const [kept] = await database<{ predicate: string; plan: number }[]>`
    select h.predicate, h.plan_score_thousandths as plan from performance_history h
    join accounts a on a.employee_id = h.employee_id where a.user_id = ${PERSON} and h.year = 2019 and h.source = 'evaluation'`
  expect(kept).toEqual({ predicate: 'good', plan: 88_083 })
})
