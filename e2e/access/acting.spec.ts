import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { accountOf, database, personWithoutAccount, signInAs } from '@/e2e/people'

/** An account of its own, so that nobody else's session ends. */
async function newAccount(): Promise<string> {
  const person = await personWithoutAccount()
  const userId = `plt.${person.nip.slice(-6)}${Date.now() % 10_000}`
  const [account] = await database<{ id: string }[]>`
    insert into accounts (user_id, employee_id, agency_id, letter_number, letter_on, password_hash, must_change_password,
      totp_secret)
    select ${userId}, ${person.id}, c.agency_id, '800/1', '2026-01-05', 'none', false, 'none'
    from accounts c where c.user_id = ${accountOf('mutation_officer').userId} returning id`
  await database`insert into account_roles (account_id, role) values (${account?.id ?? ''}, 'employee')`
  return userId
}

test('whoever acts for another is told so on every page, as long as the letter of order holds', async ({
  browser,
  context,
  page,
}) => {
  const userId = await newAccount()
  await signInAs(context, 'bkn_admin')
  const [account] = await database<{ id: string }[]>`select id from accounts where user_id = ${userId}`
  await page.goto(`/admin/akun/${account?.id}`)
  await page.getByRole('button', { name: 'Simpan penugasan' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'isian yang perlu diperbaiki' })).toContainText('Jabatan')
  await page.getByLabel('Plt. (pelaksana tugas)').check()
  await page.getByLabel('Peran yang dijalankan').selectOption('agency_signer')
  await page.getByLabel('Jabatan yang diwakili').fill('Kepala Badan Kepegawaian Daerah')
  await page.getByLabel('Nomor surat perintah').fill('800.1.3/77/2026')
  await page.getByLabel('Hari terakhir').fill('2099-12-31')
  await page.getByRole('button', { name: 'Simpan penugasan' }).click()
  await expect(page.getByText('Plt. Kepala Badan Kepegawaian Daerah sebagai Penanda tangan instansi')).toBeVisible()
  await expectAccessible(page)

  const acting = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage()
  await signInAs(acting.context(), 'agency_signer', userId)
  for (const path of ['/beranda', '/sapk/usul', '/pemberitahuan']) {
    await acting.goto(path)
    await expect(acting.getByRole('complementary', { name: 'Bertindak untuk pejabat lain' })).toHaveText(
      'Anda bertindak sebagai Plt. sampai 31 Desember 2099: Kepala Badan Kepegawaian Daerah',
    )
    await expectAccessible(acting)
  }
  await database`update acting_assignments set until = '2026-01-01' where account_id = ${account?.id ?? ''}`
  await acting.goto('/beranda')
  await expect(acting).toHaveURL(/\/masuk$/)
  await acting.context().close()
})
