import { randomUUID } from 'node:crypto'
import { expect, expectAccessible, press, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'

test('an auditor sees what an entry says only for a reason, which is an entry itself', async ({ context, page }) => {
  const name = `Petugas ${randomUUID().slice(0, 8)}`
  await database`
    insert into audit_events (event, actor_name, role, agency_id, employee_id, after)
    select 'history.add', ${name}, 'mutation_officer', agency_id, employee_id, '{"kind": "family", "nik": "1971055406850001"}'
    from accounts where user_id = ${accountOf('employee').userId}`
  await signInAs(context, 'auditor')
  await page.goto(`/admin/audit?nama=${encodeURIComponent(name)}`)
  await page.getByLabel('Peristiwa', { exact: true }).selectOption('Riwayat ditambahkan')
  await page.getByRole('button', { name: 'Tampilkan' }).click()
  await expect(page).toHaveURL(/peristiwa=history\.add/)
  await press(page.getByRole('button', { name: /^Rincian peristiwa/ }))
  const main = page.getByRole('main')
  await expect(main.getByText('"kind": "family"')).toBeVisible()
  await expect(main.getByText('1971055406850001')).toHaveCount(0)
  expect(await page.content()).not.toContain('1971055406850001')
  await expectAccessible(page)

  await page.getByRole('button', { name: /^Lihat isi/ }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Lihat dan catat' }).click()
  await expect(dialog.getByLabel('Alasan')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Alasan').fill('Pemeriksaan berkala 700/12')
  await dialog.getByRole('button', { name: 'Lihat dan catat' }).click()
  await expect(main.getByText('1971055406850001')).toBeVisible()

  await signInAs(context, 'employee')
  await page.goto('/profil/akses')
  const entry = page.getByRole('row').filter({ hasText: 'Isi catatan audit ditampilkan' }).first()
  await expect(entry).toContainText('Pemeriksaan berkala 700/12')
})
