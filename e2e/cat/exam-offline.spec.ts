import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import {
  aCandidate,
  answersOf,
  begin,
  enter,
  expectAnswered,
  finish,
  goOn,
  heading,
  keptPage,
  lateChoicesOf,
  passMinutes,
  pause,
  takeAway,
  timeError,
  typeSeat,
} from './exam-hall'

test('half an hour without a network, and a reload in it, cost no answer and no second', async ({ context, page }) => {
  const candidate = await aCandidate()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.clock.install()
  const passHalfOf30 = async () => {
    await passMinutes(candidate, 15)
    await page.clock.fastForward(15 * 60_000)
  }

  await test.step('two answers reach the server, then the network dies', async () => {
    await begin(page, candidate)
    await page.keyboard.press('1')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('2')
    await expectAnswered(candidate, 1, 2)
    await keptPage(page)
    await context.setOffline(true)
  })

  const before = await answersOf(candidate)
  await test.step('half an hour of the exam passes; the candidate goes on', async () => {
    await page.keyboard.press('3') // another answer to the second question
    await passHalfOf30()
    for (const key of ['4', '5']) {
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press(key)
    }
    await page.keyboard.press('r')
    await passHalfOf30()
    await expect(page.getByText('3 jawaban akan dikirim')).toBeVisible()
    await expect(page.getByText('Jawaban Anda aman')).toBeVisible()
    expect(await answersOf(candidate)).toEqual(before)
  })

  await test.step('the page comes up again without the network: same question, same answers, right time', async () => {
    await page.reload()
    await expect(heading(page)).toContainText('Soal 4')
    await expect(page.getByRole('radio', { name: /^E / })).toBeChecked()
    await expect(page.getByRole('button', { name: 'Soal 4, dijawab, ragu' })).toBeVisible()
    await expect(page.getByText('3 jawaban akan dikirim')).toBeVisible()
    await expect(page.getByText('Sisa waktu dihitung perangkat ini')).toBeVisible()
    expect(await timeError(page, candidate)).toBeLessThan(4)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('1')
    await expect(page.getByText('4 jawaban akan dikirim')).toBeVisible()
  })

  await test.step('the network is back: everything chosen is acknowledged, and the server says the time', async () => {
    await context.setOffline(false)
    await expectAnswered(candidate, 1, 2, 3, 4, 5)
    await expect(page.getByText('Jawaban Anda aman')).toBeHidden()
    expect((await answersOf(candidate))[2]).not.toBe(before[2])
    expect(await timeError(page, candidate)).toBeLessThan(4)
  })

  await test.step('a second tab of the same seat takes over, and the first one stops', async () => {
    const second = await context.newPage()
    await enter(second, candidate)
    await expect(heading(second)).toContainText('Soal 5')
    await expect(heading(page)).toHaveText('Ujian ini dilanjutkan di perangkat lain')
  })
})

test('a device that can keep nothing says so instead of calling answers safe', async ({ context, page }) => {
  const candidate = await aCandidate()
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (...value) {
      const request = put.apply(this, value)
      this.transaction.abort() // as with a full disk
      return request
    }
  })
  await begin(page, candidate)
  await context.setOffline(true)
  await page.keyboard.press('1')
  await expect(page.getByText('Jangan tutup atau muat ulang halaman ini.')).toBeVisible()
  await expect(page.getByText('Tersimpan di perangkat')).toBeHidden()
  await expectAccessible(page)
  await context.setOffline(false)
  await expectAnswered(candidate, 1)
  await expect(page.getByText('Belum tersimpan', { exact: true })).toHaveCount(0)

  await test.step('what it holds in memory outlives a pause that came while it was cut off', async () => {
    await context.setOffline(true)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('2')
    await pause(candidate)
    await context.setOffline(false)
    await expect(heading(page)).toHaveText('Ujian Anda dijeda')
    await goOn(candidate)
    await expectAnswered(candidate, 1, 2)
    await expect(page.getByRole('radio', { name: /^B / })).toBeChecked()
  })
})

test('what a replaced device could not send is noted at once, and counts when its person comes back to it', async ({
  context,
  page,
}) => {
  const candidate = await aCandidate()
  await begin(page, candidate)
  await context.setOffline(true)
  await page.keyboard.press('1')
  await expect(page.getByText('1 jawaban akan dikirim')).toBeVisible()
  await takeAway(candidate)
  await context.setOffline(false)
  await expect(page.getByText(/^1 jawaban di perangkat ini .* dicatat untuk pengawas dan belum dihitung/)).toBeVisible()
  expect(await lateChoicesOf(candidate)).toEqual(['1 A'])
  expect(await answersOf(candidate)).toEqual({})
  await page.getByRole('button', { name: 'Masuk lagi' }).click()
  await expect(page.getByText('dikirim begitu ia sendiri masuk lagi di sini')).toBeVisible()
  await expectAccessible(page)
  await typeSeat(page, candidate)
  await expectAnswered(candidate, 1)
})

test('an answer is on the device before it is on its way: a page that dies with the request has it still', async ({
  context,
  page,
}) => {
  const candidate = await aCandidate()
  await begin(page, candidate)
  const devtools = await context.newCDPSession(page)
  const isOnItsWay = new Promise<void>((resolve) => {
    void page.route('**/api/cat/jawaban', () => resolve()) // it arrives nowhere
  })
  await page.keyboard.press('2')
  await isOnItsWay
  const hasCrashed = page.waitForEvent('crash')
  void devtools.send('Page.crash').catch(() => undefined) // no page is left to answer
  await hasCrashed
  expect(await answersOf(candidate)).toEqual({})

  const again = await context.newPage()
  await enter(again, candidate)
  await expect(again.getByRole('radio', { name: /^B / })).toBeChecked()
  await expectAnswered(candidate, 1)
})

test('what one person could not send is not filed under who sits there next', async ({ browser, context, page }) => {
  const [candidate, next] = [await aCandidate(), await aCandidate()]
  await test.step('the next person has finished at another device', async () => {
    const other = await browser.newContext()
    const elsewhere = await other.newPage()
    await begin(elsewhere, next)
    await finish(elsewhere)
    await expect(heading(elsewhere)).toHaveText(/ambang batas/i)
    await other.close()
  })

  await test.step('the first one leaves an answer behind, because the exam goes on at another device', async () => {
    await page.route('**/api/cat/susulan', (route) => route.abort())
    await begin(page, candidate)
    await context.setOffline(true)
    await page.keyboard.press('1')
    await expect(page.getByText('1 jawaban akan dikirim')).toBeVisible()
    await takeAway(candidate)
    await context.setOffline(false)
    await expect(heading(page)).toHaveText('Ujian ini dilanjutkan di perangkat lain')
  })

  await test.step('the next one sees a score there, and nothing is noted', async () => {
    await page.getByRole('button', { name: 'Masuk lagi' }).click()
    await page.unroute('**/api/cat/susulan')
    await typeSeat(page, next)
    await expect(heading(page)).toHaveText(/ambang batas/i)
    await page.waitForTimeout(3_000) // longer than between two tries
    await expect(page.getByText('jawaban dari perangkat ini')).toBeHidden()
    expect(await lateChoicesOf(next)).toEqual([])
  })
})

test('a device whose data somebody clears in the middle of the exam goes on keeping answers, and sends them', async ({
  context,
  page,
}) => {
  const candidate = await aCandidate()
  await begin(page, candidate)
  const devtools = await context.newCDPSession(page)
  const { origin } = new URL(page.url())
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await context.setOffline(true)
  await page.keyboard.press('1')
  await expect(page.getByText('1 jawaban akan dikirim')).toBeVisible()
  await expect(page.getByText('Jawaban Anda aman')).toBeVisible()
  await context.setOffline(false)
  await expectAnswered(candidate, 1)
})

test('a browser that crashes comes up without a network, asks for the PIN, and loses nothing', async ({ baseURL }) => {
  const candidate = await aCandidate()
  const folder = mkdtempSync(join(tmpdir(), 'satya-seat-'))
  const { launchOptions } = test.info().project.use
  const start = () => chromium.launchPersistentContext(folder, { ...launchOptions, baseURL, locale: 'id-ID' })
  try {
    await test.step('an answer is on the server, one only on the device, when the browser dies', async () => {
      const context = await start()
      const [page = await context.newPage()] = context.pages()
      await begin(page, candidate)
      await page.keyboard.press('1')
      await expectAnswered(candidate, 1)
      await keptPage(page)
      await context.setOffline(true)
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('2')
      await expect(page.getByText('1 jawaban akan dikirim')).toBeVisible()
      const devtools = await context.newCDPSession(page)
      await Promise.all([context.waitForEvent('close'), devtools.send('Browser.crash').catch(() => undefined)])
    })

    await test.step('without a network a wrong PIN opens nothing; the right one opens the exam', async () => {
      const context = await start()
      const [page = await context.newPage()] = context.pages()
      await context.setOffline(true)
      await enter(page, { ...candidate, pin: '000000' })
      await expect(page.getByRole('alert')).toContainText('Server belum terjangkau')
      await typeSeat(page, candidate)
      await expect(heading(page)).toContainText('Soal 2')
      await expect(page.getByRole('radio', { name: /^B / })).toBeChecked()
      expect(await timeError(page, candidate)).toBeLessThan(4)

      await context.setOffline(false)
      await expectAnswered(candidate, 1, 2)
      await expect(heading(page)).toContainText('Soal 2')

      await finish(page)
      await expect(heading(page)).toHaveText(/ambang batas/i)
      await expect.poll(() => page.evaluate(leftOnDevice)).toEqual([])
      await page.getByRole('button', { name: 'Selesai dan keluar' }).click()
      await expect(heading(page)).toHaveText('Masuk ke ujian')
      await page.reload()
      await expect(heading(page)).toHaveText('Masuk ke ujian')
      await typeSeat(page, await aCandidate())
      await expect(heading(page)).toContainText('Soal 1') // of the next one, who is kept too
      await keptPage(page)
      await context.close()
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** What of an exam is still on the device: anything but the name of the machine. */
async function leftOnDevice(): Promise<unknown[]> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('satya-ujian')
    request.onsuccess = () => resolve(request.result)
  })
  const left: unknown[] = await caches.keys()
  for (const name of database.objectStoreNames) {
    if (name === 'perangkat') continue
    const request = database.transaction(name).objectStore(name).getAllKeys()
    await new Promise((resolve) => request.addEventListener('success', resolve))
    left.push(...request.result)
  }
  database.close()
  return left
}
