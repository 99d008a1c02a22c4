import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { signInAs } from '@/e2e/people'

const RUN = String(Date.now())
const [KNOWN, OTHER] = [`B${RUN}-1`, `B${RUN}-2`]

test('an item that is known outside is not changed under its code, neither by hand nor by a file', async ({
  context,
  page,
}) => {
  await signInAs(context, 'item_writer')

  await test.step('two items come from a file as drafts', async () => {
    await importItems(page, 'Berapa 2 + 2?')
    for (const code of [KNOWN, OTHER]) await expect(checked(page, code)).toContainText('Baru')
    await page.getByLabel('Subtes').selectOption('TIU')
    await page.getByLabel('Aspek').selectOption('numerik.berhitung')
    await page.getByRole('button', { name: 'Masukkan 2 butir' }).click()
    await page.waitForURL(/keadaan=draft/)
  })

  const address =
    await test.step('a reason is checked as it stood when it was sent; who types on meanwhile loses nothing, and sends it', async () => {
      const rulesArrive = await holdScript(page, 'cat.item_code')
      await page.getByRole('link', { name: KNOWN, exact: true }).click()
      await expect(page.getByRole('link', { name: 'Ubah butir' })).toBeVisible()
      await page.getByRole('button', { name: 'Tandai bocor' }).click()
      const dialog = page.getByRole('dialog')
      const reason = dialog.getByLabel('Alasan')
      await reason.fill('Beredar')
      await dialog.getByRole('button', { name: 'Tandai bocor' }).click()
      await reason.fill('Foto soal ini beredar')
      rulesArrive()
      await expect(reason).toHaveAccessibleDescription(/Alasan paling sedikit 15 huruf/)
      await expect(reason).toBeFocused()
      await page.keyboard.type(' di grup percakapan.')
      await expect(reason).toHaveValue('Foto soal ini beredar di grup percakapan.')
      await dialog.getByRole('button', { name: 'Tandai bocor' }).click()
      await expect(page.getByText('Tidak masuk formulir baru', { exact: true })).toBeVisible()
      await expect(page.getByRole('link', { name: 'Ubah butir' })).toHaveCount(0)
      return page.url()
    })

  await test.step('its form is not offered, and why is said', async () => {
    await page.goto(`${address}/ubah`)
    await expect(page.getByText(/ditandai bocor dan tidak dapat diubah/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Simpan versi' })).toHaveCount(0)
  })

  await test.step('a file with both changed brings the other one alone', async () => {
    await importItems(page, 'Berapa 1 + 3?')
    await expect(checked(page, KNOWN)).toContainText('Bocor')
    await expect(checked(page, OTHER)).toContainText('Versi baru')
    await expect(checked(page, KNOWN).locator('.text-success')).toHaveCount(0)
    await expect(checked(page, OTHER).locator('.text-success')).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Masukkan 1 butir' })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the list is narrowed by section and aspect', async () => {
    await page.goto(`/cat/bank-soal?q=B${RUN}`)
    await page.getByText('Tambah saringan').click()
    await page.getByLabel('Subtes').selectOption('TIU')
    await page.getByLabel('Aspek').selectOption('numerik.berhitung')
    await page.getByRole('button', { name: 'Terapkan saringan' }).click()
    await page.waitForURL(/subtes=TIU&aspek=numerik.berhitung/)
    await expect(page.getByRole('link', { name: KNOWN, exact: true })).toBeVisible()
  })
})

const checked = (page: Page, code: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: code, exact: true }) })

/** Keeps back the script that has these words, as a slow network does. Returns what lets it through. */
async function holdScript(page: Page, words: string): Promise<() => void> {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    const response = await route.fetch()
    if ((await response.text()).includes(words)) await arrived
    await route.fulfill({ response })
  })
  return arrive
}

async function importItems(page: Page, stem: string): Promise<void> {
  const text = [KNOWN, OTHER].map((code) => `::${code}::${stem} {=4 ~3 ~5 ~6 ~7}`).join('\n\n')
  await page.goto('/cat/bank-soal/impor')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'butir.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
  await expect(page.getByRole('heading', { name: 'butir.txt' })).toBeVisible()
}
