import { type Browser, expect, type Page } from '@playwright/test'
import { demonstrationItems } from '@/db/seed/items'
import { demonstrationNumber, demonstrationPin } from '@/lib/cat/demonstration'

type Hall = {
  browser: Browser
  address: string
  supervisor: Page
  picture: (page: Page, name: string) => Promise<void>
}

/** How many candidates work, how many of them to the end, and how often the first and the last of them are right. */
const WORKING = 10
const FINISHING = 6
const BEST_SHARE = 0.95
const SHARE_STEP = 0.06

/**
 * Holds the exam of the demonstration from the release to the close, and takes its pictures; of one that is closed
 * already only the receipt can be pictured.
 */
export async function pictureExam(hall: Hall): Promise<void> {
  const { supervisor, picture } = hall
  await supervisor.goto('/cat/sesi')
  await supervisor.locator('main a[href^="/cat/sesi/"]').first().click()
  await supervisor.getByRole('heading', { level: 1, name: /, sesi \d/ }).waitFor()
  const session = new URL(supervisor.url()).pathname.split('/').at(-1) ?? ''
  if (!(await minutesOf(supervisor).isVisible())) await holdExam(hall, session)
  const page = await aDevice(hall)
  await enter(page, 0)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Unduh tanda terima' }).click()
  const file = await (await download).path()
  await page.goto(`/cat/bukti/${session}`)
  await page.getByLabel('Berkas tanda terima').setInputFiles(file)
  await page.getByRole('heading', { name: /^Tanda terima ini/ }).waitFor()
  await picture(page, 'tanda-terima')
}

async function holdExam(hall: Hall, session: string): Promise<void> {
  const { supervisor, picture } = hall
  if (await supervisor.getByRole('button', { name: 'Buka sesi' }).isVisible()) await press(supervisor, 'Buka sesi')
  const pages: Page[] = []
  for (let at = 0; at < WORKING; at += 1) pages.push(await work(hall, at))
  const atWork = supervisor.getByRole('button', { name: /^Kursi \d+:/ }).filter({ hasText: 'dari' })
  await atWork.first().click()
  await picture(supervisor, 'ruang-pengawas')

  const [first, second, ...others] = pages
  if (!first || !second) return
  await workWithoutNetwork(first, () => picture(first, 'ruang-ujian-luring'))
  await first.getByRole('button', { name: 'Selesaikan ujian' }).click()
  await picture(first, 'akhiri-ujian')
  await finish(second)
  await picture(second, 'nilai-peserta')
  for (const page of others.slice(0, FINISHING - 1)) await finish(page)
  await first.goto(`/cat/papan/${session}`)
  await first.setViewportSize({ width: 1280, height: 720 })
  await expect(first.getByRole('row').filter({ hasText: 'Selesai' })).toHaveCount(FINISHING)
  await picture(first, 'papan-nilai')

  await enter(first, 0)
  for (const page of [first, ...others.slice(FINISHING - 1)]) await finish(page)
  await close(supervisor)
}

/** The card that stands on the supervisor's page once the session is closed. */
function minutesOf(supervisor: Page) {
  return supervisor.getByRole('heading', { name: 'Berita acara' })
}

async function aDevice({ browser, address }: Hall): Promise<Page> {
  const context = await browser.newContext({ baseURL: address, locale: 'id-ID', timezoneId: 'Asia/Jakarta' })
  const page = await context.newPage()
  await page.setViewportSize({ width: 1280, height: 800 })
  return page
}

/** One candidate at a device of their own, of whom the first one's screen is pictured at a question of figures. */
async function work(hall: Hall, at: number): Promise<Page> {
  const { picture } = hall
  const page = await aDevice(hall)
  await enter(page, at)
  await page.locator('.choice').first().waitFor()
  const items = await page.locator('.grid .q').count()
  const most = at >= 1 && at <= FINISHING ? items : Math.round(items * 0.62)
  let isPictured = at > 0
  for (let item = 1; item <= most; item += 1) {
    await page.keyboard.press(await keyOf(page, BEST_SHARE - at * SHARE_STEP))
    if (item % 23 === 12) await page.keyboard.press('r')
    if (!isPictured && item > items / 2 && (await page.locator('main .figs5').isVisible())) {
      await picture(page, 'ruang-ujian')
      isPictured = true
    }
    if (item < most) await page.keyboard.press('ArrowRight')
  }
  if (!isPictured) await picture(page, 'ruang-ujian')
  return page
}

/** The line is cut, and somebody goes on answering. */
async function workWithoutNetwork(page: Page, look: () => Promise<void>): Promise<void> {
  const strip = page.getByText('Jawaban Anda aman')
  await page.context().setOffline(true)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('3')
  await strip.waitFor()
  await look()
  await page.context().setOffline(false)
  await strip.waitFor({ state: 'hidden' })
}

async function enter(page: Page, at: number): Promise<void> {
  await page.goto('/cat/ruang-ujian')
  const number = page.getByLabel('Nomor peserta')
  await number.or(page.locator('.choice').first()).waitFor()
  if (!(await number.isVisible())) return
  await number.fill(demonstrationNumber(at))
  await page.getByLabel('PIN').fill(demonstrationPin(at))
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
}

/** The worth of every option of the bank, by the words of question and option. */
const worths = new Map(
  demonstrationItems().flatMap(({ stem, options, key }) =>
    options.map(({ id, body }) => [`${wordsOf(stem)}|${wordsOf(body)}`, key[id] ?? 0]),
  ),
)

/** The key of the best option, or of another one where the person does not know. */
async function keyOf(page: Page, share: number): Promise<string> {
  const [stem, ...options] = await page
    .locator('.stem .prose, .choice .t')
    .evaluateAll((parts) => parts.map(({ innerHTML }) => innerHTML))
  const worth = options.map((option) => worths.get(`${wordsOf(stem ?? '')}|${wordsOf(option)}`) ?? 0)
  const best = worth.indexOf(Math.max(...worth))
  return String((Math.random() < share ? best : (best + 2) % options.length) + 1)
}

/** What a person reads of markup, a picture by its description. */
function wordsOf(html: string): string {
  return html.replace(/<img[^>]*\salt="([^"]*)"[^>]*>/g, '$1').replace(/<[^>]+>|&\w+;|\s+/g, '')
}

async function finish(page: Page): Promise<void> {
  for (const name of ['Selesaikan ujian', 'Lanjut selesaikan ujian', 'Tutup ujian dan lihat nilai'])
    await page.getByRole('button', { name }).click()
  await page.locator('.result h1').waitFor()
}

async function close(supervisor: Page): Promise<void> {
  await supervisor.getByRole('button', { name: 'Tutup sesi' }).click()
  const dialog = supervisor.getByRole('dialog')
  const absent = /\d+/.exec(await dialog.locator('form b').innerText())?.[0] ?? ''
  await dialog.getByLabel('Jumlah peserta tidak hadir').fill(absent)
  await dialog.getByRole('button', { name: 'Tutup sesi' }).click()
  await minutesOf(supervisor).waitFor()
}

/** Presses a button that asks once more, and answers it. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
