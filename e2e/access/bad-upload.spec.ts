import type { Locator, Page } from '@playwright/test'
import { expect, test } from '@/e2e/fixtures'
import { hostilePapers, hostileWorkbooks, MEGABYTE, named, pdfOf, type Upload } from '@/e2e/hostile-files'
import { database, signInAs } from '@/e2e/people'
import { proposalIn, stateOf } from '@/e2e/sapk/proposals'

/** Sends a chosen paper, unless it was refused already. */
async function send(page: Page, refusal: Locator) {
  const button = page.getByRole('button', { name: 'Kirim berkas' })
  await button.or(refusal.getByText(/\w/)).first().waitFor()
  if (await button.isVisible()) await button.click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

async function upload(page: Page, file: Upload) {
  await page.locator('input[type=file]').first().setInputFiles(file, { timeout: 60_000 }) // the largest has 11 MB
}

test('a paper that cannot be kept is refused in a sentence, and a large one that can be is kept', async ({
  context,
  page,
}) => {
  const { id } = await proposalIn('draft')
  await signInAs(context, 'mutation_officer')
  await page.goto(`/sapk/usul/${id}`)
  const row = page
    .getByRole('listitem')
    .filter({ has: page.locator('input[type=file]') })
    .first()
  for (const [what, file, sentence] of await hostilePapers()) {
    await upload(page, file)
    await send(page, row.getByRole('alert'))
    await expect(row.getByRole('alert'), what).toHaveText(sentence)
    await expect(row.getByRole('button').last()).not.toHaveAttribute('aria-busy')
  }
  const stored = await database`select 1 from proposal_documents where proposal_id = ${id}`
  expect(stored).toHaveLength(0)

  await upload(page, named('../../SK kenaikan.pdf', await pdfOf(9 * MEGABYTE)))
  await send(page, row.getByRole('alert'))
  await expect(row).toContainText('SK kenaikan.pdf, 1 hal.')
  await expect(row.getByRole('alert')).toBeHidden()
})

test("the President's decree takes no paper that cannot be kept, and what was typed stays", async ({
  context,
  page,
}) => {
  const { id } = await proposalIn('sent')
  await database`
    update promotion_proposals set state = 'technical_sent', decree_authority = 'president' where id = ${id}`
  await signInAs(context, 'mutation_officer')
  await page.goto(`/sapk/usul/${id}`)
  const form = page.locator('form').filter({ has: page.getByLabel('Nomor SK') })
  await form.getByLabel('Nomor SK').fill('12/K TAHUN 2027')
  await form.getByLabel('Tanggal SK').fill('2026-11-20')
  const save = form.getByRole('button', { name: 'Catat SK' })
  await save.click()
  await expect(form).toContainText('Pilih SK bertanda tangan')
  for (const [what, file, sentence] of (await hostilePapers()).filter(([what]) => !what.includes('limit'))) {
    await form.locator('input[type=file]').setInputFiles(file)
    await send(page, form.locator('p[role=alert]')) // of the paper: what the form itself says stays
    await save.click()
    await expect(form, what).toContainText(sentence)
    await expect(save).not.toHaveAttribute('aria-busy')
  }
  await expect(form.getByLabel('Nomor SK')).toHaveValue('12/K TAHUN 2027')
  expect(await stateOf(id)).toBe('technical_sent')
})

test('a workbook that cannot be read is refused in a sentence and leaves no import behind', async ({
  context,
  page,
}) => {
  await signInAs(context, 'mutation_officer')
  const count = async () => (await database`select 1 from import_runs`).length
  const before = await count()
  for (const [what, file, sentence] of hostileWorkbooks) {
    await page.goto('/impor')
    await upload(page, file)
    await expect(page.getByRole('alert').filter({ hasText: /\w/ }), what).toHaveText(sentence)
  }
  expect(await count()).toBe(before)
})
