import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page } from '@playwright/test'
import { awaitingSignature, close, end, issuedOf, signOnPage } from '@/e2e/documents/letters'
import { expectAccessible, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { hostilePapers, MEGABYTE, named, type Upload } from '@/e2e/hostile-files'
import { database, signInAs } from '@/e2e/people'
import type { Role } from '@/lib/auth/actor'
import { qrOf } from '@/lib/documents/qr.fixture'

test.describe.configure({ mode: 'serial' })

let proposalId: string
let decree: Awaited<ReturnType<typeof issuedOf>>
let file: string

test('a signer reads the decree at its true size, signs it, and officer and employee save the same file', async ({
  browser,
  page,
}) => {
  proposalId = await awaitingSignature('decree_signing')
  await test.step('the list leads the signer to the paper of each row', async () => {
    await signInAs(page.context(), 'agency_signer')
    await page.goto('/sapk/usul')
    await expect(page.getByRole('link', { name: /^Lihat naskah|^Lihat Lihat naskah/ }).first()).toBeVisible()
  })
  await signOnPage(page, 'agency_signer', `/sapk/usul/${proposalId}/naskah/sk`, /^Tanda tangani 1 SK$/)
  decree = await issuedOf(proposalId)
  await expect(page.getByText(decree.number)).toBeVisible()
  await expectAccessible(page)

  const officers = await saved(browser, 'mutation_officer', `/sapk/usul/${proposalId}`)
  file = await officers.path()
  expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(decree.file_sha256)
  expect(officers.suggestedFilename()).toBe(`${decree.number.replaceAll('/', '-')}.pdf`)
  const employees = await saved(browser, 'employee', `/profil/usul/${proposalId}`)
  expect(readFileSync(await employees.path()).equals(readFileSync(file))).toBe(true)
})

test('the QR code of the issued file leads to its page, and poppler accepts the signature over the whole file', () => {
  test.skip(spawnSync('pdfsig', ['-v']).error !== undefined, 'poppler is not installed')
  expect(qrOf(file)).toBe(`${process.env.SATYA_URL}/v/${decree.code}`)
  const opinion = execFileSync('pdfsig', [file], { encoding: 'utf8' })
  expect(opinion).toContain('Signature is Valid.')
  expect(opinion).toContain('Total document signed')
})

test('before it is signed each paper is read as a draft by whoever signs it', async ({ browser }) => {
  for (const [state, role, paper] of [
    ['awaiting_letter', 'agency_signer', 'surat-usul'],
    ['awaiting_letter', 'mutation_officer', 'nota-usul'],
    ['technical_signing', 'bkn_signer', 'pertek'],
  ] as const) {
    const id = await awaitingSignature(state)
    const context = await browser.newContext()
    await signInAs(context, role)
    const page = await context.newPage()
    await page.goto(`/sapk/usul/${id}/naskah/${paper}`)
    await expect(page.locator('canvas[width]:not([width="0"])')).toBeVisible()
    await expectAccessibleInEveryLook(page)
    await context.close()
    await close(id)
  }
})

test('a ralat is read before it is signed, with the letter that it replaces beside it', async ({ page }) => {
  const openAgain = (state: string, edition: number) =>
    database`update promotion_proposals set state = ${state}, edition = ${edition} where id = ${proposalId}`
  await openAgain('decree_signing', 2)
  await signInAs(page.context(), 'agency_signer')
  await page.goto(`/sapk/usul/${proposalId}`)
  await expect(page.getByRole('link', { name: 'Lihat draf SK kenaikan pangkat' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Buka SK kenaikan pangkat' })).toHaveAttribute('href', /^\/api\/berkas\//)
  await page.goto(`/sapk/usul/${proposalId}/naskah/sk`)
  await expect(page.getByText('Draf', { exact: true })).toBeVisible()
  await expect(page.getByText(`Ralat: menggantikan nomor ${decree.number}`)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Buka naskah yang digantikan' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Tanda tangani 1 SK$/ })).toBeVisible()
  await expect(page.locator('canvas[width]:not([width="0"])')).toBeVisible()
  await expectAccessibleInEveryLook(page)
  await openAgain('done', 1)
})

test('a letter in force says so, accessibly, and shows no name', async ({ page }) => {
  await page.goto(`/v/${decree.code}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dokumen ini sah')
  await expect(page.getByText('L******* J**********')).toBeVisible()
  await expect(page.getByText('Larasati')).toHaveCount(0)
  await expectAccessibleInEveryLook(page)
})

test('a file is compared on the device, and nothing is sent', async ({ page }) => {
  await page.goto(`/v/${decree.code}`)
  await expect(page.getByText('Pemeriksaan berjalan di perangkat ini, berkas tidak dikirim.')).toBeVisible()
  const requests: string[] = []
  page.on('request', (request) => {
    if (!request.url().includes('/icon.svg')) requests.push(`${request.method()} ${request.url()}`) // the tab's own
  })
  const input = page.locator('input[type=file]')
  await input.setInputFiles(file)
  await expect(page.getByText('Berkas Anda sama dengan dokumen yang diterbitkan.')).toBeVisible()
  await page.setViewportSize({ width: 360, height: 640 })
  await page.evaluate(() => scrollTo(0, 0))
  await input.setInputFiles(changed())
  await expect(page.getByText('Berkas berbeda dengan yang diterbitkan.', { exact: true })).toBeInViewport()
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(page.getByText('Berkas Anda sama dengan dokumen yang diterbitkan.')).toBeHidden()
  await drop(page, file)
  await expect(page.getByText('Berkas Anda sama dengan dokumen yang diterbitkan.')).toBeVisible()
  expect(requests).toEqual([])
  await expectAccessible(page)
})

test('whatever is chosen gets one sentence on the device, and is run or opened by nobody', async ({ page }) => {
  await page.goto(`/v/${decree.code}`)
  for (const [what, upload, sentence] of await strangeFiles()) {
    await page.locator('input[type=file]').setInputFiles(upload, { timeout: 60_000 })
    await expect(page.getByText(sentence).locator('visible=true'), what).toBeVisible()
  }
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a file is sent, compared and forgotten', async ({ page }) => {
    await compare(page, file)
    await expect(page.getByText('Berkas Anda sama dengan dokumen yang diterbitkan.').first()).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dokumen ini sah')
    await compare(page, changed())
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Berkas berbeda dengan yang diterbitkan')
    await expect(page).toHaveURL(new RegExp(`/v/${decree.code}$`))
  })

  test('whatever is sent gets one sentence, and is kept nowhere', async ({ page }) => {
    for (const [what, upload, sentence] of await strangeFiles()) {
      await compare(page, upload)
      await expect(page.getByText(sentence).locator('visible=true').first(), what).toBeVisible()
    }
  })
})

test('a letter that was replaced leads to its successor, and one that was taken back says when', async ({ page }) => {
  const next = await awaitingSignature('decree_signing')
  await signOnPage(page, 'agency_signer', `/sapk/usul/${next}/naskah/sk`, /^Tanda tangani 1 SK$/)
  const successor = await issuedOf(next)
  await end(decree.id, 'superseded', successor.id)
  await page.goto(`/v/${decree.code}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dokumen ini telah digantikan')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Lihat dokumen pengganti' }).click()
  await expect(page).toHaveURL(new RegExp(`/v/${successor.code}$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dokumen ini sah')

  await end(successor.id, 'revoked')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dokumen ini dicabut')
  await expect(page.getByText('Dicabut 25 November 2026')).toBeVisible()
  await expectAccessible(page)
})

/** Saves the decree from a page that lists the papers of a proposal. */
async function saved(browser: Browser, role: Role, address: string) {
  const context = await browser.newContext()
  await signInAs(context, role)
  const page = await context.newPage()
  await page.goto(address)
  await expectAccessible(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh SK kenaikan pangkat' }).click(),
  ])
  await download.path()
  return download
}

async function compare(page: Page, upload: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) {
  await page.goto(`/v/${decree.code}`)
  await page.locator('input[type=file]').setInputFiles(upload, { timeout: 60_000 })
  await page.getByRole('button', { name: 'Cocokkan berkas' }).click()
}

/** Files that are no letter of ours, with the sentence that the check says to each. */
async function strangeFiles(): Promise<[what: string, upload: Upload, sentence: RegExp][]> {
  const papers = (await hostilePapers()).filter(([what]) => !/empty|limit/.test(what))
  return [
    ...papers.map(([what, upload]): [string, Upload, RegExp] => [what, upload, /^Berkas berbeda/]),
    ['an empty file', named('SK.pdf', ''), /^Pilih berkas PDF terlebih dahulu/],
    ['a file beyond the limit', named('../../SK.pdf', Buffer.alloc(20 * MEGABYTE + 1)), /lebih besar dari 20 MB/],
  ]
}

/** The same file with one byte more. */
/** Lets a file fall on the frame, as from a folder beside the browser. */
async function drop(page: Page, path: string): Promise<void> {
  const box = await page.locator('input[type=file]').boundingBox()
  if (!box) throw new Error('there is nowhere to drop')
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  const devtools = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...place, data })
  }
}

function changed() {
  return { name: 'sk.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([readFileSync(file), Buffer.from(' ')]) }
}
