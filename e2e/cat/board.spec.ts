import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { begin, candidatesOfOneSession, confirm, expectAnswered, type Seated } from './exam-hall'

const WORKING = 12

test('a board of two pages turns by itself, is held and turned by hand, and its switch touches no exam', async ({
  browser,
  page,
}) => {
  const { session, seated } = await candidatesOfOneSession(WORKING)
  const [first] = seated as [Seated]
  await database`update exam_attempts set state = 'running', started_at = now() where session_id = ${session}`
  await page.clock.install()
  await page.goto(`/cat/papan/${session}`)
  const rows = page.locator('tbody tr')
  const where = (text: string) => expect(page.locator('footer')).toContainText(text)

  await test.step('it turns by itself, until somebody wants to read', async () => {
    await expect(rows).toHaveCount(10)
    await expect(page.getByText('sementara')).toBeVisible()
    await expect(page.getByText(/peserta terakhir selesai paling lambat \d\d\.\d\d/)).toBeVisible()
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
      await expect(page.getByRole('columnheader', { name: 'Jumlah' })).toBeInViewport({ ratio: 1 })
      await expectAccessible(page)
    }
  })

  const manager = await (await browser.newContext()).newPage()
  await signInAs(manager.context(), 'exam_manager')
  await manager.goto(`/cat/sesi/${session}`)

  await test.step('switched off by the manager it shows nothing, and the candidates go on', async () => {
    const device = await (await browser.newContext()).newPage()
    await begin(device, first)
    await confirm(manager, 'Sembunyikan papan nilai')
    await expect(manager.getByRole('link', { name: 'Papan nilai' })).toHaveCount(0)
    await refreshed('Papan nilai sesi ini tidak ditampilkan.')
    await device.keyboard.press('1')
    await expectAnswered(first, 1)
  })

  await test.step('switched on it shows everybody again', async () => {
    await confirm(manager, 'Tampilkan papan nilai')
    await refreshed('sementara')
    await expect(manager.getByRole('link', { name: 'Papan nilai' })).toBeVisible()
  })

  await test.step('a server that gives no answer is told as lost, beside what was heard last', async () => {
    await page.route('**/api/cat/papan*', () => undefined)
    await page.clock.fastForward(5_000)
    await expect(page.getByText(/^Sambungan terputus, data/)).toBeVisible({ timeout: 15_000 })
    await expect(rows.first()).toBeVisible()
    await page.unroute('**/api/cat/papan*')
  })

  await test.step('after the close it says that it is final', async () => {
    await database`update exam_sessions set state = 'closed', closed_at = now() where id = ${session}`
    await refreshed(/ final$/)
  })

  function refreshed(text: string | RegExp): Promise<void> {
    return expect(async () => {
      await page.clock.fastForward(5_000)
      await expect(page.getByText(text)).toBeVisible({ timeout: 500 })
    }).toPass()
  }
})
