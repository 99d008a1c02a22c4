import type { Page } from '@playwright/test'
import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { database } from '@/e2e/people'
import type { SealedItem } from '@/lib/cat/room'
import {
  aCandidate,
  aCandidateWith,
  answersOf,
  begin,
  enter,
  expectAnswered,
  finish,
  heading,
  keptPage,
} from './exam-hall'

/** An item of the demonstration's bank: with a text, a stem and options that are like these. */
async function anItem(stimulus: string | null, stem: string, option: string): Promise<SealedItem> {
  const [found] = await database<SealedItem[]>`
    select stimulus, stem, options from exam_item_versions
    where stem like ${stem} and options::text like ${option} and (${stimulus}::text is null or stimulus like ${stimulus})
    limit 1`
  if (!found) throw new Error('no such item in the demonstration')
  return found
}

test('figures, formulas and texts of a question are really shown, and without a network too', async ({
  context,
  page,
}) => {
  const figures = await anItem(null, '%<img%', '%<img%')
  const formula = await anItem(null, '%<mfrac>%', '%')
  const text = await anItem('%', '%', '%')
  const candidate = await aCandidateWith([figures, formula, text])
  await page.setViewportSize({ width: 1280, height: 800 })
  await begin(page, candidate)
  await expectFigures(page, figures)

  await test.step('a fraction stands above its line', async () => {
    await page.keyboard.press('ArrowRight')
    await expect(heading(page)).toContainText('Soal 2')
    const [above, below] = await page
      .locator('.stem math mfrac')
      .first()
      .evaluate((fraction) => [...fraction.children].map((part) => part.getBoundingClientRect()))
    expect(above?.height).toBeGreaterThan(0)
    expect(above?.bottom).toBeLessThanOrEqual(below?.top ?? 0)
  })

  await test.step('the text stands above the question, whole', async () => {
    await page.keyboard.press('ArrowRight')
    await expect(heading(page)).toContainText('Soal 3')
    await expect(page.locator('.stimulus')).toHaveText(text.stimulus?.replace(/<[^>]+>/g, '') ?? '')
    const [above, below] = await Promise.all([
      page.locator('.stimulus').boundingBox(),
      page.locator('.stem').boundingBox(),
    ])
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0)
  })

  await test.step('the page comes up again without a network, with every figure', async () => {
    await keptPage(page)
    await context.setOffline(true)
    await page.reload()
    await expect(heading(page)).toContainText('Soal 3')
    await page.getByRole('button', { name: 'Soal 1, kosong' }).click()
    await expectFigures(page, figures)
  })

  await test.step('on a phone the figures are as large as they are drawn, and nothing sticks out', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await sidewaysOf(page)).toEqual([])
    const widths = await page.locator('main img').evaluateAll((images) => images.map((image) => image.clientWidth))
    expect(Math.min(...widths)).toBeGreaterThan(60)
  })
})

test('the way back, a reload, the wheel, a swipe and escape neither leave the exam nor change an answer', async ({
  page,
}) => {
  const candidate = await aCandidate()
  await page.goto('/bantuan')
  await begin(page, candidate)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('2')
  await expectAnswered(candidate, 2)
  const before = await answersOf(candidate)
  const isAsBefore = async () => {
    await expect(heading(page)).toContainText('Soal 2')
    await expect(page.getByRole('radio', { name: /^B / })).toBeChecked()
    expect(await answersOf(candidate)).toEqual(before)
  }

  await test.step('back, twice, and back after a reload', async () => {
    for (let times = 0; times < 2; times += 1) {
      await page.goBack()
      await expect.poll(() => page.evaluate(() => history.state)).toBe('ujian')
      await isAsBefore()
    }
    await page.reload()
    await isAsBefore()
    await page.goBack()
    await expect.poll(() => page.evaluate(() => history.state)).toBe('ujian')
    await isAsBefore()
  })

  await test.step('the wheel over a chosen answer, a swipe, escape', async () => {
    const chosen = page.getByRole('radio', { name: /^B / })
    await chosen.focus()
    await chosen.hover({ force: true })
    await page.mouse.wheel(0, 600)
    await page.mouse.wheel(-900, 0)
    await page.keyboard.press('Escape')
    await isAsBefore()
    const onSwipe = await page.evaluate(() => getComputedStyle(document.documentElement).overscrollBehaviorX)
    expect(onSwipe).toBe('none') // a swipe past the edge is no way back
  })

  await test.step('letters twice as large cut nothing off', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByRole('radio', { name: 'Teks besar' }).check()
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    expect(await sidewaysOf(page)).toEqual([])
    expect(await cutOff(page)).toEqual([])
    await page.evaluate(() => {
      document.documentElement.style.fontSize = ''
    })
  })

  await test.step('once the score is shown, the way back is open again', async () => {
    await finish(page)
    await expect(heading(page)).toHaveText(/ambang batas/i)
    await page.goBack()
    await page.goBack()
    await expect(page).toHaveURL(/\/bantuan$/)
  })
})

test('whoever closes the exam while an answer is on its way waits for that answer and for nothing else', async ({
  page,
}) => {
  const candidate = await aCandidate()
  await page.clock.install()
  await begin(page, candidate)
  let arrive = () => {}
  const isOnItsWay = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/api/cat/jawaban', async (route) => {
    await isOnItsWay
    await route.continue()
  })
  const asked = page.waitForRequest('**/api/cat/jawaban')
  await page.keyboard.press('1')
  await asked
  await page.clock.pauseAt(Date.now() + 2_000) // from here on no timer of the page runs
  await finish(page)
  arrive()
  await expect(heading(page)).toHaveText(/ambang batas/i)
  await expect(page.locator('.receipt')).toContainText('1 jawaban')
})

test('whoever waits without a network is told, and so is whoever has a paper that cannot be opened', async ({
  context,
  page,
}) => {
  const candidate = await aCandidate()
  const setSession = (state: string) =>
    database`
      update exam_sessions set state = ${state}, released_at = ${state === 'open' ? null : new Date()}
      where id = (select session_id from exam_attempts where id = ${candidate.attempt})`
  await setSession('open')
  await enter(page, candidate)
  await expect(heading(page)).toHaveText('Menunggu pengawas membuka sesi')
  await expect(page.getByText('Soal sudah siap di perangkat ini')).toBeVisible()
  const lost = page.getByRole('status').filter({ hasText: 'Sambungan terputus. Tetap di halaman ini' })
  await context.setOffline(true)
  await expect(lost).toBeVisible()
  await expectAccessible(page)
  await context.setOffline(false)
  await expect(lost).toHaveCount(0)

  await database`
    update exam_sessions set content_key = ${Buffer.alloc(32).toString('base64')}
    where id = (select session_id from exam_attempts where id = ${candidate.attempt})`
  await setSession('released')
  await expect(heading(page)).toHaveText('Halaman ini berhenti bekerja')
  await expectAccessible(page)
})

async function expectFigures(page: Page, { options }: SealedItem): Promise<void> {
  const figures = page.locator('main img')
  await expect(figures.first()).toBeVisible()
  const shown = await figures.evaluateAll((images) =>
    (images as HTMLImageElement[]).map(({ complete, naturalWidth, alt }) => complete && naturalWidth > 0 && alt !== ''),
  )
  expect(shown.length).toBeGreaterThan(options.length)
  expect(shown.every(Boolean)).toBe(true)
  for (const [at, { body }] of options.entries()) {
    const words = /alt="([^"]+)"/.exec(body)?.[1] ?? ''
    await expect(page.getByRole('radio', { name: `${'ABCDE'[at]} ${words}` })).toBeVisible()
  }
}

/** What of the words that stand still is wider or higher than its place. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.x-head, .x-who, .x-time, .x-conn, .x-foot, .x-foot .btn, .choice')]
      .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => {
        return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1
      })
      .map(({ className }) => className),
  )
}
