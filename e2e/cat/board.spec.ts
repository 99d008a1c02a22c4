import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { database } from '@/e2e/people'
import { aCandidate, enter, expectAnswered } from './exam-hall'

const WORKING = 12

test('a board of two pages turns by itself, is held and turned by hand, and its switch touches no exam', async ({
  browser,
  page,
}) => {
  const candidates = []
  for (let at = 0; at < WORKING; at += 1) candidates.push(await aCandidate())
  const [first] = candidates
  if (!first) throw new Error('no candidate')
  const [session] = await database<{ id: string }[]>`
    select session_id as id from exam_attempts where id = ${first.attempt}`
  for (const [at, { attempt }] of candidates.entries())
    await database`
      update exam_attempts set session_id = ${session?.id ?? ''}, seat = ${20 + at}, state = 'running', started_at = now()
      where id = ${attempt}`
  await page.clock.install()
  await page.goto(`/cat/papan/${session?.id}`)
  const rows = page.locator('tbody tr')
  const where = (text: string) => expect(page.locator('footer')).toContainText(text)

  await test.step('it turns by itself, until somebody wants to read', async () => {
    await expect(rows).toHaveCount(10)
    await expect(page.getByText('sementara')).toBeVisible()
    await page.clock.fastForward(15_000)
    await where('Halaman 2 dari 2')
    await expect(rows).toHaveCount(2)
    await page.getByRole('button', { name: 'Sebelumnya' }).press('Enter')
    await where('Halaman 1 dari 2')
    await expect(page.getByRole('button', { name: 'Sebelumnya' })).toBeFocused()
    await page.clock.fastForward(31_000)
    await where('Halaman 1 dari 2')
    await page.getByRole('button', { name: 'Putar lagi' }).press('Enter')
    await page.clock.fastForward(15_000)
    await where('Halaman 2 dari 2')
    await page.getByRole('button', { name: 'Tahan' }).press('Enter')
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await sidewaysOf(page)).toEqual([])
      await expectAccessible(page)
    }
  })

  await test.step('switched off it shows nothing, and the candidates go on', async () => {
    const device = await (await browser.newContext()).newPage()
    await enter(device, first)
    await expect(device.getByRole('heading', { level: 1 })).toContainText('Soal 1')
    await database`update exam_sessions set is_board_shown = false where id = ${session?.id ?? ''}`
    await expect(async () => {
      await page.clock.fastForward(5_000)
      await expect(page.getByText('Papan nilai sesi ini tidak ditampilkan.')).toBeVisible({ timeout: 500 })
    }).toPass()
    await device.keyboard.press('1')
    await expectAnswered(first, 1)
  })

  await test.step('after the close it says that it is final', async () => {
    await database`
      update exam_sessions set is_board_shown = true, state = 'closed', closed_at = now() where id = ${session?.id ?? ''}`
    await expect(async () => {
      await page.clock.fastForward(5_000)
      await expect(page.getByText(/ final$/)).toBeVisible({ timeout: 500 })
    }).toPass()
  })
})
