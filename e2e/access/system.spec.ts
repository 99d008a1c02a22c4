import { expect, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'

test('an administrator sees work that stopped, and has it tried again to its end', async ({ context, page }) => {
  await database`
    insert into signing_batches (kind, agency_id, account_id, role, delay_code)
    select 'promotion_decree', agency_id, id, 'agency_signer', 'outage' from accounts
    where user_id = ${accountOf('agency_signer').userId}`
  await signInAs(context, 'bkn_admin')
  await page.goto('/beranda')
  await page.getByRole('link', { name: 'Sistem', exact: true }).click()
  const stopped = page.getByRole('row').filter({ hasText: 'Gangguan, dicoba lagi sendiri' })
  await expect(stopped).toHaveCount(1)
  await page.getByRole('button', { name: 'Coba lagi sekarang' }).click()
  await expect(async () => {
    await page.reload()
    await expect(stopped).toHaveCount(0, { timeout: 1_000 })
  }).toPass()
})

test('an administrator sees which version of each letter is in force, and what it looks like', async ({
  context,
  page,
}) => {
  await signInAs(context, 'bkn_admin')
  await page.goto('/admin/acuan')
  await page.getByRole('navigation').getByRole('link', { name: 'Templat' }).click()
  const decree = page.getByRole('row').filter({ hasText: 'Keputusan kenaikan pangkat' }).first()
  await expect(decree).toContainText('Versi 2')
  await expect(decree).toContainText('Berlaku')
  const sample = await page.request.get((await decree.getByRole('link').getAttribute('href')) ?? '')
  expect(sample.headers()['content-type']).toBe('application/pdf')
  expect((await sample.body()).subarray(0, 5).toString()).toBe('%PDF-')
})
