import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { proposalIn, stateOf } from '@/e2e/sapk/proposals'

const REASON = 'Pegawai pindah ke instansi lain bulan ini.'

test('a form without a connection says so and keeps what was typed', async ({ context, page }) => {
  const { id } = await proposalIn('draft')
  await signInAs(context, 'mutation_officer')
  await page.goto(`/sapk/usul/${id}`)
  await page.getByRole('button', { name: 'Batalkan usul' }).click()
  const dialog = page.getByRole('dialog', { name: 'Batalkan usul' })
  await dialog.getByLabel('Alasan').fill(REASON)

  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Batalkan usul' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Server tidak dapat dihubungi.')
  await expect(dialog.getByLabel('Alasan')).toHaveValue(REASON)
  await context.setOffline(false)
  await dialog.getByRole('button', { name: 'Batalkan usul' }).click()
  await expect.poll(() => stateOf(id)).toBe('cancelled')
})

test('a command without a connection says so, and the page stays', async ({ context, page }) => {
  const { id } = await proposalIn('draft')
  await signInAs(context, 'mutation_officer')
  await page.goto(`/sapk/usul/${id}`)
  await context.setOffline(true)
  const submit = page.getByRole('button', { name: 'Ajukan', exact: true })
  await submit.click()
  const trouble = page.getByRole('main').getByRole('alert')
  await expect(trouble).toContainText('Server tidak dapat dihubungi.')
  await context.setOffline(false)
  await submit.click()
  await expect(trouble).not.toContainText('Server tidak dapat dihubungi.')
  await expect(trouble).toBeVisible() // the answer of the server: something is missing
})

test('a fault of the server is said with its reference, beside what was typed', async ({ context, page }) => {
  const { id } = await proposalIn('draft')
  await database`update promotion_proposals set version = 2147483647 where id = ${id}` // the next one fits no column
  await signInAs(context, 'mutation_officer')
  await page.goto(`/sapk/usul/${id}`)
  await page.getByRole('button', { name: 'Batalkan usul' }).click()
  const dialog = page.getByRole('dialog', { name: 'Batalkan usul' })
  await dialog.getByLabel('Alasan').fill(REASON)
  await dialog.getByRole('button', { name: 'Batalkan usul' }).click()
  await expect(dialog.getByRole('alert')).toContainText(/Server mengalami gangguan.*nomor rujukan \d+/)
  await expect(dialog.getByLabel('Alasan')).toHaveValue(REASON)
  expect(await stateOf(id)).toBe('draft')
})

test('a page that breaks keeps the menu, names its reference and can be tried again', async ({ context, page }) => {
  const { id } = await proposalIn('draft')
  await database`update promotion_proposals set findings = '{}' where id = ${id}` // no list: the page cannot draw it
  await signInAs(context, 'mutation_officer')
  await page.goto(`/sapk/usul/${id}`)
  await expect(page.getByRole('heading', { name: 'Halaman ini mengalami gangguan' })).toBeVisible()
  await expect(page.getByText(/^Nomor rujukan \d+/)).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Menu utama' })).toBeVisible()
  await expectAccessible(page)
  await database`update promotion_proposals set findings = '[]' where id = ${id}`
  await page.getByRole('button', { name: 'Coba lagi' }).click()
  await expect(page.getByRole('heading', { name: 'Linimasa' })).toBeVisible()
})
