import { awaitingSignature, close } from '@/e2e/documents/letters'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { named, pdfOf } from '@/e2e/hostile-files'
import { database, signInAs } from '@/e2e/people'
import { stateOf } from '@/e2e/sapk/proposals'

test('a decree that the agency signed by hand is recorded, its paper chosen again when it did not arrive, and confirmed', async ({
  browser,
  page,
}) => {
  const id = await awaitingSignature('decree_signing')
  await database`update promotion_proposals set state = 'technical_sent' where id = ${id}`
  await signInAs(page.context(), 'mutation_officer')
  await page.goto(`/sapk/usul/${id}`)
  await expect(page.getByRole('button', { name: 'Siapkan SK' })).toBeVisible()
  const number = page.getByLabel('Nomor SK')
  await expect(number).toBeHidden()
  await page.getByText('SK ditandatangani di kertas? Catat di sini').click()
  const form = page.locator('form').filter({ has: number })
  await number.fill('800.1.3.2/17/2026')
  await form.getByLabel('Tanggal SK').fill('2026-11-24')
  const save = form.getByRole('button', { name: 'Catat SK' })
  const scan = named('SK basah.pdf', await pdfOf(50_000))
  const choose = async () => {
    await form.locator('input[type=file]').setInputFiles(scan)
    await page.getByRole('dialog').getByRole('button', { name: 'Kirim berkas' }).click()
    await expect(form.getByRole('status')).toContainText('SK basah.pdf sudah terkirim')
  }

  await test.step('a paper that did not arrive is forgotten, what was typed is not', async () => {
    await choose()
    await page.route('**/sapk/usul/**', async (route) => {
      const sent = route.request().postData() ?? ''
      await route.continue({ postData: sent.replace(/"sha256":"\w{64}"/, `"sha256":"${'0'.repeat(64)}"`) })
    })
    await save.click()
    await expect(form).toContainText('Berkas belum sampai utuh. Pilih berkas itu lagi.')
    await expect(form.getByRole('status')).toBeHidden()
    await page.unroute('**/sapk/usul/**')
    await save.click()
    await expect(form).toContainText('Pilih SK bertanda tangan')
    await expect(number).toHaveValue('800.1.3.2/17/2026')
    await expectAccessible(page)
  })

  await choose()
  await save.click()
  await expect.poll(() => stateOf(id)).toBe('decree_recorded')

  await test.step('the approver compares it with the paper and confirms', async () => {
    const context = await browser.newContext()
    await signInAs(context, 'agency_approver')
    const desk = await context.newPage()
    await desk.goto(`/sapk/usul/${id}`)
    await expect(desk.getByText('penanda tangan dengan SK yang diunggah')).toBeVisible()
    await expect(desk.getByRole('link', { name: 'Buka SK' })).toHaveAttribute('href', /^\/api\/berkas\//)
    await expectAccessible(desk)
    await desk.getByRole('button', { name: 'Sahkan catatan SK' }).click()
    await expect.poll(() => stateOf(id)).toBe('done')
    await context.close()
  })

  await page.reload()
  await expect(page.getByText('800.1.3.2/17/2026')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Perbaiki catatan SK' })).toBeVisible()
  await close(id)
})
