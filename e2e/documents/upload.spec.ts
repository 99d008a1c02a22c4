import { PDFDocument } from 'pdf-lib'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { MEGABYTE, pdfOf, type Upload } from '@/e2e/hostile-files'
import { database, signInAs } from '@/e2e/people'
import { proposalIn } from '@/e2e/sapk/proposals'

const named = (name: string, buffer: Buffer): Upload => ({ name, mimeType: 'application/pdf', buffer })

async function small(name: string): Promise<Upload> {
  const document = await PDFDocument.create()
  document.addPage().drawText(name)
  return named(name, Buffer.from(await document.save()))
}

test('a required paper is shown before it is sent, goes on after a broken line, can be called off, and is never sent twice', async ({
  context,
  page,
}) => {
  const { id } = await proposalIn('draft')
  await signInAs(context, 'mutation_officer')
  await page.goto(`/sapk/usul/${id}`)
  const rows = page.getByRole('listitem').filter({ has: page.locator('input[type=file]') })
  const row = rows.first()
  const choose = (file: Upload) => row.locator('input[type=file]').setInputFiles(file)
  const dialog = page.getByRole('dialog')
  const large = named('SK besar.pdf', await pdfOf(3 * MEGABYTE))
  const isPiece = (length: number) => length > 200_000
  let pieces = 0

  await test.step('limits stand there first, and the paper is shown', async () => {
    await expect(page.getByText('paling besar 10 MB per berkas')).toBeVisible()
    await choose(large)
    await expect(dialog.getByText('SK besar.pdf')).toBeVisible()
    await expect(dialog.getByText('hal. 1 dari 1')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the line breaks: what was sent is kept, also when the page is opened anew', async () => {
    await page.route('**/sapk/usul/**', (route) => {
      if (!isPiece(route.request().postDataBuffer()?.length ?? 0)) return route.continue()
      pieces += 1
      return pieces === 5 ? route.abort() : route.continue()
    })
    await dialog.getByRole('button', { name: 'Kirim berkas' }).click()
    await expect(dialog.getByText(/Sambungan terputus pada 3\d persen/)).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Lanjutkan unggahan' })).toBeVisible()
    await page.unroute('**/sapk/usul/**')
    await page.reload()
    pieces = 0
    page.on('request', (request) => {
      if (isPiece(request.postDataBuffer()?.length ?? 0)) pieces += 1
    })
    await choose(large)
    await dialog.getByRole('button', { name: 'Kirim berkas' }).click()
    await expect(row).toContainText('SK besar.pdf, 1 hal.')
    await expect(dialog).toBeHidden()
    expect(pieces).toBeLessThan(10) // of thirteen four had arrived
  })

  await test.step('the same file is not sent again', async () => {
    pieces = 0
    await choose({ ...large, name: 'lain.pdf' })
    await expect(dialog.getByText('Berkas ini sudah terpasang di sini.')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Kirim berkas' })).toBeHidden()
    await dialog.getByRole('button', { name: 'Tutup' }).last().click()
    await choose(await small('SK baru.pdf'))
    await dialog.getByRole('button', { name: 'Kirim berkas' }).click()
    await expect(row).toContainText('SK baru.pdf, 1 hal.')
    await choose({ ...large, name: 'lain.pdf' })
    await expect(dialog.getByText('sudah ada di arsip pegawai sebagai SK besar.pdf')).toBeVisible()
    await dialog.getByRole('button', { name: 'Pakai yang ada di arsip' }).click()
    await expect(row).toContainText('SK besar.pdf, 1 hal.')
    expect(pieces).toBe(0)
  })

  await test.step('what is called off leaves nothing behind, and the focus is where it was', async () => {
    const slow = named('SK lambat.pdf', await pdfOf(2 * MEGABYTE))
    await choose(slow)
    await page.route('**/sapk/usul/**', async (route) => {
      if (isPiece(route.request().postDataBuffer()?.length ?? 0)) await new Promise((done) => setTimeout(done, 500))
      await route.continue()
    })
    await dialog.getByRole('button', { name: 'Kirim berkas' }).click()
    await expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /[1-9]/)
    await dialog.getByRole('button', { name: 'Batalkan unggahan' }).click()
    await expect(dialog).toBeHidden()
    await expect(row.getByRole('button', { name: /^Ganti/ }).last()).toBeFocused()
    const [shown] = await database`
      select original_name from proposal_documents join employee_documents d on d.id = document_id
      where proposal_id = ${id}`
    expect(shown?.original_name).toBe('SK besar.pdf')
  })
})
