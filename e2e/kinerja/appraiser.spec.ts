import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'

const { userId, name } = accountOf('employee')

test.beforeAll(asBefore)
test.afterAll(asBefore)

test('a wrong appraiser is reported in place, and repaired by the officer with the day from which it holds', async ({
  context,
  page,
}) => {
  const [own] = await database<{ nip: string; id: string; agency: number }[]>`
    select e.nip, e.id, e.agency_id as agency from accounts a join employees e on e.id = a.employee_id
    where a.user_id = ${userId}`
  const [rightful] = await database<{ nip: string; id: string }[]>`
    select e.nip, e.id from accounts a join employees e on e.id = a.employee_id
    where a.user_id = ${accountOf('performance_officer').userId}`
  if (!own || !rightful) throw new Error('nobody to report')

  await test.step('the employee tells who it should be, where the plan names the wrong one', async () => {
    await signInAs(context, 'employee')
    await page.goto('/kinerja/skp')
    await page.getByRole('button', { name: 'Laporkan pejabat penilai keliru' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Pejabat penilai yang seharusnya').fill('Kepala Bagian Kearsipan')
    await dialog.getByLabel('Alasan').fill('Unit saya berpindah sejak Maret')
    await dialog.getByRole('button', { name: 'Laporkan pejabat penilai keliru' }).click()
    await expect(page.getByText('Laporan Anda menunggu pengelola kinerja')).toBeVisible()
    await expectAccessibleInEveryLook(page)
  })

  await test.step('the officer of the agency reads it and names another one by letter, for days that are to come', async () => {
    await signInAs(context, 'performance_officer')
    await page.goto('/kinerja/penilai')
    const report = page.getByRole('row').filter({ hasText: name })
    await expect(report).toContainText('Kepala Bagian Kearsipan')
    const letter = page.getByRole('region', { name: 'Tetapkan dengan surat' })
    await letter.getByLabel('NIP pegawai').fill(own.nip)
    await letter.getByLabel('NIP pejabat penilai').fill(rightful.nip)
    await letter.getByLabel('Nomor surat').fill('800/77/2026')
    await letter.getByLabel('Berlaku mulai').fill('2040-06-01')
    await letter.getByLabel('Berlaku sampai').fill('2040-06-30')
    await letter.getByLabel('Alasan').fill('Unit berpindah')
    await letter.getByRole('button', { name: 'Tetapkan pejabat penilai' }).click()
    await expect(page.getByText('Ditetapkan.', { exact: true })).toBeVisible()
    const rows = await database<{ appraiser_id: string; ends_on: string }[]>`
      select appraiser_id, ends_on::text from appraisers where employee_id = ${own.id} and starts_on = '2040-06-01'`
    expect(rows).toEqual([{ appraiser_id: rightful.id, ends_on: '2040-06-30' }])
    await expect(page.getByRole('row').filter({ hasText: 'Kepala Bagian Kearsipan' })).toHaveCount(0)
  })

  await test.step('the report is answered, and another one may be made', async () => {
    await signInAs(context, 'employee')
    await page.goto('/kinerja/skp')
    await expect(page.getByText('Laporan Anda menunggu pengelola kinerja')).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Laporkan pejabat penilai keliru' })).toBeVisible()
  })
})

/** No report, and the appraiser whom the letter cuts short goes on without an end. */
async function asBefore() {
  const own = database`select employee_id from accounts where user_id = ${userId}`
  await database`delete from appraiser_reports where employee_id = (${own})`
  await database`delete from appraisers where employee_id = (${own}) and starts_on >= '2040-01-01'`
  await database`update appraisers set ends_on = null where employee_id = (${own}) and ends_on >= '2040-01-01'`
}
