import type { Page } from '@playwright/test'
import { type Filled, fill, looks, samples } from '@/e2e/accessibility-samples'
import { expect, findingsInEveryLook, findingsInTurn, sidewaysOf, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'
import { pages } from '@/lib/auth/access-table'
import { roles } from '@/lib/auth/actor'

/** Both widths in both themes, 400 % and English take minutes: `npm run test:accessibility`. */
const isThorough = process.env.EVERY_LOOK === '1'
const findingsOf = isThorough ? findingsInEveryLook : findingsInTurn

/** A page of 1280 pixels at 400 %. */
const ZOOMED = { width: 320, height: 640 }

let filled: Filled

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext()
  await signInAs(context, 'mutation_officer')
  filled = await fill(await context.newPage())
  await context.close()
})

test('every page with a parameter has a sample, and no sample is for a page that is gone', () => {
  const asking = Object.keys(pages).filter((path) => path.includes('['))
  expect(Object.keys(samples).sort()).toEqual(asking.sort())
})

for (const role of [...roles, null]) {
  test(`every page of ${role ?? 'a stranger'} passes axe`, async ({ browser }) => {
    test.setTimeout(900_000) // some twenty pages
    const found: string[] = []
    const own = looks(filled).filter((look) => look.role === role)
    for (const stage of new Set(own.map((look) => look.stage))) {
      const context = await browser.newContext()
      if (role) await signInAs(context, role, undefined, stage)
      const page = await context.newPage()
      for (const { address } of own.filter((look) => look.stage === stage))
        for (const finding of await lookThrough(page, address)) found.push(`${address} ${finding}`)
      await context.close()
    }
    expect(found).toEqual([])
  })
}

test('what opens over a page passes axe', async ({ browser }) => {
  test.setTimeout(900_000)
  const found: string[] = []
  const look = async (page: Page, name: string) => {
    for (const finding of await findingsOf(page)) found.push(`${name} ${finding}`)
  }
  const context = await browser.newContext()
  await signInAs(context, 'mutation_officer')
  const page = await context.newPage()

  await page.goto('/beranda')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('searchbox').fill('an')
  await expect(page.getByText('Hasil pencarian')).toBeVisible()
  await look(page, 'commands')
  await page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).click()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Pintasan')
  await look(page, 'shortcuts')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Buka menu akun/ }).click()
  await look(page, 'account menu')

  await page.goto('/sapk/kenaikan-pangkat?hasil=belum')
  const compute = page.getByRole('button', { name: /Hitung/ })
  if (await compute.isVisible()) await compute.click()
  await expect(page.getByText(/Dihitung/)).toBeVisible({ timeout: 60_000 })
  await page.locator('tr[data-row] [aria-expanded]').first().click()
  await expect(page.locator('tr[data-detail]').first()).toBeVisible()
  await look(page, 'open row')

  await page.goto(`/pegawai/${'00000000-0000-4000-8000-000000000000'}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await look(page, '404')
  await page.goto('/admin/audit')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await look(page, '403')
  await page.goto('/tidak/ada')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await look(page, '404 outside the office')

  await database`revoke select on import_runs from satya_app, satya_national, satya_system`
  await page.goto('/impor')
  await expect(page.getByRole('button', { name: /Coba lagi/ })).toBeVisible()
  await look(page, 'failure')
  await database`grant select on import_runs to satya_app, satya_national, satya_system`

  await page.goto('/beranda')
  for (const [idle, title] of [
    ['28 minutes 30 seconds', 'Sesi Anda segera berakhir'],
    ['2 hours', 'Sesi Anda telah berakhir'],
  ] as const) {
    await database`
      update sessions set last_seen_at = now() - ${idle}::interval
      where account_id = (select id from accounts where user_id = ${accountOf('mutation_officer').userId})`
    await expect(async () => {
      await page.evaluate(() => window.dispatchEvent(new Event('focus')))
      await expect(page.getByRole('dialog', { name: title })).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await look(page, title)
  }
  expect(found).toEqual([])
})

test('high contrast keeps edges, focus and the current place', async ({ context, page }) => {
  await signInAs(context, 'mutation_officer')
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/beranda')
  const style = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)
  expect(await style('main .bg-primary', 'border-top-style')).toBe('solid')
  expect(await style('.shell-rail-nav a[aria-current]', 'outline-style')).toBe('solid')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await style(':focus', 'outline-width')).toBe('3px')
})

async function lookThrough(page: Page, address: string): Promise<string[]> {
  await speak(page, 'id')
  const answer = await page.goto(address)
  if (answer?.status() !== 200) return [`is not there to be looked at: ${answer?.status()}`]
  await page.getByRole('heading', { level: 1 }).waitFor()
  const found = await findingsOf(page)
  if (!isThorough) return found
  await page.setViewportSize(ZOOMED)
  found.push(...(await sidewaysOf(page)).map((finding) => `320: ${finding}`))
  await speak(page, 'en')
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  found.push(...(await sidewaysOf(page)).map((finding) => `320 English: ${finding}`))
  return found
}

async function speak(page: Page, locale: 'id' | 'en') {
  const url = process.env.SATYA_URL ?? ''
  await page.context().addCookies([{ name: 'locale', value: locale, url }])
}
