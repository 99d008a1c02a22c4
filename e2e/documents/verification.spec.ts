import { expect, expectAccessibleInEveryLook, test } from '../fixtures'

/** Well formed, and never issued: the chance of meeting it is one in 2^60. */
const UNKNOWN = '7QK4-M2XD-9TRB'

for (const width of [360, 1280]) {
  test.describe(`at ${width} pixels without JavaScript`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width, height: 800 } })

    test('a typed code leads to its answer, a mistyped one is named', async ({ page }) => {
      await page.goto('/v')
      await page.getByLabel('Periksa keaslian dokumen').fill('bukan kode')
      await page.getByRole('button', { name: 'Periksa' }).click()
      await expect(page.getByText('Kode belum sesuai')).toBeVisible()

      await page.getByLabel('Periksa keaslian dokumen').fill(UNKNOWN.toLowerCase())
      await page.getByRole('button', { name: 'Periksa' }).click()
      await expect(page).toHaveURL(/\/v\/7QK4M2XD9TRB$/)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dokumen tidak ditemukan')
    })
  })
}

test('an unknown code is answered accessibly, unindexed and without a cookie', async ({ page, context }) => {
  await page.goto(`/v/${UNKNOWN}`)
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
  expect(await context.cookies()).toEqual([])
  await expectAccessibleInEveryLook(page)
})

test('a file of a document that does not exist is answered like any other', async ({ request }) => {
  const answer = await request.post(`/v/${UNKNOWN}/berkas`, {
    multipart: { berkas: { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') } },
    maxRedirects: 0,
  })
  expect(answer.status()).toBe(303)
  expect(answer.headers().location).toBe('/v/7QK4M2XD9TRB')
})
