import ExcelJS from 'exceljs'
import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { COLUMNS, SHEETS } from '@/lib/cat/candidate-columns'
import { addDays, civilDateIn } from '@/lib/civil-date'

const RUN = String(Date.now())
const SITE = `Gedung Uji ${RUN}`
const PROGRAMME = 'Seleksi Kompetensi Dasar CPNS 2024'
const DAY = addDays(civilDateIn('Asia/Makassar', new Date()), 400) // far from what other tests plan
const PHONE = { width: 360, height: 800 }

const numberOf = (at: number) => `${RUN}${String(at).padStart(4, '0')}`

/** Formations and three candidates; the third one has what `changes` says. */
async function workbook(changes: Record<string, string>) {
  const candidates = [1, 2, 3].map(
    (at): Record<string, string> => ({
      nomor_peserta: numberOf(at),
      nama: `Peserta Uji ${at}`,
      tanggal_lahir: '15-08-1997',
      jenis_kelamin: 'P',
      pendidikan: 'S-1 Hukum',
      ipk: '3,45',
      kode_formasi: `F-${RUN}`,
      ...(at === 3 ? changes : {}),
    }),
  )
  const formation: Record<string, string> = {
    kode_formasi: `F-${RUN}`,
    jabatan: 'Analis Hukum Ahli Pertama',
    pendidikan: 'S-1 Hukum',
    lokasi: 'Toboali',
    jenis_formasi: 'Umum',
    jumlah: '2',
  }
  const rows = { formasi: [formation], peserta: candidates }
  const book = new ExcelJS.Workbook()
  for (const kind of SHEETS) {
    const sheet = book.addWorksheet(kind)
    sheet.addRow(COLUMNS[kind].map(({ code }) => code))
    for (const row of rows[kind]) sheet.addRow(COLUMNS[kind].map(({ code }) => row[code] ?? ''))
  }
  const buffer = Buffer.from(await book.xlsx.writeBuffer())
  return { name: 'peserta.xlsx', mimeType: 'application/octet-stream', buffer }
}

test('from a new site to a card that the registration desk reads', async ({ browser, context, page }) => {
  await signInAs(context, 'exam_manager')

  await test.step('a site in another zone gets two rooms', async () => {
    await page.goto('/cat/lokasi/baru')
    await page.getByLabel('Nama lokasi').fill(SITE)
    await page.getByLabel('Alamat').fill('Jalan Merdeka 1, Makassar')
    await page.getByLabel('Zona waktu').selectOption('WITA')
    await page.getByRole('button', { name: 'Simpan lokasi' }).click()
    for (const name of ['Ruang A', 'Ruang B']) {
      await page.getByRole('button', { name: 'Tambah ruang' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Nama ruang').fill(name)
      await dialog.getByLabel('Baris', { exact: true }).fill('1')
      await dialog.getByLabel('Kursi tiap baris').fill('2')
      await expect(dialog.getByText('2 kursi: 1 baris, 2 kursi tiap baris')).toBeVisible()
      await dialog.getByRole('button', { name: 'Simpan ruang' }).click()
      await expect(page.getByRole('heading', { name, level: 3 })).toBeVisible()
    }
    await expect(page.getByText('2 ruang, 4 kursi')).toBeVisible()
    await expectAccessible(page)
  })

  const upload = async (changes: Record<string, string>) => {
    await page.goto('/cat/peserta/impor')
    await page.getByLabel('Program ujian').selectOption(PROGRAMME)
    await page.locator('input[type=file]').setInputFiles(await workbook(changes))
    await page.waitForURL(/impor\/[0-9a-f-]{36}$/)
  }

  const fault = page.getByRole('row', { name: /^Baris 4 .*Tanggal lahir/ })

  await test.step('a faulty workbook says what is wrong where, and writes nothing', async () => {
    await upload({ tanggal_lahir: '31-02-1997', jenis_formasi: 'Cumlaude' })
    await expect(fault).toContainText('Baris 4')
    await expect(fault).toContainText('31-02-1997')
    await expect(fault).toContainText('Hari 31 tidak ada pada bulan itu')
    await expect(page.getByRole('row', { name: /^Baris 4 .*Jenis formasi/ })).toContainText('yaitu umum')
    await page.getByLabel('Semua atau batal').check()
    await expect(page.getByRole('button', { name: /^Terapkan/ })).toBeHidden()
    await expectAccessible(page)
    await page.setViewportSize(PHONE)
    expect(await sidewaysOf(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Unduh 1 baris' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('peserta-perlu-diperbaiki.xlsx')
    expect(await database`select from exam_formations where code = ${`F-${RUN}`}`).toHaveLength(0)
  })

  await test.step('a cell is mended where it stands', async () => {
    await page.getByRole('button', { name: 'Ubah nilai Tanggal lahir baris 4' }).click()
    await page.getByRole('textbox', { name: 'Ubah nilai Tanggal lahir baris 4' }).fill('15-08-1997')
    await page.getByRole('button', { name: 'Periksa nilai ini' }).click()
    await expect(fault).toBeHidden()
    await page.getByRole('link', { name: 'Ubah' }).click()
    await expect(page.getByRole('table', { name: 'Pemetaan kolom, peserta' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Periksa berkas' }).click()
    await expect(page.getByRole('row', { name: /^Baris 4 .*Jenis formasi/ })).toBeVisible()
  })

  const apply = async () => {
    await page.getByRole('button', { name: 'Terapkan 4 baris' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Terapkan 4 baris' }).click()
    await expect(page.getByText('Impor diterapkan')).toBeVisible()
  }

  await test.step('an import is taken back, and applied again; the same file then has nothing to write', async () => {
    await upload({})
    await apply()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Batalkan impor' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Batalkan impor' }).click()
    await expect(page.getByText('Impor dibatalkan')).toBeVisible()
    expect(await database`select from exam_formations where code = ${`F-${RUN}`}`).toHaveLength(0)
    await upload({})
    await apply()
    await upload({})
    await expect(page.getByText(/0 baris akan mengubah data, 4 sudah sama/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^Terapkan/ })).toBeHidden()
  })

  await test.step('a session is planned on the clock of the site, filled and published', async () => {
    await page.goto('/cat/sesi')
    await page.getByRole('link', { name: 'Jadwalkan sesi' }).click()
    await page.getByLabel('Program ujian').selectOption(PROGRAMME)
    await page.getByLabel('Lokasi').selectOption(SITE)
    await expect(page.getByText('Daya tampung 4 peserta')).toBeVisible()
    await page.getByLabel('Tanggal').fill(DAY)
    await page.getByLabel('Mulai pukul (WITA)').fill('08:00')
    await page.getByRole('button', { name: 'Jadwalkan sesi' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Persiapan sesi \d+/)
    await expect(page.getByText(/08\.00 WITA/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Isi kursi kosong' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Isi kursi kosong' }).click()
    await expect(page.getByText(/^[34] dari 4 kursi terisi$/)).toBeVisible()
    await page.getByRole('button', { name: 'Terbitkan sesi' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Terbitkan sesi' }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Kartu peserta' }).click()
  })

  await test.step('the card says who, where and when; its code is the number', async () => {
    const card = page.getByRole('listitem').filter({ hasText: 'Peserta Uji 2' })
    await expect(card).toContainText('Analis Hukum Ahli Pertama (Umum)')
    await expect(card).toContainText('08.00 WITA')
    await expect(card).toContainText(SITE)
    await expect(card.getByRole('img', { name: `Kode QR nomor peserta ${numberOf(2)}` })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the desk finds the card that a scanner types, and the room is named', async () => {
    const [session] = await database<{ id: string }[]>`
      select s.id from exam_sessions s join exam_sites i on i.id = s.site_id where i.name = ${SITE}`
    await database`update exam_sessions set state = 'open' where id = ${session?.id ?? ''}`
    const desk = await (await browser.newContext()).newPage()
    await signInAs(desk.context(), 'exam_registrar')
    await desk.goto(`/cat/sesi/${session?.id}/registrasi`)
    await desk.getByRole('searchbox', { name: 'Cari nama atau nomor peserta' }).fill(numberOf(2))
    await desk.keyboard.press('Enter')
    const dialog = desk.getByRole('dialog', { name: 'Registrasi Peserta Uji 2' })
    await dialog.getByRole('button', { name: 'Beri PIN dan undi kursi' }).click()
    await expect(desk.getByRole('definition').last()).toHaveText(/^[12]\s*Ruang [AB]$/)
    await desk.getByRole('button', { name: 'Sudah diserahkan' }).click()
    await expect(desk.getByText(/Terdaftar, Ruang [AB] kursi [12]/)).toBeVisible()
  })
})
