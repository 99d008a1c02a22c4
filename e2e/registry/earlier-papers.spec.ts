import { PDFDocument } from 'pdf-lib'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { aPerson } from '@/e2e/registry/people'

test('the decree of a former rank is uploaded as an earlier one, and the page carries the archive once', async ({
  page,
}) => {
  const person = await aPerson()
  const archived = `arsip ${crypto.randomUUID()}.pdf`
  const sha = 'e'.repeat(64)
  await database`insert into files (sha256, size_bytes, mime) values (${sha}, 8, 'application/pdf') on conflict do nothing`
  await database`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count)
    values (${person.id}, 'SK_PANGKAT', ${sha}, ${archived}, 1)`
  await signInAs(page.context(), 'mutation_officer')
  await page.goto(`/pegawai/${person.id}?bagian=riwayat`)
  const row = page.getByRole('row').filter({ hasText: 'III/b, Penata Muda Tingkat I' }).first()
  const dialog = page.getByRole('dialog', { name: /^Bukti: III\/b/ })

  await test.step('every row offers the archive, which the page holds in one place', async () => {
    expect(await page.getByRole('button', { name: /^Atur bukti/ }).count()).toBeGreaterThan(2)
    const answer = await (await page.request.get(page.url())).text()
    expect(answer.split(archived).length - 1).toBe(1)
  })

  await test.step('the type of the latest decree is not offered', async () => {
    await row.getByRole('button', { name: /^Atur bukti/ }).click()
    await expect(dialog.getByLabel('Jenis berkas').getByRole('option')).toHaveText(['SK pangkat sebelumnya'])
    const document = await PDFDocument.create()
    document.addPage().drawText(crypto.randomUUID())
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'SK III-b.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(await document.save()),
    })
    await page.getByRole('button', { name: 'Kirim berkas' }).click()
    await expect(dialog.getByRole('link', { name: 'SK pangkat sebelumnya: SK III-b.pdf' })).toBeVisible()
  })

  await test.step('what the row shows already is not offered from the archive again', async () => {
    const offered = dialog.getByLabel('Dari arsip pegawai').getByRole('option')
    await expect(offered).toHaveText(['Pilih berkas', `SK pangkat terakhir: ${archived}`])
    await expectAccessible(page)
  })
})
