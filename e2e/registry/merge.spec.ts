import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { proposalIn } from '@/e2e/sapk/proposals'

test('a verifier finds one person twice, is told of the case that runs, merges them and separates them again', async ({
  context,
  page,
}) => {
  const proposal = await proposalIn('draft')
  const [twin] = await database<{ id: string; nip: string; one: string; agency: number }[]>`
    with one as (select e.* from promotion_proposals p join employees e on e.id = p.employee_id where p.id = ${proposal.id}),
    added as (
      insert into employees (agency_id, work_agency_id, nip, name, name_key, birth_place, born_on, sex, status, cpns_on)
      select agency_id, agency_id, left(nip, 15) || '997', name, name_key, 'Tempat lain', born_on, sex, status, cpns_on
      from one returning id, nip
    )
    select added.id, added.nip, one.id as one, one.agency_id as agency from added, one`
  if (!twin) throw new Error('nobody to be twice')
  await signInAs(context, 'bkn_verifier')
  await page.goto(`/duplikat?instansi=${twin.agency}`)
  await page
    .getByRole('row')
    .filter({ hasText: proposal.name })
    .getByRole('link', { name: /^Bandingkan/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Bandingkan dua data' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Tempat, tanggal lahir \(berbeda\)/ })).toBeVisible()
  await expectAccessibleInEveryLook(page)

  const merge = page.getByRole('button', { name: 'Gabungkan data' })
  await merge.click()
  await expect(page.getByRole('alert').filter({ hasText: 'perlu diperbaiki' })).toContainText(
    'Pilih data yang dipertahankan',
  )
  await page.locator(`input[value="${twin.one}"]`).check()
  await page.getByLabel('Alasan').fill('SK CPNS dan hasil cek Dukcapil sama')
  await merge.click()
  await expect(page.getByText('1 usul dari kedua data ini masih berjalan')).toBeVisible()
  await database`update promotion_proposals set state = 'cancelled' where id = ${proposal.id}`
  await merge.click()
  await expect(page).toHaveURL(new RegExp(`/pegawai/${twin.one}$`))
  await expect(page.getByText('Data yang digabungkan ke sini')).toBeVisible()
  await expectAccessibleInEveryLook(page)

  await page.goto(`/pegawai/${twin.id}`)
  await expect(page).toHaveURL(new RegExp(`/pegawai/${twin.one}$`))
  await page.getByRole('link', { name: /^Lihat data itu/ }).click()
  await expect(page.getByText('Data ini sudah digabungkan ke data lain.')).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: /^Pisahkan lagi/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Alasan').fill('Ternyata saudara kembar')
  await dialog.getByRole('button', { name: 'Pisahkan lagi' }).click()
  await expect(page.getByText('Data yang digabungkan ke sini')).toBeHidden()
  const [row] = await database`select merged_into_id from employees where id = ${twin.id}`
  expect(row?.merged_into_id).toBeNull()
})
