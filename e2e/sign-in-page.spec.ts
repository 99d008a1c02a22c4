import { expect, expectAccessible, test } from './fixtures'

for (const width of [360, 1280]) {
  test(`the sign-in page stands alone and serves everybody at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/masuk')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'id')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, 'sideways scrolling').toBeLessThanOrEqual(0)
    await expectAccessible(page)
  })
}

test('an office page sends a stranger to sign in', async ({ page }) => {
  await page.goto('/beranda')
  await expect(page).toHaveURL(/\/masuk/)
})
