import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectAccessibleInEveryLook } from '@/e2e/fixtures'
import type { SessionData } from '@/lib/cat/disclosure'
import type { PublishedSession, Receipt } from '@/lib/cat/receipt'
import { leafHash } from '@/lib/merkle'

const verdict = (page: Page) => page.getByRole('main').getByRole('status').last()
const elsewhere = (page: Page) => page.getByLabel('Sidik jari sesi dari tempat lain')

/**
 * What the page says of a genuine receipt and of its root as paper has it (`root`); of a receipt with another score; and what it
 * says when whoever runs the site answers with another root, another statement, or seals a flipped answer anew.
 */
export async function expectHonestReceiptPage(page: Page, receipt: Receipt, root: string): Promise<void> {
  await give(page, receipt)
  await expect(verdict(page)).toContainText('Tanda terima ini cocok dengan segel')
  await expect(verdict(page)).toContainText('Belum dibandingkan')
  await expect(page.getByRole('listitem')).toHaveText([
    /^Segel ditandatangani dengan sertifikat UJI /,
    'Sertifikat itu berasal dari UJI Satya Akar.',
    /sama dengan yang ditampilkan/,
  ])
  await elsewhere(page).fill(root.toUpperCase().replace(/(.{8})/g, '$1 '))
  await expect(verdict(page)).toContainText('Tanda terima ini asli')
  await expectAccessibleInEveryLook(page)
  await elsewhere(page).fill(leafHash('a root of somebody else'))
  await expect(verdict(page)).toContainText('Sidik jari dari tempat lain berbeda')
  await elsewhere(page).fill('')
  await give(page, { ...receipt, scores: { ...receipt.scores, [Object.keys(receipt.scores ?? {})[0] ?? '']: 999 } })
  await expect(verdict(page)).toContainText('Tanda terima ini tidak cocok')
  await expectAccessible(page)

  await lie(page, (published) => ({ ...published, root: leafHash('flipped') }))
  await expect(page.getByText(/di dalam segel berbeda/)).toBeVisible()
  await give(page, receipt)
  await expect(verdict(page)).toContainText('Tanda terima ini dari segel lain')
  await elsewhere(page).fill(root)
  await expect(verdict(page)).toContainText('Situs ini mengumumkan sidik jari lain')
  await expectAccessible(page)

  await lie(page, (published) => {
    const seal = published.seal && {
      ...published.seal,
      statement: published.seal.statement.replace(/"number":\d+/, '"number":99'),
    }
    return { ...published, seal }
  })
  await expect(page.getByText(/^Tanda tangan segel bukan dari sertifikat UJI /)).toBeVisible()
  await give(page, receipt)
  await expect(verdict(page)).toContainText('Segel situs ini tidak sah')
  await page.unroute('**/api/cat/akar?*')
}

/** What the page says of the answers that were published, and when one of them was flipped. */
export async function expectSameAnswers(page: Page, receipt: Receipt): Promise<void> {
  await page.reload()
  await give(page, receipt)
  const compare = page.getByRole('button', { name: 'Bandingkan dengan jawaban yang dibuka' })
  await compare.click()
  await expect(verdict(page)).toContainText(`${receipt.events} perubahan, sama dengan yang disegel`)
  await page.route('**/cat/bukti/*/data', async (route) => {
    const answer = await route.fetch()
    const data: SessionData = await answer.json()
    const own = data.attempts.find(({ attempt }) => attempt === receipt.attempt)
    const [event] = own?.events ?? []
    if (event) event[1] = event[1] === 'A' ? 'B' : 'A'
    await route.fulfill({ response: answer, json: data })
  })
  await compare.click()
  await expect(verdict(page)).toContainText('berbeda dari yang disegel')
}

function give(page: Page, receipt: object): Promise<void> {
  return page.getByLabel('Berkas tanda terima').setInputFiles({
    name: 'tanda-terima.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(receipt)),
  })
}

/** Loads the page anew from a site whose answer about the session was changed. */
async function lie(page: Page, change: (published: PublishedSession) => PublishedSession): Promise<void> {
  await page.unroute('**/api/cat/akar?*')
  await page.route('**/api/cat/akar?*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: change(await answer.json()) })
  })
  await page.reload()
}
