import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect } from '@/e2e/fixtures'
import { addDays, civilDateIn } from '@/lib/civil-date'
import { candidateWorkbook, itemPackage, itemWorkbook, RIGHT_LETTER } from './exam-files'
import { confirm, heading } from './exam-hall'

const SOURCE = 'Keputusan panitia 1/2026'

/** A small exam that nobody has made yet: two sections of five items, one vacancy, four people who want it. */
export type NewExam = ReturnType<typeof aNewExam>

export function aNewExam(run: string) {
  const section = (letter: string, items: number) => ({
    code: `${letter}${run}`,
    items: Array.from({ length: items }, (_, at) => `${letter}${run}-${at + 1}`),
  })
  const names = ['Sekar Ayuningtyas', 'Bima Prasetya', 'Ratna Kusuma', 'Yoga Absenta'] as const
  return {
    run,
    programme: `Uji Kompetensi Teknis ${run}`,
    site: `Gedung Merdeka ${run}`,
    technical: section('T', 3),
    social: section('S', 2),
    names,
    numbers: names.map((_, at) => `77${run}000${at + 1}`),
  }
}

/** A programme made from one of the law, with sections, time, ranking and a passing grade of its own. */
export async function makeProgramme(page: Page, { run, programme, technical, social }: NewExam): Promise<void> {
  await page.goto('/cat/program')
  await page.getByRole('link', { name: 'Seleksi Kompetensi Dasar CPNS 2024' }).click()
  await fillIn(page, 'Buat program dari ini', 'Buat program', {
    'Kode program': `UK-${run}`,
    'Nama program': programme,
    'Dasar hukum': SOURCE,
  })
  await expect(heading(page)).toHaveText(programme)
  for (const [{ code, items }, name, scoring] of [
    [technical, 'Teknis', 'Satu jawaban benar'],
    [social, 'Sosial kultural', 'Pilihan berbobot'],
  ] as const) {
    await fillIn(page, 'Tambah subtes', 'Simpan', {
      'Kode subtes': code,
      'Nama subtes': name,
      'Jumlah soal': String(items.length),
      Penilaian: scoring,
    })
    await expect(page.getByRole('button', { name: `Ubah ${code}` })).toBeVisible()
  }
  for (const old of ['TWK', 'TIU', 'TKP']) {
    await fillIn(page, `Ubah ${old}`, 'Simpan', { 'Hapus baris ini': 'ya' })
    await expect(page.getByRole('button', { name: `Ubah ${old}` })).toHaveCount(0)
  }
  await fillIn(page, 'Ubah ambang batas Umum', 'Simpan', {
    [`Paling rendah ${technical.code}`]: '5',
    'Jumlah paling rendah': '',
    'Dasar hukum': SOURCE,
  })
  await expect(page.getByRole('row', { name: /^Umum 5 – – / })).toBeVisible()
  await fillIn(page, 'Ubah program', 'Simpan', {
    'Waktu mengerjakan (menit)': '30',
    'Yang lanjut untuk setiap formasi': '2',
  })
  await expect(page.getByText('2 kali formasi')).toBeVisible()
  await confirm(page, 'Tegaskan angka')
  await expect(page.getByText('Sudah ditegaskan').first()).toBeVisible()
}

/** Items from a package and a workbook, the fault of one mended, all submitted. Returns their addresses. */
export async function submitItems(page: Page, { technical, social }: NewExam): Promise<string[]> {
  await importItems(page, itemPackage(technical.items))
  await expect(page.getByText('Kunci jawaban tidak ada.')).toBeVisible()
  await page.getByText('Semua butir (3)').click()
  await page.getByLabel('Subtes').selectOption(technical.code)
  await page.getByLabel('Aspek').selectOption('umum')
  await page.getByRole('button', { name: 'Masukkan 3 butir' }).click()
  await page.waitForURL(/keadaan=draft/)
  await importItems(page, await itemWorkbook(social.items, social.code))
  await page.getByRole('button', { name: 'Masukkan 2 butir' }).click()
  await page.waitForURL(/keadaan=draft/)

  const addresses: string[] = []
  for (const code of [...technical.items, ...social.items]) {
    const link = page.getByRole('link', { name: code, exact: true })
    addresses.push((await link.getAttribute('href')) ?? '')
  }
  for (const address of addresses) {
    await page.goto(address)
    if (await page.getByText('Tentukan satu jawaban benar.').first().isVisible()) await mend(page)
    await confirm(page, 'Ajukan untuk ditelaah')
    await expect(page.getByText('Orang kedua menelaah')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Setujui butir' })).toBeHidden()
  }
  return addresses
}

async function importItems(page: Page, file: Awaited<ReturnType<typeof itemWorkbook>>): Promise<void> {
  await page.goto('/cat/bank-soal/impor')
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByRole('heading', { name: file.name })).toBeVisible()
}

async function mend(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ubah butir' }).click()
  await page.getByLabel('Jawaban benar').selectOption(RIGHT_LETTER)
  await page.getByRole('button', { name: 'Simpan versi' }).click()
  await expect(page.getByText('Tentukan satu jawaban benar.')).toHaveCount(0)
}

/** A second person approves each item; what is exported is a package again. */
export async function approveItems(page: Page, addresses: readonly string[], { technical }: NewExam): Promise<void> {
  for (const address of addresses) {
    await page.goto(address)
    await confirm(page, 'Setujui butir')
    await expect(page.getByText('Dapat dipakai dalam ujian', { exact: true })).toBeVisible()
  }
  await page.goto(`/cat/bank-soal?subtes=${technical.code}`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Unduh QTI' }).click()
  const taken = readFileSync(await (await download).path())
  expect(taken.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
  await expect(page.getByRole('dialog').getByText(/^([a-z2-9]{4}-){5}[a-z2-9]{4}$/)).toBeVisible()
  await page.getByRole('button', { name: 'Sudah saya catat' }).click()
}

/** A site in another zone, a formation with its candidates from a workbook, and a session that is sealed and has cards. */
export async function planSession(page: Page, exam: NewExam): Promise<string> {
  await page.goto('/cat/lokasi/baru')
  await page.getByLabel('Nama lokasi').fill(exam.site)
  await page.getByLabel('Alamat').fill('Jalan Merdeka 1, Makassar')
  await page.getByLabel('Zona waktu').selectOption('WITA')
  await page.getByRole('button', { name: 'Simpan lokasi' }).click()
  await fillIn(page, 'Tambah ruang', 'Simpan ruang', { 'Nama ruang': 'Ruang A', Baris: '2', 'Kursi tiap baris': '3' })
  await expect(page.getByText('1 ruang, 6 kursi')).toBeVisible()

  await page.goto('/cat/peserta/impor')
  const file = page.getByRole('region', { name: 'Pilih berkas' })
  await file.getByLabel('Program ujian').selectOption(exam.programme)
  await file.locator('input[type=file]').setInputFiles(await candidatesOf(exam))
  await confirm(page, 'Terapkan 5 baris')
  await expect(page.getByText('Impor diterapkan')).toBeVisible()

  await page.goto('/cat/sesi/baru')
  await page.getByLabel('Program ujian').selectOption(exam.programme)
  await page.getByLabel('Lokasi').selectOption(exam.site)
  await expect(page.getByText('Daya tampung 6 peserta')).toBeVisible()
  await page.getByLabel('Tanggal').fill(addDays(civilDateIn('Asia/Makassar', new Date()), 5))
  await page.getByLabel('Mulai pukul (WITA)').fill('08:00')
  await page.getByRole('button', { name: 'Jadwalkan sesi' }).click()
  await expect(heading(page)).toHaveText(/Persiapan sesi \d+/)
  await confirm(page, 'Isi kursi kosong')
  await expect(page.getByText('4 dari 6 kursi terisi')).toBeVisible()
  await confirm(page, 'Terbitkan sesi')
  await confirm(page, 'Siapkan lembar soal')
  await expect(page.getByText('Lembar soal sudah siap dan registrasi dibuka.')).toBeVisible()
  return page.url().split('/').at(-2) ?? ''
}

function candidatesOf({ run, names, numbers }: NewExam) {
  const education = 'S-1 Hukum'
  const formation = {
    kode_formasi: `F-${run}`,
    jabatan: 'Analis Hukum Ahli Pertama',
    pendidikan: education,
    lokasi: 'Toboali',
    jenis_formasi: 'Umum',
    jumlah: '1',
  }
  const peserta = names.map((nama, at) => ({
    nomor_peserta: numbers[at] ?? '',
    nama,
    tanggal_lahir: '15-08-1997',
    jenis_kelamin: 'P',
    pendidikan: education,
    ipk: '3,45',
    kode_formasi: formation.kode_formasi,
  }))
  return candidateWorkbook({ formasi: [formation], peserta })
}

/** Opens a form by its button, fills in what its labels say and sends it. */
export async function fillIn(page: Page, button: string, send: string, values: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  for (const [label, value] of Object.entries(values)) {
    const field = dialog.getByLabel(label, { exact: true })
    const kind = await field.evaluate((element) => (element as HTMLInputElement).type)
    if (kind === 'checkbox') await field.check()
    else if (kind === 'select-one') await field.selectOption(value)
    else await field.fill(value)
  }
  await dialog.getByRole('button', { name: send, exact: true }).click()
  await expect(dialog).toHaveCount(0)
}
