import type { Browser, Page } from '@playwright/test'
import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { demonstrationPassword, signInAs } from '@/e2e/people'
import { aReporter } from '@/e2e/wbs/reporter'

const CONTENT = {
  category: 'levy',
  what: 'Pejabat meminta uang supaya usul diteruskan.',
  who: 'Kepala subbagian mutasi',
  where: { text: 'Ruang bidang mutasi', isUnknown: false },
  when: { text: 'Agustus', isUnknown: false },
  how: 'Lewat perantara',
  evidence: 'Kuitansi di lemari arsip',
  relation: '',
  risk: '',
  writtenOn: '2026-11-02',
}

/** The desk of one person, unlocked, with the report open. */
async function deskOf(browser: Browser, userId: string, id: string): Promise<Page> {
  const context = await browser.newContext()
  await signInAs(context, 'wbs_officer', userId)
  const page = await context.newPage()
  await page.goto(`/wbs/${id}`)
  await page.getByLabel('Frasa sandi kunci, atau kata pemulihan').fill(demonstrationPassword)
  await page.getByRole('button', { name: 'Buka kunci' }).click()
  await expect(page.getByRole('heading', { name: 'Penanganan' })).toBeVisible({ timeout: 60_000 })
  return page
}

/** Takes one step with what the reporter reads of it. */
async function take(page: Page, label: string, reason: string, { result, sends = 'Tanda tangani' } = {} as Sent) {
  await page.getByRole('button', { name: label, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (result) await dialog.getByLabel('Hasil').selectOption({ label: result })
  await dialog.getByLabel('Yang dibaca pelapor').fill(reason)
  await dialog.getByRole('button', { name: sends, exact: true }).click()
  await expect(dialog).toHaveCount(0, { timeout: 30_000 })
}
type Sent = { result?: string; sends?: string }

test('a report goes through several people to its closing, and its reporter reads what each of them signed', async ({
  browser,
}) => {
  test.setTimeout(420_000)
  const one = aReporter()
  const { id } = await one.report(CONTENT)

  await test.step('the verifikator answers that a person has read it, and passes it on as complete', async () => {
    const page = await deskOf(browser, 'wbs.verifikator', id)
    await expect(page.getByRole('button', { name: 'Mulai investigasi' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Tanggapi dan mulai verifikasi' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Tanda tangani', exact: true }).click()
    await expect(page.getByText('Tulis alasan yang dibaca pelapor.')).toBeVisible()
    await expect(page.getByLabel('Yang dibaca pelapor')).toBeFocused()
    await page.getByRole('dialog').getByRole('button', { name: 'Batal' }).first().click()
    await take(page, 'Tanggapi dan mulai verifikasi', 'Laporan Anda sudah kami baca.')
    await expectAccessibleInEveryLook(page)
    await take(page, 'Lengkap, teruskan ke telaah', 'Informasi awal lengkap.')
    await expect(page.getByText('Lengkap; diteruskan ke telaah oleh Verifikator')).toBeVisible()
    await expect(page.getByText('Lengkap, teruskan ke telaah: Informasi awal lengkap')).toBeVisible()
    await page.context().close()
  })

  await test.step('the inspektur decides on an investigation', async () => {
    const page = await deskOf(browser, 'wbs.inspektur', id)
    await take(page, 'Mulai investigasi', 'Bukti awal cukup.')
    await page.getByRole('button', { name: 'Tanda tangani LHP' }).click()
    await page.getByLabel('Yang dibaca pelapor').fill('Pemeriksaan selesai.')
    await page.getByRole('dialog').getByRole('button', { name: 'Tanda tangani', exact: true }).click()
    await expect(page.getByText('Simpan LHP di berkas pemeriksaan lebih dahulu.')).toBeVisible()
    await page.context().close()
  })

  await test.step('the investigator writes the LHP, which the reporter has no key of', async () => {
    const page = await deskOf(browser, 'wbs.investigator', id)
    await page.getByLabel('Jenis berkas').selectOption({ label: 'Laporan hasil pemeriksaan (LHP)' })
    await page.getByLabel('Laporan hasil pemeriksaan (LHP)').fill('Tiga saksi membenarkan.')
    await page.getByRole('button', { name: 'Simpan berkas' }).click()
    const kept = page.getByRole('listitem').filter({ hasText: 'Tiga saksi membenarkan.' })
    await expect(kept).toHaveCount(1, { timeout: 30_000 }) // among the papers, and not once more among the notes
    await page.context().close()
  })

  await test.step('the inspektur signs it, recommends and notes the follow-up', async () => {
    const page = await deskOf(browser, 'wbs.inspektur', id)
    await take(page, 'Tanda tangani LHP', 'Pemeriksaan selesai.')
    const paper = page.getByRole('listitem').filter({ hasText: 'Tiga saksi membenarkan.' })
    await expect(paper.getByText('Ditandatangani inspektur', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
    await take(page, 'Beri rekomendasi', 'Hukuman disiplin bagi yang meminta uang.')
    await take(page, 'Mulai tindak lanjut', 'Pejabat yang berwenang sudah menerima rekomendasi.')
    await page.context().close()
  })

  await test.step('the investigator proposes the closing, and only the inspektur can confirm it', async () => {
    const page = await deskOf(browser, 'wbs.investigator', id)
    const closing = { result: 'Terbukti', sends: 'Kirim usul' }
    await take(page, 'Usulkan: Selesaikan', 'Terbukti; pelaku dihukum disiplin.', closing)
    await expect(page.getByText('Menunggu persetujuan orang lain.')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('button', { name: 'Setujui dan tanda tangani' })).toHaveCount(0)
    await page.context().close()
    const second = await deskOf(browser, 'wbs.inspektur', id)
    await second.getByRole('button', { name: 'Setujui dan tanda tangani' }).click()
    const dialog = second.getByRole('dialog')
    await expect(dialog.getByLabel('Yang dibaca pelapor')).toHaveValue('Terbukti; pelaku dihukum disiplin.')
    await expectAccessibleInEveryLook(second)
    await dialog.getByRole('button', { name: 'Tanda tangani', exact: true }).click()
    await expect(second.getByText('Selesai; dua orang memutuskan')).toBeVisible({ timeout: 30_000 })
    await second.context().close()
  })

  await test.step('the reporter reads every decision, and nothing of the LHP', async () => {
    const read = await one.read()
    const steps = read.filter(({ kind }) => kind === 'keputusan').map(({ body }) => (body as { step: string }).step)
    expect(steps).toEqual([...['acknowledge', 'accept', 'investigate', 'examine', 'recommend', 'follow_up', 'close']])
    expect(JSON.stringify(read)).not.toContain('Tiga saksi')
  })
})
