import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { type Page, test } from '@playwright/test'
import { expect, expectAccessible, sidewaysOf } from '@/e2e/fixtures'
import { accountOf, database, demonstrationPassword } from '@/e2e/people'
import type { Role } from '@/lib/auth/actor'
import type { Receipt } from '@/lib/cat/receipt'
import { fillIn } from './committee'
import { CABLE, type ExamDay, NOTE } from './exam-day'
import { confirm, enter } from './exam-hall'
import { textOfPaper } from './paper-text'

export async function expectNoRanking({ exam, manager }: ExamDay): Promise<void> {
  await manager.goto('/cat/hasil')
  await manager.getByRole('link', { name: exam.programme }).click()
  await expect(manager.getByText('Peringkat belum dapat disusun')).toBeVisible()
  await expect(manager.getByRole('button', { name: 'Buka data dan kunci' })).toHaveCount(0)
}

/**
 * The minutes are signed by the supervisor and a witness, and say what happened.
 *
 * @param codeOf a code of the authenticator that a role has not used yet
 * @returns the root as the minutes print it
 */
export async function closeSession(
  { session, manager, supervisor }: ExamDay,
  codeOf: (role: Role) => string,
  stranger: Page,
): Promise<string> {
  await fillIn(supervisor, 'Tutup sesi', 'Tutup sesi', { 'Jumlah peserta tidak hadir': '1' })
  await fillIn(supervisor, 'Tanda tangani berita acara', 'Tanda tangani', {
    'Komputer siap pakai': '12',
    'Saksi dari instansi': accountOf('exam_manager').name,
    'Kata sandi': demonstrationPassword,
    'Kode autentikator': codeOf('exam_supervisor'),
  })
  await manager.goto(`/cat/sesi/${session}`)
  await fillIn(manager, 'Tanda tangani sebagai saksi', 'Tanda tangani', {
    'Kata sandi': demonstrationPassword,
    'Kode autentikator': codeOf('exam_manager'),
  })
  await supervisor.reload()
  const paper = await supervisor.getByRole('link', { name: 'Buka berita acara' }).getAttribute('href')
  await expectAccessible(supervisor)
  await stranger.goto((await supervisor.getByRole('link', { name: 'Periksa keaslian' }).getAttribute('href')) ?? '')
  await expect(stranger.getByText('Berita acara ujian')).toBeVisible()
  const words = await textOfPaper(await (await supervisor.request.get(paper ?? '')).body())
  for (const said of [CABLE, NOTE, 'Jawaban terlambat']) expect(words.replace(/\s+/g, ' ')).toContain(said)
  return /Jawaban, nilai[\s:]+((?:[0-9a-f]{8}\s*){8})/.exec(words)?.[1]?.replace(/\s/g, '') ?? ''
}

export async function takeReceiptHome({ people: [first] }: ExamDay, home: Page): Promise<Receipt> {
  await enter(home, first)
  await expect(home.locator('.receipt')).toContainText('Final')
  return JSON.parse(readFileSync(await saved(home, 'Unduh tanda terima', 'tanda-terima.json'), 'utf8'))
}

/** @returns the address of the announcement */
export async function publishRanking({ exam, manager, people }: ExamDay): Promise<string> {
  await manager.goto('/cat/hasil')
  await manager.getByRole('link', { name: exam.programme }).click()
  await expect(manager.getByRole('row', { name: people[0].number })).toContainText('P/L')
  await expect(manager.getByRole('row', { name: people[2].number })).toContainText('TL')
  await confirm(manager, 'Terbitkan pengumuman')
  const announcement = manager.getByRole('link', { name: /tahap pertama, versi 1/ })
  await expect(announcement).toBeVisible()
  const address = (await announcement.getAttribute('href')) ?? ''
  await confirm(manager, 'Buka data dan kunci')
  await expect(manager.getByRole('link', { name: 'Unduh data sesi 1' })).toBeVisible()
  await expectAccessible(manager)
  return address
}

export async function settleObjection({ exam, manager, devices }: ExamDay): Promise<void> {
  const [, , third] = devices
  await third.goto('/cat/ruang-ujian')
  await third.getByText('Ajukan sanggah').click()
  await third.getByLabel('Isi sanggah').fill('Nilai saya berbeda dari yang tampil di layar pada akhir ujian.')
  await expectAccessible(third)
  await third.getByRole('button', { name: 'Kirim sanggah' }).click()
  await expect(third.getByText('Sanggah terkirim')).toBeVisible()
  await manager.reload()
  await manager.getByRole('link', { name: 'Buka sanggah' }).click()
  await manager.getByLabel('Alasan').fill('Nilai dihitung ulang dari catatan jawaban.')
  await expectAccessible(manager)
  await manager.getByRole('button', { name: 'Terima sanggah' }).click()
  await manager.getByRole('link', { name: 'Ke peringkat' }).click()
  await expect(manager.getByText('Perubahannya diumumkan sebagai hasil pascasanggah')).toBeVisible()
  await expect(manager.getByRole('button', { name: /^Terbitkan (perbaikan|hasil)/ })).toHaveCount(0)
  await database`
    update exam_announcements set objections_until = current_date - 2
    where programme_id = (select id from exam_programmes where name = ${exam.programme})`
  await manager.reload()
  await expectAccessible(manager)
  const settle = 'Terbitkan hasil pascasanggah'
  await fillIn(manager, settle, settle, { 'Alasan perbaikan': 'Sanggah peserta diterima' })
  await expect(manager.getByRole('link', { name: /tahap pertama, versi 2/ })).toBeVisible()
  await third.reload()
  await expect(third.getByText('Sanggah diterima')).toBeVisible()
}

export async function bringInSecondStage({ manager, people: [first, second] }: ExamDay): Promise<void> {
  await manager.getByRole('link', { name: 'Hasil akhir' }).click()
  await fillIn(manager, 'Tambah tes', 'Simpan', {
    'Nama tes': 'CAT bidang',
    'Nilai tertinggi': '100',
    'Bobot (persen)': '100',
  })
  const scores = Buffer.from(`nomor;CAT bidang\n${first.number};70\n${second.number};75,5\n`)
  const file = { name: 'tahap-dua.csv', mimeType: 'text/csv', buffer: scores }
  await manager.getByLabel('Berkas CSV').setInputFiles(file)
  await manager.getByRole('button', { name: 'Masukkan nilai' }).click()
}

export async function announceFinalResult({ manager }: ExamDay, colleague: Page): Promise<void> {
  await expect(manager.getByText('Diumumkan oleh pengelola lain')).toBeVisible()
  await expect(manager.getByRole('button', { name: 'Terbitkan pengumuman' })).toHaveCount(0)
  await colleague.goto(manager.url())
  await confirm(colleague, 'Terbitkan pengumuman')
  await expect(colleague.getByRole('link', { name: /Hasil akhir, versi 1/ })).toBeVisible()
}

/** @returns the file of the final result; the page stays at the first one */
export async function findRankings({ exam, people }: ExamDay, stranger: Page): Promise<string> {
  const [first, second, third] = people
  await stranger.goto('/cat/pengumuman')
  await stranger.getByRole('link', { name: `Hasil akhir, ${exam.programme}` }).click()
  await expect(stranger.getByRole('row', { name: first.number })).toContainText('P/L')
  await expect(stranger.getByRole('row', { name: second.number })).toContainText('TL')
  const final = await saved(stranger, 'Pengumuman (JSON)', 'akhir.json')
  await stranger.goto('/cat/pengumuman')
  await stranger.getByRole('link', { name: `Hasil seleksi kompetensi tahap pertama, ${exam.programme}` }).click()
  await expect(stranger.getByText('Perbaikan: Sanggah peserta diterima')).toBeVisible()
  await expect(stranger.getByText(`Sanggah diterima dari ${third.number}`)).toBeVisible()
  await expect(stranger.getByText('Tidak ada masa sanggah lagi')).toBeVisible()
  for (const name of exam.names) await expect(stranger.locator('main')).not.toContainText(name)
  await stranger.getByLabel('Nomor peserta').fill(exam.numbers[3] ?? '')
  await stranger.getByRole('button', { name: 'Cari' }).click()
  await expect(stranger.locator('tbody tr')).toHaveText([/TH/])
  await stranger.setViewportSize({ width: 360, height: 800 })
  expect(await sidewaysOf(stranger)).toEqual([])
  return final
}

/**
 * From the page of the first result.
 *
 * @param final the file of the final result
 * @param replaced the address of the announcement before the objections
 */
export async function computeAgain(stranger: Page, final: string, replaced: string, root: string): Promise<void> {
  const early = await saved(stranger, 'Pengumuman (JSON)', 'pertama.json')
  const data = await saved(stranger, 'Data sesi 1 (JSON)', 'sesi.json')
  const script = await saved(stranger, 'Program pemeriksa', 'verify-exam.mjs')
  const authority = await saved(stranger, 'Sertifikat otoritas', 'otoritas.pem')
  const before = test.info().outputPath('versi-1.json')
  writeFileSync(before, await (await stranger.request.get(`${replaced}/data`)).body())
  const words = [script, final, early, before, data, '--sealed', root, '--root', authority]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  expect(stdout).toBe('Nothing disagrees, and 1 questions are left open: 4 files, 3 attempts.\n')
  expect(stderr).toMatch(/1 attempts had another time than the 30 minutes.*Its minutes have to say why\.\n$/)
  expect(status).toBe(3)
}

async function saved(page: Page, link: string, name: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: link }).click()
  const path = test.info().outputPath(name)
  await (await download).saveAs(path)
  return path
}
