import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { Encrypter } from 'age-encryption'
import { expect, expectAccessible, sidewaysOf, test } from '../fixtures'
import { demonstrationPassword, signInAs } from '../people'

const TEXT = 'Pejabat meminta uang, ditulis tanpa JavaScript.'

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })

test('without a script every page of reporters says what it is, what to do now, and where else to go', async ({
  page,
}) => {
  const goes = (name: string | RegExp) => expect(page.getByRole('link', { name }).first()).toBeVisible()
  await page.goto('/lapor')
  await expect(page.getByRole('heading', { name: 'Formulir ini memerlukan JavaScript' })).toBeVisible()
  const ways = page.getByRole('main').getByRole('listitem')
  await expect(ways.filter({ hasText: 'Hanya jalan ini yang memberi kode dan percakapan' })).toBeVisible()
  await goes('Langkah, kunci penerima, dan formulirnya')
  await expect(page.getByRole('button', { name: /Tulis laporan|Buka laporan saya/ })).toHaveCount(0)
  for (const door of ['KPK', 'Ombudsman', 'SP4N-LAPOR', 'LPSK']) await goes(door)
  for (const [address, title] of [
    ['/lapor/luring', 'Kirim laporan yang Anda kunci sendiri'],
    ['/lapor/angka', 'Angka dan jaminan'],
    ['/lapor/perlindungan', 'Perlindungan bagi pelapor'],
  ] as const) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await goes('Ke halaman awal')
    await goes('Keluar cepat')
    expect(await sidewaysOf(page)).toEqual([])
  }
})

test('without a script a report that was locked by hand is taken, and one that was not is refused', async ({
  page,
}) => {
  await page.goto('/lapor')
  await page.getByRole('link', { name: 'Langkah, kunci penerima, dan formulirnya' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Kirim laporan yang Anda kunci sendiri' })).toBeVisible()
  await expect(page.getByText('age -R penerima.txt -o laporan.age laporan.txt')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Atau kirim surat' })).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Inspektorat' }).click()
  const keys = readFileSync(await (await downloading).path(), 'utf8')
  expect(keys.match(/^age1pq1/gm)?.length).toBe(3)

  await send(page, Buffer.from(TEXT))
  await expect(page.getByRole('status')).toContainText('Berkas ini tidak terkunci dengan age')
  await send(page, await locked(keys))
  await expect(page.getByRole('status')).toContainText('Berkas Anda sampai dan disimpan terkunci')
  expect(await page.context().cookies()).toEqual([])
})

test('a recipient opens on the own desk what came without a script', async ({ page, browser }) => {
  const keys = await (await page.request.get('/lapor/luring/inspektorat')).text()
  await page.goto('/lapor/en/luring')
  await page.getByLabel('The locked file (laporan.age)').setInputFiles(fileOf(await locked(keys)))
  await page.getByRole('button', { name: 'Send the locked file' }).click()
  await expect(page.getByRole('status')).toContainText('Your file arrived')

  const context = await browser.newContext({ javaScriptEnabled: true, viewport: { width: 1280, height: 800 } })
  await signInAs(context, 'wbs_officer', 'wbs.verifikator')
  const desk = await context.newPage()
  await desk.goto('/wbs')
  await desk.getByRole('link', { name: 'Laporan luring' }).click()
  await expect(desk.getByRole('heading', { level: 1, name: 'Laporan luring' })).toBeVisible()
  await desk.getByLabel('Frasa sandi kunci, atau kata pemulihan').fill(demonstrationPassword)
  await desk.getByRole('button', { name: 'Buka kunci' }).click()
  await desk.getByRole('button', { name: 'Buka di sini' }).first().click()
  await expect(desk.getByText(TEXT)).toBeVisible()
  await expectAccessible(desk)
  await desk.goto('/lapor/luring')
  await expectAccessible(desk)
  await context.close()
})

async function send(page: Page, buffer: Buffer): Promise<void> {
  await page.getByLabel('Penerima').selectOption('inspektorat')
  await page.getByLabel('Berkas yang terkunci (laporan.age)').setInputFiles(fileOf(buffer))
  await page.getByRole('button', { name: 'Kirim berkas terkunci' }).click()
}

/** As `age -R penerima.txt` does. */
async function locked(keys: string): Promise<Buffer> {
  const encrypter = new Encrypter()
  for (const line of keys.split('\n')) if (line.startsWith('age1')) encrypter.addRecipient(line)
  return Buffer.from(await encrypter.encrypt(TEXT))
}

function fileOf(buffer: Buffer) {
  return { name: 'laporan.age', mimeType: 'application/octet-stream', buffer }
}
