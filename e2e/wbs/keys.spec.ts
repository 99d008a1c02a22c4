import { readFileSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { accountOf, database, demonstrationPassword, signInAs } from '@/e2e/people'
import { aReporter } from '@/e2e/wbs/reporter'
import { civilDateIn } from '@/lib/civil-date'
import { type NextList, signNext } from '@/lib/wbs/ceremony'
import { fromBase64url } from '@/lib/wbs/protocol'
import { signingKeyOf } from '@/lib/wbs/signature'

const SUBJECT = 'Pejabat meminta uang supaya usul diteruskan.'
const CONTENT = {
  category: 'levy',
  what: SUBJECT,
  who: 'Kepala subbagian mutasi',
  where: { text: 'Ruang bidang mutasi', isUnknown: false },
  when: { text: 'Agustus', isUnknown: false },
  how: 'Lewat perantara',
  evidence: 'Kuitansi di lemari arsip',
  relation: '',
  risk: '',
  writtenOn: '2026-11-02',
}
const PASSPHRASES = {
  first: 'kertas hijau di bawah jendela timur',
  changed: 'lampu tua di ujung jembatan kayu',
  renewed: 'tujuh perahu pulang sebelum hujan',
}

async function officeOf(browser: Browser, userId: string): Promise<Page> {
  const context = await browser.newContext()
  await signInAs(context, 'wbs_officer', userId)
  return context.newPage()
}

async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Frasa sandi kunci, atau kata pemulihan').fill(passphrase)
  await page.getByRole('button', { name: 'Buka kunci', exact: true }).click()
}

/** Chooses the passphrase of a new key, and types back what is asked of the words for paper. */
async function makeKey(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Frasa sandi kunci', { exact: true }).fill(passphrase)
  await page.getByLabel('Ketik sekali lagi').fill(passphrase)
  await page.getByRole('button', { name: 'Buat kunci', exact: true }).click()
  const shown = page.getByRole('listitem').filter({ hasText: /^\d+\.\w+$/ })
  await expect(shown).toHaveCount(12, { timeout: 60_000 })
  const words = await shown.allTextContents()
  await page.getByRole('button', { name: 'Sudah saya tulis' }).click()
  for (const field of await page.getByRole('textbox', { name: /Kata ke-/ }).all()) {
    const place = Number(/\d+/.exec((await field.getAttribute('name')) ?? '')?.[0])
    await field.fill(words[place]?.replace(/^\d+\./, '') ?? '')
  }
  await page.getByRole('button', { name: 'Ajukan kunci' }).click()
}

/** A keeper of keys approves what somebody offered, and brings the next list through the ceremony. */
async function listKeyOf(browser: Browser, name: string): Promise<void> {
  const page = await officeOf(browser, 'wbs.pengelola')
  await page.goto('/wbs/kunci')
  const offer = page.getByRole('listitem').filter({ hasText: 'Menunggu keputusan' }).filter({ hasText: name })
  await offer.getByRole('button', { name: 'Setujui' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Jabatan').fill('Auditor muda')
  await dialog.getByLabel('Investigator').check()
  await dialog.getByRole('button', { name: 'Setujui' }).click()
  await expect(dialog).toHaveCount(0)
  await expectAccessibleInEveryLook(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Unduh daftar' }).click(),
  ])
  const draft: NextList = JSON.parse(readFileSync(await download.path(), 'utf8'))
  const { root } = JSON.parse(readFileSync(`${process.env.KEYS_FOLDER}/wbs-demonstration.json`, 'utf8'))
  const on = civilDateIn('Asia/Jakarta', new Date())
  const signed = signNext(draft, draft.before, on, signingKeyOf(fromBase64url(root)))
  const file = { name: 'daftar.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(signed)) }
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByText(/^Daftar nomor \d+ kini berlaku\.$/)).toBeVisible()
  await page.context().close()
}

test('an officer makes a key, changes its passphrase and renews it, and reads the same report all the way', async ({
  browser,
}) => {
  test.setTimeout(420_000)
  const { userId, name } = accountOf('item_reviewer')
  await database`
    insert into account_roles (account_id, role) select id, 'wbs_officer' from accounts where user_id = ${userId}
    on conflict do nothing`
  const { id } = await aReporter().report(CONTENT)
  const page = await officeOf(browser, userId)

  await test.step('the key is made in the own browser, and the next list names it', async () => {
    await page.goto('/wbs')
    await makeKey(page, PASSPHRASES.first)
    await expect(page.getByRole('heading', { name: 'Kunci Anda menunggu daftar berikutnya' })).toBeVisible()
    await listKeyOf(browser, name)
  })

  await test.step('somebody who reads the report lets the new officer in', async () => {
    const other = await officeOf(browser, 'wbs.verifikator')
    await other.goto(`/wbs/${id}`)
    await unlock(other, demonstrationPassword)
    await other.getByLabel('Tambah orang').selectOption({ label: `${name}, Auditor muda` })
    await other.getByRole('button', { name: 'Tambahkan' }).click()
    await other.getByRole('dialog').getByRole('button', { name: 'Tambahkan' }).click()
    const people = other.getByRole('listitem').filter({ hasText: name })
    await expect(people.filter({ hasText: 'Membaca' })).toBeVisible({ timeout: 30_000 })
    await expectAccessibleInEveryLook(other)
    await other.context().close()
  })

  await test.step('a wrong passphrase is told in a sentence, the right one opens the report', async () => {
    await page.goto(`/wbs/${id}`)
    await unlock(page, PASSPHRASES.renewed)
    await expect(page.getByText('Frasa sandi atau kata pemulihan tidak cocok.')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByLabel('Frasa sandi kunci, atau kata pemulihan')).toBeFocused()
    await unlock(page, PASSPHRASES.first)
    await expect(page.getByText(SUBJECT)).toBeVisible({ timeout: 60_000 })
  })

  await test.step('the passphrase is changed by whoever knows the present one, and holds in another browser', async () => {
    await page.goto('/wbs/kunci')
    await expectAccessibleInEveryLook(page)
    await page.getByRole('button', { name: 'Ganti frasa sandi' }).click()
    await page.getByLabel('Frasa sandi sekarang, atau kata pemulihan').fill(PASSPHRASES.renewed)
    await page.getByLabel('Frasa sandi baru').fill(PASSPHRASES.changed)
    await page.getByLabel('Ketik sekali lagi').fill(PASSPHRASES.changed)
    await page.getByRole('button', { name: 'Ganti frasa sandi' }).click()
    await expect(page.getByText('Frasa sandi atau kata pemulihan tidak cocok.')).toBeVisible({ timeout: 60_000 })
    await expectAccessibleInEveryLook(page)
    await page.getByLabel('Frasa sandi sekarang, atau kata pemulihan').fill(PASSPHRASES.first)
    await page.getByRole('button', { name: 'Ganti frasa sandi' }).click()
    await expect(page.getByText('Frasa sandi sudah diganti.')).toBeVisible({ timeout: 60_000 })
    const elsewhere = await officeOf(browser, userId)
    await elsewhere.goto(`/wbs/${id}`)
    await unlock(elsewhere, PASSPHRASES.changed)
    await expect(elsewhere.getByText(SUBJECT)).toBeVisible({ timeout: 60_000 })
    await elsewhere.context().close()
  })

  await test.step('the key is renewed: a new one in the next list, and the report waits for it', async () => {
    await page.getByRole('button', { name: 'Perbarui kunci' }).click()
    await makeKey(page, PASSPHRASES.renewed)
    await expect(page.getByText('Kunci baru Anda menunggu daftar berikutnya')).toBeVisible()
    await listKeyOf(browser, name)
    await page.goto('/wbs')
    await expect(page.getByText('1 laporan belum pindah ke kunci baru Anda')).toBeVisible()
    await page.getByRole('link', { name: 'Pindahkan' }).click()
    await expect(page.getByRole('heading', { name: 'Kunci saya' })).toBeVisible()
  })

  await test.step('the report is taken over in the browser, and the old key ends', async () => {
    await unlock(page, PASSPHRASES.renewed)
    await page.getByLabel('Frasa sandi kunci lama, atau kata pemulihannya').fill(PASSPHRASES.changed)
    await expectAccessibleInEveryLook(page)
    await page.getByRole('button', { name: 'Buka kunci lama' }).click()
    await expect(page.getByRole('button', { name: 'Pindahkan laporan' })).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Pindahkan laporan' }).click()
    await expect(page.getByRole('heading', { name: 'Pindahkan laporan ke kunci baru' })).toHaveCount(0, {
      timeout: 60_000,
    })
    await page.goto(`/wbs/${id}`)
    await unlock(page, PASSPHRASES.renewed)
    await expect(page.getByText(SUBJECT)).toBeVisible({ timeout: 60_000 })
  })
  await page.context().close()
})
