import type { Page } from '@playwright/test'
import { expect, test } from '@/e2e/fixtures'
import { accountOf, codeNow, database, demonstrationPassword, signInAs } from '@/e2e/people'
import { IDLE_LIMIT_MS } from '@/lib/auth/settings'

const HALF_AN_HOUR_MS = 30 * 60_000

test('a device whose clock is wrong hears of no end, and one that waits is warned in time', async ({
  context,
  page,
}) => {
  await signInAs(context, 'auditor')
  await page.clock.install({ time: Date.now() + HALF_AN_HOUR_MS })
  await page.goto('/beranda')
  await page.clock.runFor(5_000)
  await expect(page.getByText('Terhubung')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await leaveIdle('auditor', IDLE_LIMIT_MS - 100_000)
  await lookAgain(page)
  const warning = page.getByRole('dialog', { name: 'Sesi Anda segera berakhir' })
  await expect(warning).toContainText(/berakhir dalam (100|\d\d) detik/)
  await warning.getByRole('button', { name: 'Tetap masuk' }).click()
  await expect(warning).toBeHidden()
})

test('an ended session is renewed in its dialog, and what was typed is still there', async ({ context, page }) => {
  await signInAs(context, 'bkn_admin')
  await page.goto('/admin/akun/baru')
  const field = page.getByRole('main').getByRole('textbox').first()
  await field.fill('Sudah diketik sebelum sesi berakhir')

  await leaveIdle('bkn_admin', IDLE_LIMIT_MS + 1_000)
  await lookAgain(page)
  const ended = page.getByRole('dialog', { name: 'Sesi Anda telah berakhir' })
  await expect(ended).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(ended).toBeHidden()
  await page.getByRole('button', { name: 'Masuk lagi' }).click()

  await ended.getByLabel('ID pengguna atau NIP').fill(accountOf('bkn_admin').userId)
  await ended.getByLabel('Kata sandi', { exact: true }).fill(demonstrationPassword)
  await ended.getByRole('button', { name: 'Masuk', exact: true }).click()
  await ended.getByLabel('Kode 6 angka').fill(await codeNow('bkn_admin'))
  await ended.getByRole('button', { name: 'Lanjutkan' }).click()
  await expect(ended).toBeHidden()
  await expect(page.getByRole('button', { name: 'Masuk lagi' })).toHaveCount(0)
  await expect(field).toHaveValue('Sudah diketik sebelum sesi berakhir')
})

test('the state of the connection is the truth: without a network, and without a server', async ({ context, page }) => {
  await signInAs(context, 'auditor')
  await page.goto('/beranda')
  const state = page.getByRole('banner').getByRole('status')
  await expect(state).toHaveText('Terhubung')
  await context.setOffline(true)
  await expect(state).toHaveText('Tidak terhubung')
  await context.setOffline(false)
  await expect(state).toHaveText('Terhubung')

  await page.route('**/api/session', (route) => route.abort('connectionrefused'))
  await lookAgain(page)
  await expect(state).toHaveText('Tidak terhubung')
  await page.unroute('**/api/session')
  await expect(state).toHaveText('Terhubung')

  await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }))
  await page.reload() // the network went while the page was loading; the server is asked a little later
  await expect(state).toHaveText('Tidak terhubung')
  await expect(state).toHaveText('Terhubung')
})

test('what a page asks by itself about running work keeps no session alive', async ({ context }) => {
  await signInAs(context, 'mutation_officer')
  const idleMinutes = async () => {
    const [session] = await database<{ minutes: number }[]>`
      select round(extract(epoch from now() - max(last_seen_at)) / 60)::int as minutes from sessions
      where account_id = (select id from accounts where user_id = ${accountOf('mutation_officer').userId})`
    return session?.minutes
  }
  await database`update sessions set last_seen_at = now() - interval '10 minutes'
    where account_id = (select id from accounts where user_id = ${accountOf('mutation_officer').userId})`
  for (const work of ['penandatanganan', 'proses-massal']) {
    const response = await context.request.get(`/api/${work}/00000000-0000-4000-8000-000000000000`)
    expect(response.status()).toBe(404)
  }
  expect(await idleMinutes()).toBe(10)
  await context.request.get('/beranda')
  expect(await idleMinutes()).toBe(0)
})

async function leaveIdle(role: 'auditor' | 'bkn_admin', idleMs: number) {
  await database`
    update sessions set last_seen_at = now() - make_interval(secs => ${idleMs / 1000})
    where account_id = (select id from accounts where user_id = ${accountOf(role).userId}) and revoked_at is null`
}

/** As when the person comes back to the window. */
async function lookAgain(page: Page) {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
}
