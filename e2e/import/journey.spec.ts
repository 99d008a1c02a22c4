import type { Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'
import { csvOf } from '@/lib/import/people.fixture'

const FILE = 'mutasi-november.csv'
const NEW = { nip: '198503152010011951', nama: 'Tarmizi Elang Samudra', nik: '1971011503859501' }
const FIXED = { nip: '198503152010011952', nama: 'Uray Gading Permata', nik: '1971011503859502', tmt_gol: '31-02-2024' }
const WRONG = { nip: '198603152010011953', nama: 'Wan Jelita Baiduri', nik: '1971011503859503' }

/** A unit of the demonstration agency, which a CSV has to name. */
async function unitCode(): Promise<string> {
  const [unit] = await database<{ code: string }[]>`
    select u.code from units u join accounts a on a.agency_id = u.agency_id
    where a.user_id = ${accountOf('mutation_officer').userId} and u.closed_on is null order by u.preorder desc limit 1`
  return unit?.code ?? ''
}

/** The file as its agency writes it: one header that nobody else uses. */
async function upload(page: Page): Promise<string> {
  const unor_kode = await unitCode()
  const people = [NEW, FIXED, WRONG].map((person) => ({ ...person, unor_kode }))
  const buffer = Buffer.from(csvOf(people, { mark: '\ufeff' }).replace(';nama;', ';sebutan resmi;'))
  await page.goto('/impor')
  await page.locator('input[type=file]').setInputFiles({ name: FILE, mimeType: 'text/csv', buffer })
  await expect(page.getByRole('button', { name: 'Periksa berkas' })).toBeVisible()
  return page.url().split('/').at(-1) ?? ''
}

async function expectAccessibleAtBothWidths(page: Page) {
  await expectAccessible(page)
  const size = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 740 })
  await expectAccessible(page)
  if (size) await page.setViewportSize(size)
}

const figure = (page: Page, name: string | RegExp) => page.getByRole('listitem').getByRole('link', { name })

test('a CSV is mapped, mended, applied without its faulty row, and taken back', async ({ context, page }) => {
  await database`delete from import_mappings where header = 'sebutan_resmi'`
  await signInAs(context, 'mutation_officer')
  let id = await upload(page)

  await test.step('a column nobody knows is mapped, and the file is checked', async () => {
    await expect(page.getByText('Kolom wajib belum ada: Nama.')).toBeVisible()
    await expectAccessibleAtBothWidths(page)
    await page.getByLabel('sebutan resmi').selectOption({ label: 'Nama' })
    await page.getByRole('button', { name: 'Periksa berkas' }).click()
    await expect(figure(page, '1 Baru')).toBeVisible()
    await expect(figure(page, /^2 Galat/)).toBeVisible()
    await expectAccessibleAtBothWidths(page)
  })

  await test.step('all or nothing waits for the faults; one is mended in the grid', async () => {
    await page.getByText('Semua atau batal').click()
    await expect(page.getByRole('button', { name: /^Terapkan/ })).toBeHidden()
    await page.getByRole('button', { name: 'Ubah nilai TMT golongan baris 3' }).click()
    await page.getByRole('textbox', { name: 'Ubah nilai TMT golongan baris 3' }).fill('01-04-2024')
    await page.getByRole('button', { name: 'Periksa nilai ini' }).click()
    await expect(figure(page, '2 Baru')).toBeVisible()
    await expect(page.getByText('1 sel diperbaiki di sini')).toBeVisible()
  })

  await test.step('the faulty row comes as a workbook that says what is wrong', async () => {
    const answer = await page.request.get(`/api/impor/${id}/galat`)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await answer.body()) as unknown as ExcelJS.Buffer)
    const row = book.worksheets[0]?.getRow(3).values as string[]
    expect(row).toContain(WRONG.nip)
    expect(row.at(-1)).toContain('Tanggal lahir pada data')
    expect(book.worksheets[0]?.rowCount).toBe(3)
  })

  await test.step('checking again keeps what was mended, and its progress can be watched', async () => {
    await database`update import_runs set status = 'checking', done_rows = 2, worker_at = now() where id = ${id}`
    await page.goto(`/impor/${id}`)
    await expect(page.getByRole('progressbar')).toBeVisible()
    await expectAccessibleAtBothWidths(page)
    await database`update import_runs set status = 'checked' where id = ${id}`
    await page.goto(`/impor/${id}?langkah=petakan`)
    await page.getByRole('button', { name: 'Periksa berkas' }).click()
    await expect(figure(page, '2 Baru')).toBeVisible()
  })

  await test.step('the sound rows are applied, and every count leads to its rows', async () => {
    await page.getByRole('button', { name: 'Terapkan 2 baris' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Terapkan 2 baris' }).click()
    await expect(page.getByText('Impor diterapkan')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Unduh 1 baris galat (Excel)' })).toBeVisible()
    await figure(page, '2 Baru').click()
    await expect(page.getByText('1–2 dari 2')).toBeVisible()
    await expectAccessibleAtBothWidths(page)
    await page.getByRole('link', { name: NEW.nama }).click()
    await expect(page.getByRole('heading', { level: 1, name: NEW.nama })).toBeVisible()
  })

  await test.step('the import is taken back, and its people are gone', async () => {
    await page.goto(`/impor/${id}`)
    await page.getByRole('button', { name: 'Batalkan impor' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Batalkan impor' }).click()
    await expect(page.getByText(/Impor ini dibatalkan pada/)).toBeVisible()
    expect(await database`select 1 from employees where nip in (${NEW.nip}, ${FIXED.nip})`).toHaveLength(0)
  })

  await test.step('the next file knows the column, and can be thrown away', async () => {
    id = await upload(page)
    await expect(page.getByLabel('sebutan resmi')).toHaveValue('nama')
    await page.getByRole('button', { name: 'Buang impor ini' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Buang impor ini' }).click()
    await expect(page).toHaveURL(/\/impor$/)
    expect(await database`select 1 from import_runs where id = ${id}`).toHaveLength(0)
  })
})
