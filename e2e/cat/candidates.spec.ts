import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { candidateWorkbook } from './exam-files'
import { confirm } from './exam-hall'

const RUN = String(Date.now())
const PROGRAMME = 'Seleksi Kompetensi Dasar CPNS 2024'
const PHONE = { width: 360, height: 800 }

const numberOf = (at: number) => `${RUN}${String(at).padStart(4, '0')}`

/** A formation and three candidates; the third one has what `changes` says. */
function workbook(changes: Record<string, string>) {
  const peserta = [1, 2, 3].map(
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
  return candidateWorkbook({ formasi: [formation], peserta })
}

test('a faulty workbook of candidates is mended, applied, taken back and applied again', async ({ context, page }) => {
  await signInAs(context, 'exam_manager')

  const upload = async (changes: Record<string, string>) => {
    await page.goto('/cat/peserta/impor')
    const file = page.getByRole('region', { name: 'Pilih berkas' })
    await file.getByLabel('Program ujian').selectOption(PROGRAMME)
    await file.locator('input[type=file]').setInputFiles(await workbook(changes))
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
    await confirm(page, 'Terapkan 4 baris')
    await expect(page.getByText('Impor diterapkan')).toBeVisible()
  }

  await test.step('an import is taken back, and applied again; the same file then has nothing to write', async () => {
    await upload({})
    await apply()
    await expectAccessible(page)
    await confirm(page, 'Batalkan impor')
    await expect(page.getByText('Impor dibatalkan')).toBeVisible()
    await expect(page.getByText(/Impor ini dibatalkan pada/)).toBeVisible()
    expect(await database`select from exam_formations where code = ${`F-${RUN}`}`).toHaveLength(0)
    await upload({})
    await apply()
    await upload({})
    await expect(page.getByText(/0 baris akan mengubah data, 4 sudah sama/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^Terapkan/ })).toBeHidden()
  })
})
