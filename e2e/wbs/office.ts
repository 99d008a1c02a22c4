import type { Browser, Locator, Page } from '@playwright/test'
import { expect } from '@/e2e/fixtures'
import { demonstrationPassword, signInAs } from '@/e2e/people'
import { SLOW } from './journey'

/** A browser of its own for somebody of the office, signed in. */
export async function officer(browser: Browser, userId: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await signInAs(context, 'wbs_officer', userId)
  return context.newPage()
}

export async function unlock(page: Page, passphrase = demonstrationPassword): Promise<void> {
  await page.getByLabel('Frasa sandi kunci, atau kata pemulihan').fill(passphrase)
  await page.getByRole('button', { name: 'Buka kunci', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Tutup kunci' })).toBeVisible(SLOW)
}

/** Somebody's own page of the office, unlocked. */
export async function deskOf(browser: Browser, userId: string, address: string): Promise<Page> {
  const page = await officer(browser, userId)
  await page.goto(address)
  await unlock(page)
  return page
}

/** As far as Tab goes on a page of the office; whoever has no mouse gets to everything by it. */
const MOST_TABS = 80

/** Goes on by the keyboard alone until somebody has the focus there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible(SLOW)
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there.')
}

/** Looks anew at a report whose turn it is, by way of the own list: the key stays open meanwhile. */
export async function lookAgain(page: Page, report: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Laporan WBS' }).last().click()
  await page
    .getByRole('row')
    .filter({ hasText: report.slice(0, 8) })
    .getByRole('link')
    .click()
  await expect(page.getByRole('heading', { name: 'Penanganan' })).toBeVisible(SLOW)
}

/** Takes or proposes one step with what the reporter reads of it. */
export async function take(page: Page, label: string, reason: string, { result, sends } = {} as Sent): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (result) await dialog.getByLabel('Hasil').selectOption({ label: result })
  await dialog.getByLabel('Yang dibaca pelapor').fill(reason)
  await dialog.getByRole('button', { name: sends ?? 'Tanda tangani', exact: true }).click()
  await expect(dialog).toHaveCount(0, SLOW)
}
type Sent = { result?: string; sends?: string }

/** Keeps one paper of the examination. */
export async function keepPaper(page: Page, kind: string, text: string): Promise<void> {
  await page.getByLabel('Jenis berkas').selectOption({ label: kind })
  await page.getByLabel(kind, { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Simpan berkas' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: text })).toHaveCount(1, SLOW) // and not among the notes
}

/** Lets somebody in who does not read the report yet. */
export async function letIn(page: Page, person: string): Promise<void> {
  await page.getByLabel('Tambah orang').selectOption({ label: person })
  await page.getByRole('button', { name: 'Tambahkan' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Tambahkan' }).click()
  const name = person.split(',')[0]
  await expect(page.getByRole('listitem').filter({ hasText: name }).filter({ hasText: 'Membaca' })).toBeVisible(SLOW)
}
