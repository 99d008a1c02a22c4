import { expect, expectAccessibleInEveryLook, test } from './fixtures'

test('the sign-in page stands alone and serves everybody', async ({ page }) => {
  await page.goto('/masuk')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'id')
  await expectAccessibleInEveryLook(page)
})

test('an office page sends a stranger to sign in', async ({ page }) => {
  await page.goto('/beranda')
  await expect(page).toHaveURL(/\/masuk/)
})
