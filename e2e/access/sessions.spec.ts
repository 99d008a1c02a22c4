import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { accountOf, database, demonstrationPassword, signInAs, typeSignIn } from '@/e2e/people'

test('a name waits after five failures, and the answer tells nothing about accounts', async ({ page }) => {
  const answers: string[] = []
  for (const userId of [`tidak.ada.${Date.now() % 100_000}`, accountOf('auditor').userId]) {
    for (let attempt = 1; attempt <= 6; attempt++) {
      await typeSignIn(page, userId, 'bukan kata sandinya')
      const alert = page.getByRole('alert').filter({ hasText: /\S/ })
      await expect(alert).toContainText(attempt <= 5 ? 'tidak sesuai' : 'Terlalu banyak percobaan')
      answers.push((await alert.innerText()).replace(/\d+/g, 'n'))
    }
  }
  expect(answers.slice(0, 6)).toEqual(answers.slice(6))
  await database`delete from sign_in_throttles`
})

test('signing out everywhere ends the other devices too', async ({ browser, context, page }) => {
  const other = await (await browser.newContext()).newPage()
  await signInAs(context, 'agency_approver')
  await signInAs(other.context(), 'agency_approver')
  await other.goto('/beranda')
  await expect(other).toHaveURL(/\/beranda$/)

  await page.goto('/akun')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keamanan akun')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Keluar dari semua perangkat' }).click()
  await expect(page).toHaveURL(/\/masuk$/)
  await other.reload()
  await expect(other).toHaveURL(/\/masuk$/)
  await page.goto('/beranda')
  await expect(page).toHaveURL(/\/masuk$/)
  await other.context().close()
})

test('a person goes on in another of their roles, and the trail says so', async ({ context, page }) => {
  await signInAs(context, 'auditor')
  await page.goto('/admin/audit')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jejak audit')
  await expectAccessible(page)
  await page.getByRole('button', { name: /Buka menu akun/ }).click()
  await page.getByRole('button', { name: 'Pindah ke peran Pegawai' }).click()
  await expect(page).toHaveURL(/\/beranda$/)
  const refused = await page.goto('/admin/audit')
  expect(refused?.status()).toBe(403)
  await expect(page.getByText('Peran Pegawai tidak memiliki hak')).toBeVisible()
  await expectAccessible(page)
  const events = await database<{ event: string }[]>`
    select event from audit_events where account_id = (select id from accounts where user_id = ${accountOf('auditor').userId})
    order by seq desc limit 2`
  expect(events.map(({ event }) => event)).toEqual(['auth.refused', 'auth.role_switch'])
})

test('appearance and language go with the person to another device, and change nobody else’s', async ({
  browser,
  context,
  page,
}) => {
  const { userId } = accountOf('exam_registrar')
  await signInAs(context, 'exam_registrar')
  await page.goto('/beranda')
  await page.getByRole('button', { name: /Buka menu akun/ }).click()
  await page.getByRole('button', { name: 'Gelap' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')

  const other = await (await browser.newContext()).newPage()
  await signInAs(other.context(), 'exam_registrar')
  await other.goto('/beranda')
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(other.locator('html')).toHaveAttribute('lang', 'en')
  await signInAs(other.context(), 'auditor')
  await other.goto('/beranda')
  await expect(other.locator('html')).not.toHaveAttribute('data-theme')
  await expect(other.locator('html')).toHaveAttribute('lang', 'id')
  await other.context().close()
  await database`update accounts set theme = null, locale = null where user_id = ${userId}`
})

test('the whole way in can be gone by keyboard', async ({ page }) => {
  await page.goto('/masuk')
  await page.getByLabel('ID pengguna atau NIP').focus()
  await page.keyboard.type(accountOf('employee').userId)
  await page.keyboard.press('Tab')
  await page.keyboard.type(demonstrationPassword)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/beranda$/)
  await page.goto('/profil/akses')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Siapa melihat data ini')
  await expectAccessible(page)
})

test('the cookie carries no personal data and no script can read it', async ({ context, page }) => {
  await signInAs(context, 'employee')
  await page.goto('/beranda')
  expect(await page.evaluate(() => document.cookie)).not.toContain('session-token')
  const answer = await page.request.get('/api/auth/session')
  expect(Object.keys(await answer.json())).toEqual(['expires'])
})
