import { readFileSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { expect, expectAccessible, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { database, demonstrationPassword, personWithoutAccount } from '@/e2e/people'
import { SLOW } from '@/e2e/wbs/journey'
import { officer } from '@/e2e/wbs/office'
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

/** Somebody of the office who has no key yet, with an account that nobody had before: whoever tries again is somebody else. */
async function newcomer(): Promise<{ userId: string; name: string }> {
  const { id, name } = await personWithoutAccount()
  const userId = `wbs.${id.slice(0, 13)}`
  await database`
    with made as (
      insert into accounts (user_id, employee_id, agency_id, letter_number, letter_on, password_hash, must_change_password)
      select ${userId}, id, agency_id, 'B-1', current_date, 'tidak dipakai', false from employees where id = ${id}
      returning id)
    insert into account_roles (account_id, role) select id, 'wbs_officer' from made`
  return { userId, name }
}

/** What is typed into a locked desk, right or wrong. */
async function tryPassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Frasa sandi kunci, atau kata pemulihan').fill(passphrase)
  await page.getByRole('button', { name: 'Buka kunci', exact: true }).click()
}

/** Chooses the passphrase of a new key, and types back what is asked of the words for paper. */
async function makeKey(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Frasa sandi kunci', { exact: true }).fill(passphrase)
  await page.getByLabel('Ketik sekali lagi').fill(passphrase)
  await page.getByRole('button', { name: 'Buat kunci', exact: true }).click()
  const shown = page.getByRole('listitem').filter({ hasText: /^\d+\.\w+$/ })
  await expect(shown).toHaveCount(12, SLOW)
  const words = await shown.allTextContents()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sudah saya tulis' }).click()
  for (const field of await page.getByRole('textbox', { name: /Kata ke-/ }).all()) {
    const place = Number(/\d+/.exec((await field.getAttribute('name')) ?? '')?.[0])
    await field.fill(words[place]?.replace(/^\d+\./, '') ?? '')
  }
  await page.getByRole('button', { name: 'Ajukan kunci' }).click()
}

/** A keeper of keys approves what somebody offered, and brings the next list through the ceremony. */
async function listKeyOf(browser: Browser, name: string): Promise<void> {
  const page = await officer(browser, 'wbs.pengelola')
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

test('an officer makes a key, changes its passphrase and renews it, reads the same report all the way, and steps out of it', async ({
  browser,
}) => {
  test.setTimeout(420_000)
  const { userId, name } = await newcomer()
  const { id } = await aReporter().report(CONTENT)
  const page = await officer(browser, userId)

  await test.step('the key is made in the own browser, and the next list names it', async () => {
    await page.goto('/wbs')
    await page.getByLabel('Frasa sandi kunci', { exact: true }).fill('pendek')
    await page.getByLabel('Ketik sekali lagi').fill('pendek')
    await page.getByRole('button', { name: 'Buat kunci', exact: true }).click()
    await expect(page.getByText('Terlalu mudah ditebak.')).toBeVisible(SLOW)
    await page.getByRole('button', { name: 'Usulkan enam kata acak' }).click()
    await expect(page.getByRole('status').filter({ hasText: /^\w+( \w+){5}$/ })).toBeVisible()
    await makeKey(page, PASSPHRASES.first)
    await expect(page.getByRole('heading', { name: 'Kunci Anda menunggu daftar berikutnya' })).toBeVisible()
    await expectAccessibleInEveryLook(page)
    await listKeyOf(browser, name)
  })

  await test.step('somebody who reads the report lets the new officer in', async () => {
    const other = await officer(browser, 'wbs.verifikator')
    await other.goto(`/wbs/${id}`)
    await tryPassphrase(other, demonstrationPassword)
    await other.getByLabel('Tambah orang').selectOption({ label: `${name}, Auditor muda` })
    await other.getByRole('button', { name: 'Tambahkan' }).click()
    await other.getByRole('dialog').getByRole('button', { name: 'Tambahkan' }).click()
    const people = other.getByRole('listitem').filter({ hasText: name })
    await expect(people.filter({ hasText: 'Membaca' })).toBeVisible(SLOW)
    await expectAccessibleInEveryLook(other)
    await other.context().close()
  })

  await test.step('a wrong passphrase is told in a sentence, the right one opens the report', async () => {
    await page.goto(`/wbs/${id}`)
    await tryPassphrase(page, PASSPHRASES.renewed)
    await expect(page.getByText('Frasa sandi atau kata pemulihan tidak cocok.')).toBeVisible(SLOW)
    await expect(page.getByLabel('Frasa sandi kunci, atau kata pemulihan')).toBeFocused()
    await tryPassphrase(page, PASSPHRASES.first)
    await expect(page.getByText(SUBJECT)).toBeVisible(SLOW)
  })

  await test.step('the passphrase is changed by whoever knows the present one, and holds in another browser', async () => {
    await page.goto('/wbs/kunci')
    await expectAccessibleInEveryLook(page)
    await page.getByRole('button', { name: 'Ganti frasa sandi' }).click()
    await page.getByLabel('Frasa sandi sekarang, atau kata pemulihan').fill(PASSPHRASES.renewed)
    await page.getByLabel('Frasa sandi baru').fill(PASSPHRASES.changed)
    await page.getByLabel('Ketik sekali lagi').fill(PASSPHRASES.changed)
    await page.getByRole('button', { name: 'Ganti frasa sandi' }).click()
    await expect(page.getByText('Frasa sandi atau kata pemulihan tidak cocok.')).toBeVisible(SLOW)
    await expectAccessibleInEveryLook(page)
    await page.getByLabel('Frasa sandi sekarang, atau kata pemulihan').fill(PASSPHRASES.first)
    await page.getByRole('button', { name: 'Ganti frasa sandi' }).click()
    await expect(page.getByText('Frasa sandi sudah diganti.')).toBeVisible(SLOW)
    const elsewhere = await officer(browser, userId)
    await elsewhere.goto(`/wbs/${id}`)
    await tryPassphrase(elsewhere, PASSPHRASES.changed)
    await expect(elsewhere.getByText(SUBJECT)).toBeVisible(SLOW)
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
    await tryPassphrase(page, PASSPHRASES.renewed)
    await page.getByLabel('Frasa sandi kunci lama, atau kata pemulihannya').fill(PASSPHRASES.changed)
    await expectAccessibleInEveryLook(page)
    await page.getByRole('button', { name: 'Buka kunci lama' }).click()
    await expect(page.getByRole('button', { name: 'Pindahkan laporan' })).toBeVisible(SLOW)
    await page.getByRole('button', { name: 'Pindahkan laporan' }).click()
    await expect(page.getByRole('heading', { name: 'Pindahkan laporan ke kunci baru' })).toHaveCount(0, SLOW)
    await page.goto(`/wbs/${id}`)
    await tryPassphrase(page, PASSPHRASES.renewed)
    await expect(page.getByText(SUBJECT)).toBeVisible(SLOW)
  })

  await test.step('the officer steps out of it, and reads so after no other address', async () => {
    await page.getByRole('button', { name: 'Mundur dari laporan' }).click()
    await page.getByRole('dialog').getByLabel('Alasan').selectOption({ label: 'Pindah tugas' })
    await expectAccessibleInEveryLook(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Ya, saya mundur' }).click()
    const told = page.getByText('Anda sudah mundur dari laporan itu')
    await expect(told).toBeVisible(SLOW)
    await expect(page).toHaveURL(`/wbs?keluar=${id}`)
    for (const address of ['/wbs?keluar=mundur', `/wbs?keluar=${crypto.randomUUID()}`]) {
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1, name: 'Laporan' })).toBeVisible()
      await expect(told).toHaveCount(0)
    }
  })
  await page.context().close()
})
