import type { Page } from '@playwright/test'
import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { accountOf, database, demonstrationPassword, signInAs } from '@/e2e/people'
import { aReporter } from '@/e2e/wbs/reporter'

const CONTENT = {
  category: 'levy',
  what: 'Pejabat meminta uang supaya usul diteruskan.\nSudah dua kali.',
  who: 'Kepala subbagian mutasi',
  where: { text: 'Ruang bidang mutasi', isUnknown: false },
  when: { text: 'Saya tidak ingat harinya', isUnknown: true },
  how: 'Lewat perantara',
  evidence: 'Kuitansi di lemari arsip',
  relation: '',
  risk: '',
  writtenOn: '2026-11-02',
}

async function unlock(page: Page) {
  await page.getByLabel('Frasa sandi kunci, atau kata pemulihan').fill(demonstrationPassword)
  await page.getByRole('button', { name: 'Buka kunci' }).click()
  await expect(page.getByRole('button', { name: 'Tutup kunci' })).toBeVisible({ timeout: 60_000 })
}

test('an officer unlocks the desk, reads a report, answers and notes; who has no key of it finds nothing', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const one = aReporter()
  const { id } = await one.report(CONTENT)
  const context = await browser.newContext()
  await signInAs(context, 'wbs_officer', 'wbs.verifikator')
  const page = await context.newPage()

  await test.step('a locked desk shows states and days, and nothing of what was written', async () => {
    await page.goto('/wbs')
    await expect(page.getByRole('row').filter({ hasText: id.slice(0, 8) })).toContainText('Terkunci')
    await expect(page.getByText('Pejabat meminta uang')).toHaveCount(0)
    await expectAccessibleInEveryLook(page)
    await page.getByLabel('Frasa sandi kunci, atau kata pemulihan').fill('bukan ini sama sekali')
    await page.getByRole('button', { name: 'Buka kunci' }).click()
    await expect(page.getByText('Frasa sandi atau kata pemulihan tidak cocok.')).toBeVisible({ timeout: 60_000 })
  })

  await test.step('unlocked, the list shows category and first line, and the report its answers in order', async () => {
    await unlock(page)
    const row = page.getByRole('row').filter({ hasText: id.slice(0, 8) })
    await expect(row).toContainText('Pungutan liar')
    await expect(row).toContainText('Pejabat meminta uang supaya usul diteruskan.')
    await expectAccessibleInEveryLook(page)
    await row.getByRole('link').click()
    await expect(page.getByText('Sudah dua kali.')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('Pelapor tidak tahu')).toBeVisible()
    await expectAccessibleInEveryLook(page)
  })

  await test.step('an answer is read by the reporter, a note is not', async () => {
    await page.getByLabel('Jawaban untuk pelapor').fill('Mohon kirim kuitansinya.')
    await page.getByRole('button', { name: 'Kirim jawaban' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Mohon kirim kuitansinya.' })).toBeVisible()
    await page.getByLabel('Catatan baru').fill('Periksa daftar hadir.')
    await page.getByRole('button', { name: 'Simpan catatan' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Periksa daftar hadir.' })).toBeVisible()
    expect((await one.read()).map(({ kind, body }) => [kind, body])).toContainEqual([
      'pesan',
      expect.objectContaining({ text: 'Mohon kirim kuitansinya.' }),
    ])
    expect(JSON.stringify(await one.read())).not.toContain('Periksa daftar hadir.')
  })

  await test.step('the desk is locked by its button, and by itself after fifteen idle minutes', async () => {
    await page.getByRole('button', { name: 'Tutup kunci' }).click()
    await expect(page.getByText('Sudah dua kali.')).toHaveCount(0)
    await page.clock.install()
    await unlock(page)
    await page.clock.fastForward('14:30')
    await expect(page.getByRole('button', { name: 'Tutup kunci' })).toBeVisible()
    await page.clock.fastForward('00:45')
    await expect(page.getByRole('button', { name: 'Buka kunci' })).toBeVisible()
  })
  await context.close()

  await test.step('an officer without its key is told that there is no such report; an administrator finds no door', async () => {
    for (const [role, userId, status] of [
      ['wbs_officer', 'wbs.luar.satu', 404],
      ['bkn_admin', accountOf('bkn_admin').userId, 403],
    ] as const) {
      const other = await browser.newContext()
      await signInAs(other, role, userId)
      const answer = await other.request.get(`/wbs/${id}`)
      expect(answer.status()).toBe(status)
      expect(await answer.text()).not.toContain('age-encryption')
      await other.close()
    }
  })

  await test.step('nothing of the report stands in the main database', async () => {
    const [found] =
      await database`select count(*)::int as count from audit_events where to_jsonb(audit_events)::text like ${`%${id}%`}`
    expect(found?.count).toBe(0)
  })
})

test('somebody in no list makes a key: a passphrase, words on paper, and then it waits', async ({ browser }) => {
  test.setTimeout(180_000)
  const { userId } = accountOf('item_writer')
  await database`
    insert into account_roles (account_id, role) select id, 'wbs_officer' from accounts where user_id = ${userId}
    on conflict do nothing`
  const context = await browser.newContext()
  await signInAs(context, 'wbs_officer', userId)
  const page = await context.newPage()
  await page.goto('/wbs')
  await page.getByLabel('Frasa sandi kunci').fill('pendek')
  await page.getByLabel('Ketik sekali lagi').fill('pendek')
  await page.getByRole('button', { name: 'Buat kunci' }).click()
  await expect(page.getByText('Terlalu mudah ditebak.')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Usulkan enam kata acak' }).click()
  const proposed = page.getByRole('status').filter({ hasText: /^\w+( \w+){5}$/ })
  const passphrase = (await proposed.textContent()) ?? ''
  await page.getByLabel('Frasa sandi kunci').fill(passphrase)
  await page.getByLabel('Ketik sekali lagi').fill(passphrase)
  await expectAccessibleInEveryLook(page)
  await page.getByRole('button', { name: 'Buat kunci' }).click()
  await expect(page.getByRole('heading', { name: 'Kata pemulihan' })).toBeVisible({ timeout: 60_000 })
  const words = await page.getByRole('main').getByRole('listitem').allTextContents()
  await expectAccessibleInEveryLook(page)
  await page.getByRole('button', { name: 'Sudah saya tulis' }).click()
  for (const field of await page.getByRole('textbox').all()) {
    const place = Number(/\d+/.exec((await field.getAttribute('name')) ?? '')?.[0])
    await field.fill(words[place]?.replace(/^\d+\./, '') ?? '')
  }
  await page.getByRole('button', { name: 'Ajukan kunci' }).click()
  await expect(page.getByRole('heading', { name: 'Kunci Anda menunggu daftar berikutnya' })).toBeVisible()
  await expectAccessibleInEveryLook(page)
  await context.close()
})
