import { expect, expectAccessibleInEveryLook, test } from './fixtures'

test('the sign-in page stands alone and serves everybody', async ({ page }) => {
  await page.goto('/masuk')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'id')
  await expectAccessibleInEveryLook(page)
})

test('the accounts of the demonstration are folded by what people do; picking one fills the form', async ({ page }) => {
  await page.goto('/masuk')
  const demonstration = page.getByRole('region', { name: 'Akun peragaan' })
  await expect(demonstration.getByRole('button')).toHaveCount(0)
  await demonstration.getByText('Ujian dan bank soal').click()
  await expect(demonstration.getByRole('button')).toHaveCount(6)
  await demonstration.getByText('Kenaikan pangkat di instansi').click()
  await expectAccessibleInEveryLook(page)
  await demonstration.getByRole('button', { name: /penandatangan, / }).click()
  await expect(page.getByLabel('ID pengguna atau NIP')).toHaveValue('penandatangan')
  await expect(page.getByLabel('Kata sandi', { exact: true })).not.toHaveValue('')
})

test('without its script the sign-in page sends no password, and says what it needs', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/masuk')
  expect(await page.locator('noscript').allTextContents()).toContainEqual(expect.stringContaining('Masuk memerlukan'))
  await page.getByLabel('ID pengguna atau NIP').fill('petugas')
  await page.getByLabel('Kata sandi', { exact: true }).fill('rahasia')
  await page.getByLabel('Kata sandi', { exact: true }).press('Enter')
  await expect(page.getByRole('button', { name: 'Masuk', exact: true })).toBeDisabled()
  expect(page.url()).not.toContain('rahasia')
  await context.close()
})

test('an office page sends a stranger to sign in', async ({ page }) => {
  await page.goto('/beranda')
  await expect(page).toHaveURL(/\/masuk/)
})
