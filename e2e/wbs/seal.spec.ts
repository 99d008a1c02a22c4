import type { Browser, Page } from '@playwright/test'
import { expect, expectAccessible, test } from '../fixtures'
import { demonstrationPassword, signInAs } from '../people'

const NAME = 'Sri Rahayu Wulandari'

/** Locking, opening and deriving keys take their time on a busy machine. */
const SLOW = { timeout: 60_000 }

test('a reporter seals an identity; it opens by the reporter’s leave, two custodians, and for whoever asked alone', async ({
  browser,
  page: reporter,
}) => {
  test.setTimeout(300_000)
  await reporter.setViewportSize({ width: 360, height: 740 })
  const { code, report } = await test.step('the reporter writes a report and seals who they are', () =>
    reportWithIdentity(reporter))

  const investigator = await officer(browser, 'wbs.investigator')
  await test.step('an investigator says what the identity is needed for, and by which rule', async () => {
    await openDesk(investigator, `/wbs/${report}`)
    await investigator.getByText('Minta identitas', { exact: true }).click()
    await investigator.getByRole('button', { name: 'Kirim permintaan' }).click()
    await expect(investigator.getByLabel('Tujuan')).toBeFocused()
    await investigator.getByLabel('Tujuan').fill('Meminta keterangan di luar kantor')
    await investigator.getByLabel('Dasar hukum').fill('Pasal 10 UU 31/2014')
    await expectAccessible(investigator)
    await investigator.getByRole('button', { name: 'Kirim permintaan' }).click()
    await expect(investigator.getByText('Menunggu jawaban pelapor.')).toBeVisible(SLOW)
    await expect(investigator.getByRole('button', { name: 'Buka identitas' })).toHaveCount(0)
  })

  const custodian = await officer(browser, 'wbs.kustodian.satu')
  await custodian.goto('/wbs/segel')
  await expect(custodian.getByText('Tidak ada permintaan')).toBeVisible()

  await test.step('the reporter reads who asks and why, and says yes', async () => {
    await openInbox(reporter, code)
    await expect(reporter.getByText('Meminta keterangan di luar kantor')).toBeVisible()
    await expectAccessible(reporter)
    await reporter.getByRole('button', { name: 'Ya, saya izinkan' }).click()
    await expect(reporter.getByText('Anda mengizinkan. Menunggu dua kustodian.')).toBeVisible(SLOW)
  })

  await test.step('two custodians open their shares for whoever asked', async () => {
    for (const page of [custodian, await officer(browser, 'wbs.kustodian.tiga')]) {
      await openDesk(page, '/wbs/segel')
      await expect(page.getByText(/^Izin pelapor, ditandatangani/)).toBeVisible(SLOW)
      await expectAccessible(page)
      await page.getByText('Tolak', { exact: true }).click()
      await page.getByRole('button', { name: 'Kirim penolakan' }).click()
      await expect(page.getByLabel('Alasan menolak')).toBeFocused()
      await page.getByRole('button', { name: 'Buka bagian saya untuk yang meminta' }).click()
      await expect(page.getByText('membuka bagiannya', { exact: true })).toBeVisible(SLOW)
    }
  })

  await test.step('the investigator reads the identity, and nobody else finds it', async () => {
    await openDesk(investigator, `/wbs/${report}`)
    await investigator.getByRole('button', { name: 'Buka identitas' }).click(SLOW)
    await expect(investigator.getByText(NAME)).toBeVisible(SLOW)
    await expectAccessible(investigator)
    await investigator.getByRole('button', { name: 'Sembunyikan' }).click()
    await expect(investigator.getByText(NAME)).toHaveCount(0)
    await openDesk(await officer(browser, 'wbs.verifikator'), `/wbs/${report}`)
  })

  await test.step('the reporter sees each step', async () => {
    await reporter.goto('/lapor')
    await openInbox(reporter, code)
    for (const event of [
      'Identitas tersegel,',
      'Investigator meminta identitas,',
      'Permintaan identitas diizinkan,',
      'Kustodian identitas menyerahkan potongan kuncinya kepada yang meminta,',
      'Investigator menerima kuncinya dan kini dapat membaca identitas yang tersegel,',
    ])
      await expect(reporter.getByRole('listitem').filter({ hasText: event }).first()).toBeVisible()
  })
})

async function reportWithIdentity(page: Page): Promise<{ code: string; report: string }> {
  await page.goto('/lapor')
  await page.getByRole('button', { name: /Tulis laporan/ }).click()
  for (let step = 1; step < 9; step += 1) {
    await page.getByRole('textbox').fill(`Jawaban ${step}`)
    await page.getByRole('button', { name: /^Lanjut ke pertanyaan/ }).click()
  }
  await expect(page.getByText(/^Akan dibaca \d orang\.$/)).toBeVisible(SLOW)
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await page.getByRole('button', { name: 'Sertakan identitas' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sertakan identitas, bila Anda mau' })).toBeFocused()
  await expect(page.getByRole('complementary').getByRole('listitem')).toHaveCount(3)
  await page.getByLabel('Nama', { exact: true }).fill(NAME)
  await page.getByLabel('Cara menghubungi').fill('0812 3456 7890')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Simpan untuk dikirim' }).click()
  await expect(page.getByText('Akan disegel terpisah dari laporan.')).toBeVisible()
  const sent = page.waitForRequest(/\/lapor\/api\/laporan$/)
  await page.getByRole('button', { name: 'Kunci dan kirim' }).click()
  const { id: report } = (await sent).postDataJSON() as { id: string }
  await expect(page.getByText('Identitas Anda tersegel')).toBeVisible(SLOW)
  const code = ((await page.getByText(/^Kode laporan, 21 angka/).textContent()) ?? '').replace(/\D/g, '').slice(2)
  await page.getByRole('textbox', { name: 'Ketik kode dari catatan Anda' }).fill(code)
  await page.getByRole('button', { name: 'Selesai dan tutup' }).click()
  return { code, report }
}

async function openInbox(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: /Buka laporan saya/ }).click()
  await page.getByRole('textbox', { name: 'Kode laporan' }).fill(code)
  await page.getByRole('button', { name: 'Buka', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Identitas', exact: true })).toBeVisible(SLOW)
}

async function officer(browser: Browser, userId: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await signInAs(context, 'wbs_officer', userId)
  return context.newPage()
}

/** Opens a page of the office and the desk on it. */
async function openDesk(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByLabel('Frasa sandi kunci, atau kata pemulihan').fill(demonstrationPassword)
  await page.getByRole('button', { name: 'Buka kunci', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Tutup kunci' })).toBeVisible(SLOW)
}
