import type { Page } from '@playwright/test'
import { expect, expectAccessible } from '@/e2e/fixtures'
import { plantedJpeg } from '@/lib/wbs/planted.fixture'
import { openIndependently } from './independent'
import { answerAll, leftBehind, noteCode, SLOW, sendReport } from './journey'

/** Whom the sealed identity names. */
export const NAME = 'Sri Rahayu Wulandari'

/** Writes and sends the report on a phone, and comes back to the first page with its code noted. */
export async function reportFromPhone(page: Page): Promise<{ code: string; report: string }> {
  await page.goto('/lapor')
  const entries = await page.evaluate(() => history.length)
  await expectAccessible(page)
  await answerAll(page, async (question) => {
    if (question === 'Apa yang terjadi?') await page.getByLabel('Tentang apa?').selectOption({ label: 'Pungutan liar' })
    if (question.startsWith('Apa buktinya')) await attachPhoto(page)
    if (question === 'Bagaimana Anda tahu?')
      await expect(page.getByRole('status')).toContainText('Kalimat ini dapat menunjukkan Anda')
  })
  await expect(page.getByText(/^Akan dibaca \d orang\.$/)).toBeVisible(SLOW)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await expect(page.getByText('1 berkas bukti')).toBeVisible()
  await page.getByRole('button', { name: 'Sertakan identitas' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sertakan identitas, bila Anda mau' })).toBeFocused()
  await expect(page.getByRole('complementary').getByRole('listitem')).toHaveCount(3)
  await page.getByLabel('Nama', { exact: true }).fill(NAME)
  await page.getByLabel('Cara menghubungi').fill('0812 3456 7890')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Simpan untuk dikirim' }).click()
  await expect(page.getByText('Akan disegel terpisah dari laporan.')).toBeVisible()
  const sent = page.waitForRequest(/\/lapor\/api\/laporan$/)
  const code = await sendReport(page)
  const body = (await sent).postDataJSON() as { id: string } & Parameters<typeof openIndependently>[0]
  const report = body.id
  expect(await openIndependently(body)).toContain('Pejabat meminta uang Rp 15.000.000')
  await expect(page.getByText('Identitas Anda tersegel')).toBeVisible(SLOW)
  await expect(page.getByText('Semua bukti terkirim dan terkunci')).toBeVisible(SLOW)
  await expectAccessible(page)
  const wrong = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`
  await page.getByRole('textbox', { name: 'Ketik kode dari catatan Anda' }).fill(wrong)
  await expect(page.getByRole('button', { name: 'Selesai dan tutup' })).toBeDisabled()
  await noteCode(page, code)
  await expect(page.getByRole('heading', { name: 'Laporkan pelanggaran tanpa menyebut nama Anda' })).toBeVisible()
  expect(await leftBehind(page)).toEqual({ cookies: [], local: 0, session: 0, databases: [], caches: [], entries })
  return { code, report }
}

/** A photo that tells where it was taken, until it is cleaned on the phone. */
async function attachPhoto(page: Page): Promise<void> {
  const { name, bytes } = plantedJpeg('foto', 1)
  await page.getByLabel('Pilih berkas').setInputFiles({ name, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) })
  const photo = page.getByRole('region', { name: 'Bukti 1.jpg' })
  await expect(photo.getByRole('listitem').filter({ hasText: 'Lokasi' })).toContainText('dihapus')
  await expect(photo).not.toContainText(name)
}
