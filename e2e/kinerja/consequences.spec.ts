import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'
import { monthWord } from '@/lib/kinerja/recap'

const PHONE = { width: 360, height: 800 }
const DESK = { width: 1280, height: 800 }

test('days of absence reach a step that is proposed, never imposed; a rule of the allowance is tried before it is saved', async ({
  page,
  context,
}) => {
  const [person] = await database<{ nip: string; name: string; position: string; unit: string }[]>`
    select e.nip, e.name, p.name as position, u.name as unit from accounts a join employees e on e.id = a.employee_id
    join positions p on p.id = e.position_id join units u on u.id = e.unit_id where a.user_id = ${accountOf('employee').userId}`
  const [days] = await database<{ list: string[]; month: string; more: string; year: string }[]>`
    select (array_agg(d::date::text order by d))[2:] as list, max(date_trunc('month', d)::date)::text as month,
      min(d::date)::text as more, date_part('year', max(d))::text as year from (
      select d from (select case when extract(doy from current_date) > 21 then current_date
          else date_trunc('year', current_date)::date end as today) t, generate_series(today - 20, today - 2, '1 day') d
      where extract(isodow from d) < 6 and not exists (select from holidays h where h.day = d::date)
      order by d desc limit 4) x`
  if (!person || !days) throw new Error('nobody to be absent')
  await database`truncate absences, absence_imports, absence_decisions, allowance_rules, allowance_amounts` // what an attempt before left
  const shot = async (name: string) => {
    for (const [width, size] of [
      [1280, DESK],
      [360, PHONE],
    ] as const) {
      await page.setViewportSize(size)
      await page.screenshot({ path: `test-results/${name}-${width}.png`, fullPage: true })
    }
    await page.setViewportSize(DESK)
  }

  await test.step('the officer pastes days from the record of attendance', async () => {
    await signInAs(context, 'performance_officer')
    await page.goto(`/kinerja/tindak-lanjut?tahun=${days.year}`)
    await page.getByLabel('NIP dan tanggal').fill(days.list.map((day) => `${person.nip}\t${day}`).join('\n'))
    await page.getByLabel('Dasar', { exact: true }).fill('Rekap presensi bulan lalu')
    await page.getByRole('button', { name: 'Catat ketidakhadiran' }).click()
    await expect(page.getByText('3 hari dicatat.')).toBeVisible()
    const row = page.locator('tr[data-row]').filter({ hasText: person.name })
    await expect(row).toContainText('Teguran lisan')
    await row.getByRole('button', { name: /Hari dan dasar/ }).click()
    await expect(page.getByText('Rekap presensi bulan lalu').first()).toBeVisible()
    await expectAccessibleInEveryLook(page)
    await shot('absence')
  })

  await test.step('a workbook is checked row by row, recorded, and taken back', async () => {
    await page.getByLabel('Dasar untuk berkas').fill('Mesin presensi lantai 2')
    const csv = `NIP,Tanggal\n${person.nip},${days.list[0]}\n${person.nip},${days.more}\n${person.nip},31/11/2026\n`
    const file = { name: 'rekap.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    await page.getByLabel('Pilih buku kerja').setInputFiles(file)
    await expect(page.getByText('31/11/2026 bukan tanggal')).toBeVisible()
    await expectAccessibleInEveryLook(page)
    await shot('absence-file')
    await page.getByRole('button', { name: /^Terapkan/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Terapkan/ })
      .click()
    await expect(page.getByText(/1 hari dicatat pada/)).toBeVisible()
    await page.getByRole('button', { name: 'Batalkan impor' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Batalkan impor' }).click()
    await expect(page.getByText(/Impor ini dibatalkan pada/)).toBeVisible()
    await expect(page.getByText('Batalkan impor')).toHaveCount(0)
    await shot('absence-undone')
  })

  await test.step('the employee reads what was recorded, by whom, and whom to ask', async () => {
    await signInAs(context, 'employee')
    await page.goto('/kinerja/penilaian')
    await page.getByRole('link', { name: 'Ketidakhadiran saya' }).click()
    await expect(page.getByText('Teguran lisan')).toBeVisible()
    await expect(page.getByText('Impor dibatalkan: rekap.csv')).toBeVisible()
    await expectAccessibleInEveryLook(page)
    await shot('own-absences')
    await signInAs(context, 'performance_officer')
  })

  await test.step('the rule is tried on real people, with its arithmetic', async () => {
    await page.goto('/kinerja/tindak-lanjut/tunjangan?dasar=klh')
    await page.getByLabel('Jabatan dan rupiah sebulan').fill(`${person.position}; 4.250.000`)
    await page.getByRole('button', { name: 'Simpan jumlah' }).click()
    await expect(page.getByText('1 jabatan disimpan.')).toBeVisible()
    await page.getByLabel('Bulan', { exact: true }).fill(monthWord(days.month))
    const choice = page.getByLabel('Unit kerja').locator('option', { hasText: person.unit }).first()
    await page.getByLabel('Unit kerja').selectOption((await choice.getAttribute('value')) ?? '')
    await page.getByRole('button', { name: 'Hitung' }).click()
    const preview = page.getByRole('region', { name: 'Akibat bagi pegawai' })
    const own = preview.getByRole('listitem').filter({ hasText: person.name })
    await own.getByText('Lihat hitungan').click()
    await expect(own.getByText(/4\.250\.000 × 100 % = 4\.250\.000/)).toBeVisible()
    await expectAccessibleInEveryLook(page)
    await shot('allowance')
    await page.getByRole('button', { name: 'Simpan aturan' }).click()
    await expect(page.getByText('Aturan disimpan.')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Aturan yang disimpan' })).toContainText('Permen LH 6/2025')
  })

  await test.step('who may punish dismisses the step, with a reason', async () => {
    await context.clearCookies()
    await signInAs(context, 'agency_approver')
    await page.goto(`/kinerja/tindak-lanjut?tahun=${days.year}`)
    const row = page.locator('tr[data-row]').filter({ hasText: person.name })
    await row.getByRole('button', { name: 'Putuskan' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Kesampingkan').check()
    await dialog.getByLabel('Alasan').fill('Mesin presensi rusak pada hari-hari itu')
    await dialog.getByRole('button', { name: 'Putuskan' }).click()
    await expect(row).toContainText('Dikesampingkan')
    await page.goto('/kinerja/tindak-lanjut/penghargaan')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Penghargaan')
    await shot('reward')
  })
})
