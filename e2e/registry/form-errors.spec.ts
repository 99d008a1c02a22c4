import { expect, test } from '@/e2e/fixtures'
import { signInAs } from '@/e2e/people'

test('an empty form names each field that is required, in the same words on top and at the field', async ({
  context,
  page,
}) => {
  await signInAs(context, 'bkn_admin')
  await page.goto('/admin/akun/baru')
  await page.getByRole('button', { name: 'Buat akun' }).click()
  const words = 'Nomor surat permohonan wajib diisi.'
  await expect(page.getByRole('alert').getByRole('button', { name: words })).toBeVisible()
  await expect(page.getByLabel('Nomor surat permohonan')).toHaveAccessibleDescription(words)
})
