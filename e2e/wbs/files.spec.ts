import { readFileSync, writeFileSync } from 'node:fs'
import { plantedJpeg } from '@/lib/wbs/planted.fixture'
import { plantedPdf } from '@/lib/wbs/planted-pdf.fixture'
import { expect, expectAccessible, test } from '../fixtures'
import { signInAs } from '../people'
import { openInbox, SLOW, violationsOf } from './journey'
import { unlock } from './office'

/** Whoever takes a text for a page has this run. */
const MARKUP = `<img src=x onerror="document.title='dijalankan'">`
const ANSWERS = [
  `Pejabat meminta uang. ${MARKUP}`,
  'Kepala subbagian',
  'Ruang bidang mutasi',
  'Agustus 2026',
  'Lewat perantara',
]

test('a reporter attaches a photo and a PDF, sees what was taken out of them, and sends them over a line that breaks; nothing in them runs at the desk', async ({
  page,
  browser,
}, testInfo) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const faults = violationsOf(page)
  let [report, code] = ['', '']
  page.on('request', (request) => {
    if (request.url().endsWith('/lapor/api/laporan')) report = request.postDataJSON().id
  })
  await page.goto('/lapor')
  await page.getByRole('button', { name: /Tulis laporan/ }).click()
  for (const answer of ANSWERS) {
    await page.getByRole('textbox').fill(answer)
    await page.getByRole('button', { name: /^Lanjut ke pertanyaan/ }).click()
  }

  await test.step('files are cleaned on the device, and one of another kind is not taken', async () => {
    const [photo, letter] = [plantedJpeg('foto', 1), await plantedPdf('surat', 1)]
    const [photoPath = '', letterPath = ''] = [photo, letter].map(({ name, bytes }) => {
      writeFileSync(testInfo.outputPath(name), bytes)
      return testInfo.outputPath(name)
    })
    const page2 = testInfo.outputPath('halaman.html')
    writeFileSync(page2, '<!doctype html><script>alert(1)</script>')
    const broken = testInfo.outputPath('rusak.pdf')
    writeFileSync(broken, '%PDF-1.7\nrusak')
    const hostile = { name: `${MARKUP}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(letter.bytes) }
    await page.getByLabel('Pilih berkas').setInputFiles([photoPath, broken, letterPath, page2])
    await expect(page.getByRole('alert').filter({ hasText: 'halaman.html bukan jenis yang diterima' })).toBeVisible()
    const first = page.getByRole('region', { name: 'Bukti 1.jpg' })
    await expect(first.getByRole('listitem').filter({ hasText: 'Lokasi' })).toContainText('dihapus')
    await expect(first).not.toContainText(photo.name)
    await first.getByRole('button', { name: 'Lihat Bukti 1.jpg' }).click()
    const drawn = first.getByRole('img', { name: 'Bukti 1.jpg' })
    await expect.poll(() => drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(24)
    const second = page.getByRole('region', { name: 'Bukti 2.pdf' })
    await expect(second.getByRole('listitem').filter({ hasText: 'Nama orang' })).toContainText('dihapus')
    await expect(page.getByRole('region', { name: 'rusak.pdf' })).toContainText('Tidak ikut dikirim')
    await expect(second.getByRole('listitem').filter({ hasText: 'Komentar' })).toContainText('masih ada')
    await page.getByLabel('Pilih berkas').setInputFiles(hostile)
    await page.getByRole('region', { name: 'Bukti 3.pdf' }).getByText('Kirim asli tanpa dibersihkan').click()
    await page.getByRole('button', { name: 'Ya, kirim asli' }).click()
    await expect(page.getByRole('region', { name: hostile.name })).toContainText('Dikirim asli')
    const { height = 0 } = (await page.getByRole('button', { name: 'Pakai yang dibersihkan' }).boundingBox()) ?? {}
    expect(height, 'the button has room for its words').toBeLessThan(60)
    await expectAccessible(page)
  })

  for (let step = 0; step < 3; step++) await page.getByRole('button', { name: /^Lanjut ke pertanyaan/ }).click()
  await expect(page.getByText(/^Akan dibaca \d orang\.$/)).toBeVisible()
  await page.getByRole('button', { name: 'Periksa sebelum dikirim' }).click()
  await expect(page.getByText('3 berkas bukti')).toBeVisible()
  await expect(page.getByText('1 berkas tidak ikut dikirim')).toBeVisible()

  await test.step('the report arrives first, and its files once the line is back', async () => {
    const line = { isBroken: true, sent: 0 }
    await page.route('**/lapor/api/lampiran/bagian', (route) => {
      if (line.isBroken) return route.abort()
      line.sent++
      return route.continue()
    })
    await page.getByRole('button', { name: 'Kunci dan kirim' }).click()
    await expect(page.getByRole('heading', { name: /^Laporan diterima/ })).toBeVisible(SLOW)
    await expect(page.getByText('Sambungan putus.')).toBeVisible(SLOW)
    await expectAccessible(page)
    line.isBroken = false
    await page.getByRole('button', { name: 'Coba lagi' }).click()
    await expect(page.getByText('Semua bukti terkirim dan terkunci')).toBeVisible(SLOW)
    expect(line.sent).toBe(3)
    await expectAccessible(page)
  })

  await test.step('they stand in the conversation, and one more follows from there', async () => {
    code = ((await page.getByText(/^Kode laporan, 21 angka/).textContent()) ?? '').replace(/\D/g, '').slice(2)
    await page.getByRole('textbox', { name: 'Ketik kode dari catatan Anda' }).fill(code)
    await page.getByRole('button', { name: 'Selesai dan tutup' }).click()
    await page.getByRole('button', { name: /Buka laporan saya/ }).click()
    await page.getByRole('textbox', { name: 'Kode laporan' }).fill(code)
    await page.getByRole('button', { name: 'Buka', exact: true }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Bukti 2.pdf' })).toBeVisible(SLOW)
    await page.getByText('Tambah bukti', { exact: true }).click()
    const note = { name: 'catatan.txt', mimeType: 'text/plain', buffer: Buffer.from('Catatan saya') }
    await page.getByLabel('Pilih berkas').setInputFiles(note)
    await page.getByRole('button', { name: 'Kunci dan kirim bukti' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Bukti 4.txt' })).toBeVisible(SLOW)
  })
  await test.step('a recipient opens them at the desk, drawn where nothing runs', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    await signInAs(context, 'wbs_officer', 'wbs.verifikator')
    const desk = await context.newPage()
    const deskFaults = violationsOf(desk)
    await desk.goto(`/wbs/${report}`)
    await unlock(desk)
    await expect(desk.getByText(ANSWERS[0] ?? '')).toBeVisible(SLOW)
    const files = desk.getByRole('region', { name: 'Berkas bukti' })
    await expect(files).toBeVisible(SLOW)
    await expectAccessible(desk)
    await files.getByRole('button', { name: 'Buka Bukti 1.jpg' }).click()
    await expect(desk.frameLocator('iframe[title="Bukti 1.jpg"]').getByRole('img')).toBeVisible(SLOW)
    expect(await desk.locator('iframe[title="Bukti 1.jpg"]').getAttribute('sandbox')).toBe('')
    await expect(files.getByRole('link', { name: 'Simpan' })).toHaveAttribute('download', 'bukti.jpg')
    const saved = desk.waitForEvent('download')
    await files.getByRole('link', { name: 'Simpan' }).click()
    const kept = readFileSync(await (await saved).path())
    expect(kept.subarray(0, 3).toString('hex'), 'what was saved is a picture').toBe('ffd8ff')
    expect(plantedJpeg('foto', 1).words.filter((word) => kept.includes(word))).toEqual([])
    await files.getByRole('button', { name: 'Buka Bukti 4.txt' }).click()
    await expect(desk.frameLocator('iframe[title="Bukti 4.txt"]').getByText('Catatan saya')).toBeVisible()
    await files.getByRole('button', { name: 'Buka Bukti 2.pdf' }).click()
    await expect(files.getByText('1 dari 1')).toBeVisible(SLOW)
    await files.getByRole('button', { name: `Buka ${MARKUP}.pdf` }).click()
    await expect(files.getByText('1 dari 1')).toHaveCount(2, SLOW)
    await expect(files.getByRole('region', { name: `${MARKUP}.pdf` }).first()).toBeVisible()
    await desk.getByLabel('Jawaban untuk pelapor').fill(`Terima kasih ${MARKUP}`)
    await desk.getByRole('button', { name: 'Kirim jawaban' }).click()
    await desk.getByLabel('Catatan baru').fill(`Perlu diperiksa ${MARKUP}`)
    await desk.getByRole('button', { name: 'Simpan catatan' }).click()
    for (const text of ['Terima kasih', 'Perlu diperiksa'])
      await expect(desk.getByRole('listitem').filter({ hasText: `${text} ${MARKUP}` })).toBeVisible(SLOW)
    expect(await desk.title()).not.toBe('dijalankan')
    expect(deskFaults).toEqual([])
    await context.close()
  })

  await test.step('what was written at the desk is words to the reporter too', async () => {
    await page.goto('/lapor')
    await openInbox(page, code, 'Laporan Anda sudah diterima')
    await expect(page.getByRole('listitem').filter({ hasText: `Terima kasih ${MARKUP}` })).toBeVisible()
    await expect(page).toHaveTitle('Satya')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    expect(faults).toEqual([])
  })
})
