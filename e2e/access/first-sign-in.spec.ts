import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { freshCode, personWithoutAccount, signInAs, typeSignIn } from '@/e2e/people'
import { codeAt } from '@/lib/auth/totp'

test('an account opened on a request letter leads its holder through the first sign-in', async ({
  browser,
  context,
  page,
}) => {
  const person = await personWithoutAccount()
  const userId = `baru.${person.nip.slice(-6)}${Date.now() % 10_000}`
  const administrator = await (await browser.newContext()).newPage()
  let password = ''
  let typed = ''
  let used = -1
  let recovery = ''

  await test.step('the administrator opens the account', async () => {
    await signInAs(administrator.context(), 'bkn_admin')
    await administrator.goto('/admin/akun/baru')
    await administrator.getByLabel('NIP').fill(person.nip)
    await administrator.getByLabel('ID pengguna').fill(userId)
    await administrator.getByLabel('Nomor surat permohonan').fill('800/117/BKPSDMD/2026')
    await administrator.getByLabel('Tanggal surat permohonan').fill('2026-11-02')
    await administrator.getByLabel('Petugas mutasi').check()
    await administrator.getByRole('button', { name: 'Buat akun' }).click()
    password = await administrator.getByText(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/).innerText()
    await expectAccessible(administrator)
  })

  await test.step('the first password has to be replaced, by one that is hard to guess', async () => {
    await typeSignIn(page, userId, password)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ganti kata sandi pertama')
    await expectAccessible(page)
    await page.goto('/beranda')
    await expect(page).toHaveURL(/\/masuk\/kata-sandi$/)
    const field = page.getByLabel('Kata sandi baru')
    await field.fill('pendek')
    await page.getByRole('button', { name: 'Simpan kata sandi' }).click()
    await expect(page.getByText('Kata sandi paling sedikit 15 karakter.')).toBeVisible()
    await field.fill('rahasianegara 2026')
    await page.getByRole('button', { name: 'Simpan kata sandi' }).click()
    await expect(page.getByText('Kata sandi ini mudah ditebak.')).toBeVisible()
    password = 'perahu kertas di muara'
    await field.fill(password)
    await page.getByRole('button', { name: 'Simpan kata sandi' }).click()
  })

  await test.step('an officer sets up an authenticator before anything else', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pasang autentikator')
    await expectAccessible(page)
    typed = await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/).innerText()
    await page.getByLabel('Kode 6 angka dari aplikasi').fill('000000')
    await page.getByRole('button', { name: 'Pasang autentikator' }).click()
    await expect(page.getByText('Kode tidak sesuai atau sudah dipakai.')).toBeVisible()
    const fresh = freshCode(typed)
    used = fresh.step
    await page.getByLabel('Kode 6 angka dari aplikasi').fill(fresh.code)
    await page.getByRole('button', { name: 'Pasang autentikator' }).click()
    await expect(page.getByRole('heading', { name: 'Kode pemulihan' })).toBeFocused()
    const codes = page.getByRole('listitem').filter({ hasText: /^[a-z0-9]{5}-[a-z0-9]{5}$/ })
    await expect(codes).toHaveCount(10)
    recovery = await codes.first().innerText()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Sudah saya simpan' }).click()
    await expect(page).toHaveURL(/\/beranda$/)
  })

  await test.step('from now on: password and code, and a code is good once', async () => {
    await context.clearCookies()
    await typeSignIn(page, userId, password)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Langkah kedua')
    await expectAccessible(page)
    const field = page.getByLabel('Kode 6 angka')
    await field.fill(codeAt(typed.replace(/\s/g, ''), used))
    await page.getByRole('button', { name: 'Lanjutkan' }).click()
    await expect(page.getByText('Kode tidak sesuai atau sudah dipakai.')).toBeVisible()
    await field.fill(freshCode(typed, used).code)
    await page.getByRole('button', { name: 'Lanjutkan' }).click()
    await expect(page).toHaveURL(/\/beranda$/)
  })

  await test.step('a recovery code replaces the authenticator once', async () => {
    for (const answer of ['/beranda', 'Kode tidak sesuai atau sudah dipakai.']) {
      await context.clearCookies()
      await typeSignIn(page, userId, password)
      await page.getByLabel('Kode 6 angka').fill(recovery)
      await page.getByRole('button', { name: 'Lanjutkan' }).click()
      if (answer === '/beranda') await expect(page).toHaveURL(/\/beranda$/)
      else await expect(page.getByText(answer)).toBeVisible()
    }
  })

  await test.step('disabling the account ends its open session at once', async () => {
    await signInAs(context, 'mutation_officer', userId)
    await page.goto('/beranda')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await administrator.goto(`/admin/akun?cari=${userId}`)
    await administrator.getByRole('link', { name: person.name }).click()
    const card = administrator.getByRole('region', { name: 'Nonaktifkan akun' })
    await card.getByLabel('Alasan').fill('Surat penarikan 800/201/2026')
    await card.getByRole('button', { name: 'Nonaktifkan akun' }).click()
    await expect(administrator.getByRole('region', { name: 'Aktifkan akun', exact: true })).toBeVisible()
    await page.reload()
    await expect(page).toHaveURL(/\/masuk$/)
  })
  await administrator.context().close()
})
