import { randomBytes } from 'node:crypto'
import { PDFDocument } from 'pdf-lib'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'
import { aPerson } from '@/e2e/registry/people'

/** A PDF that nobody has uploaded before. */
async function aPdf(name: string) {
  const document = await PDFDocument.create()
  document.addPage().drawText(crypto.randomUUID())
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(await document.save()) }
}

test('an officer proves a rank by its decree, and the approver of the agency verifies it', async ({
  browser,
  page,
}) => {
  const person = await aPerson()
  await signInAs(page.context(), 'mutation_officer')
  await page.goto(`/pegawai/${person.id}?bagian=riwayat`)
  const ranks = page.getByRole('region', { name: /^Riwayat golongan/ }).first()
  const row = ranks.getByRole('row').filter({ hasText: 'III/c, Penata' })
  const dialog = page.getByRole('dialog', { name: /^Bukti: III\/c/ })

  await test.step('a new file enters the archive and proves the row', async () => {
    await row.getByRole('button', { name: /^Atur bukti/ }).click()
    await dialog.locator('input[type=file]').setInputFiles(await aPdf('SK III-c.pdf'))
    await page.getByRole('button', { name: 'Kirim berkas' }).click()
    await expect(dialog.getByText('Berkas sudah dilampirkan.')).toBeVisible()
    await expect(dialog.getByRole('link', { name: 'SK pangkat terakhir: SK III-c.pdf' })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('it is taken off for a reason, and comes back from the archive', async () => {
    await dialog.getByRole('button', { name: /^Lepas/ }).click()
    const why = page.getByRole('dialog', { name: 'Lepas bukti' })
    await why.getByLabel('Alasan').fill('Berkas golongan lain')
    await why.getByRole('button', { name: 'Lepas' }).click()
    await expect(why).toBeHidden()
    await expect(dialog.getByRole('link')).toHaveCount(0)
    await dialog.getByLabel('Dari arsip pegawai').selectOption({ label: 'SK pangkat terakhir: SK III-c.pdf' })
    await dialog.getByRole('button', { name: 'Lampirkan' }).click()
    await expect(dialog.getByRole('link')).toHaveCount(1)
    await dialog.getByRole('button', { name: 'Tutup' }).last().click()
  })
  await expect(row.getByRole('link', { name: /^SK pangkat terakhir/ })).toBeVisible()

  const other = await browser.newContext()
  await signInAs(other, 'agency_approver')
  const approver = await other.newPage()
  await test.step('the approver opens it, which is written down, and verifies the row', async () => {
    await approver.goto(`/pegawai/${person.id}?bagian=riwayat`)
    const theirs = approver.getByRole('row').filter({ hasText: 'III/c, Penata' }).first()
    const href = await theirs.getByRole('link', { name: /^SK pangkat terakhir/ }).getAttribute('href')
    expect((await approver.request.get(href ?? '')).headers()['content-type']).toBe('application/pdf')
    await theirs.getByRole('button', { name: /^Verifikasi/ }).click()
    await expectAccessible(approver)
    await approver.getByRole('button', { name: 'Sesuai dengan bukti' }).click()
    await expect(theirs.getByText(`Diverifikasi oleh ${accountOf('agency_approver').name}`)).toBeVisible()
    await expect(theirs.getByRole('button', { name: /^Verifikasi/ })).toHaveCount(0)
    await expectAccessible(approver)
    const events = await database`
      select event from audit_events where employee_id = ${person.id}
        and event in ('document.read', 'history.attach', 'history.detach', 'history.verify') order by seq`
    expect(events.map(({ event }) => event)).toEqual([
      'history.attach',
      'history.detach',
      'history.attach',
      'document.read',
      'history.verify',
    ])
  })
  await other.close()

  await test.step('a correction takes the paper along and is verified anew', async () => {
    await row.getByRole('link', { name: /^Perbaiki/ }).click()
    await expect(page.getByText('Buktinya ikut ke baris baru dan diverifikasi lagi.')).toBeVisible()
    await page.getByLabel('Pejabat yang menetapkan').fill('Gubernur Kepulauan Bangka Belitung')
    await page.getByLabel('Alasan', { exact: true }).fill('Pejabat belum tercatat')
    await page.getByRole('button', { name: 'Simpan perbaikan' }).click()
    await expect(page).toHaveURL(/bagian=riwayat/)
    await expect(row.getByRole('link', { name: /^SK pangkat terakhir/ })).toBeVisible()
    await expect(row.getByText(/^Diverifikasi/)).toHaveCount(0)
  })
})

test('people see what proves their own histories, and nothing to press', async ({ context, page }) => {
  const [own] = await database<{ person: string; row: string }[]>`
    select c.employee_id as person, h.id as row from accounts c join rank_history h using (employee_id)
    where c.user_id = ${accountOf('employee').userId} and not h.is_void order by h.effective_on limit 1`
  const sha = randomBytes(32).toString('hex')
  await database`insert into files (sha256, size_bytes, mime) values (${sha}, 8, 'application/pdf') on conflict do nothing`
  await database`
    with paper as (
      insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count)
      values (${own?.person ?? ''}, 'SK_PANGKAT_LAMA', ${sha}, 'SK lama.pdf', 1) returning id, employee_id)
    insert into history_documents (employee_id, history, row_id, document_id)
    select employee_id, 'rank_history', ${own?.row ?? ''}, id from paper`
  await signInAs(context, 'employee')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/profil?bagian=riwayat')
  await expect(page.getByRole('link', { name: /^SK pangkat sebelumnya/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /bukti|Verifikasi/i })).toHaveCount(0)
  await expectAccessible(page)
})
