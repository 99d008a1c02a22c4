import { createHash } from 'node:crypto'
import { expect, expectAccessible, test } from '../fixtures'
import { signInAs } from '../people'

test('anybody holds the place to its figures and files; the inspektur sees none that runs', async ({
  context,
  page,
}) => {
  await test.step('a visitor comes from the page of reporters and compares what it loads with what is published', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto('/lapor')
    await page.getByRole('link', { name: 'Angka dan jaminan' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Angka dan jaminan' })).toBeVisible()
    await expectAccessible(page)
    const names = await page
      .getByRole('term')
      .filter({ hasText: /^\/lapor/ })
      .allTextContents()
    expect(names).toContain('/lapor/pekerja.js')
    expect(names.length).toBeGreaterThan(12)
    for (const name of names) {
      const bytes = await (await context.request.get(name)).body()
      const published = page.getByText(createHash('sha256').update(bytes).digest('hex'))
      await expect(published, name).toBeVisible()
    }
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Figures and guarantees' })).toBeVisible()
    await page.getByRole('link', { name: 'Protection of reporters: LPSK' }).click()
    await expectAccessible(page)
    expect(await context.cookies()).toEqual([])
  })

  await test.step('the inspektur finds the figures in the office, and none that run', async () => {
    await signInAs(context, 'wbs_officer')
    await page.goto('/wbs/angka')
    await expect(page.getByRole('heading', { level: 1, name: 'Angka WBS' })).toBeVisible()
    await expect(page.getByText(/^Angka triwulan berjalan baru tampil/)).toBeVisible()
    await expectAccessible(page)
  })
})
