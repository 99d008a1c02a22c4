import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Locator, type Page } from '@playwright/test'
import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { aCandidate, answersOf, enter, heading, keptPage, passMinutes, timeError, typeSeat } from './exam-hall'

const HOUR_MS = 3_600_000

test('half an hour without a network, and a reload in it, cost no answer and no second', async ({ context, page }) => {
  const candidate = await aCandidate()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.clock.install()
  const passHalfOf30 = async () => {
    await passMinutes(candidate, 15)
    await page.clock.fastForward(15 * 60_000)
  }

  await test.step('two answers reach the server, then the network dies', async () => {
    await enter(page, candidate)
    await expect(heading(page)).toContainText('Soal 1')
    await page.keyboard.press('1')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('2')
    await expect.poll(async () => Object.keys(await answersOf(candidate))).toEqual(['1', '2'])
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
    await expect.poll(async () => Object.keys(await answersOf(candidate))).toEqual(['1', '2', '3', '4', '5'])
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
  await enter(page, candidate)
  await expect(heading(page)).toContainText('Soal 1')
  await context.setOffline(true)
  await page.keyboard.press('1')
  await expect(page.getByText('Jangan tutup atau muat ulang halaman ini.')).toBeVisible()
  await expect(page.getByText('Tersimpan di perangkat')).toBeHidden()
  await expectAccessible(page)
  await context.setOffline(false)
  await expect.poll(async () => Object.keys(await answersOf(candidate))).toEqual(['1'])
  await expect(page.getByText('Belum tersimpan', { exact: true })).toHaveCount(0)
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
      await enter(page, candidate)
      await expect(heading(page)).toContainText('Soal 1')
      await page.keyboard.press('1')
      await expect.poll(async () => Object.keys(await answersOf(candidate))).toEqual(['1'])
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
      await expect.poll(async () => Object.keys(await answersOf(candidate)), { timeout: 20_000 }).toEqual(['1', '2'])
      await expect(heading(page)).toContainText('Soal 2')

      await page.getByRole('button', { name: 'Selesaikan ujian' }).click()
      await page.getByRole('button', { name: 'Lanjut selesaikan ujian' }).click()
      await page.getByRole('button', { name: 'Tutup ujian dan lihat nilai' }).click()
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

test('whoever sets the clock of the device changes neither the time that is left nor the end', async ({ page }) => {
  const candidate = await aCandidate()
  await page.clock.install()
  await enter(page, candidate)
  await expect(heading(page)).toContainText('Soal 1')
  const until = await page.locator('.x-time span').innerText()

  for (const [hours, key] of [
    [5, '1'],
    [-9, '2'],
  ] as const) {
    await test.step(`the clock is set by ${hours} hours`, async () => {
      await page.clock.setSystemTime(Date.now() + hours * HOUR_MS)
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press(key)
      await expect(page.locator('.choice .saved')).toContainText(['Tersimpan'])
      expect(await timeError(page, candidate)).toBeLessThan(4)
      await expect(page.locator('.x-time span')).toHaveText(until)
    })
  }

  await test.step('what is left is said at thirty minutes, politely, and is the server’s', async () => {
    await passMinutes(candidate, 71)
    await expect(page.getByRole('status').filter({ hasText: 'Waktu tersisa 30 menit.' })).toBeAttached()
    expect(await timeError(page, candidate)).toBeLessThan(4)
  })

  await test.step('the supervisor gives ten minutes, and the candidate reads why', async () => {
    await database`
      with given as (update exam_attempts set allowed_seconds = allowed_seconds + 600 where id = ${candidate.attempt}
        returning *)
      insert into exam_incidents (session_id, attempt_id, agency_id, kind, reason, seconds, recorded_by, recorded_name,
        recorded_at)
      select session_id, id, agency_id, 'extra_time', 'Lampu padam', 600, gen_random_uuid(), 'Pengawas', now() from given`
    await expect(page.getByText('Waktu Anda ditambah 10 menit: Lampu padam')).toBeVisible({ timeout: 20_000 })
    await expect(heading(page)).toContainText('Soal 3')
    expect(await timeError(page, candidate)).toBeLessThan(4)
  })

  await test.step('the attempt ends by the server’s time, hours before the device believes it', async () => {
    await passMinutes(candidate, 38.9)
    await expect(heading(page)).toHaveText(/ambang batas/i, { timeout: 30_000 })
    await expect(page.getByText('Ujian ditutup karena waktu habis.')).toBeVisible()
  })
})

test('an answer that comes after the end is kept and said, for the candidate and the supervisor, and does not count', async ({
  browser,
  page,
}) => {
  const candidate = await aCandidate()
  await passMinutes(candidate, 91) // of a hundred
  await enter(page, candidate)
  await expect(heading(page)).toContainText('Soal 1')
  await page.route('**/api/cat/**', (route) => route.abort())
  await page.keyboard.press('1')
  await expect(page.getByText('1 jawaban akan dikirim')).toBeVisible()
  await expect(page.getByText('Panggil pengawas sekarang: 1 jawaban belum sampai ke server.')).toBeVisible()
  await expect(page.getByText('Yang tiba setelah waktu habis hanya dicatat')).toBeVisible()
  await expect(page.getByText('Jawaban Anda aman')).toHaveCount(0)
  await expectAccessible(page)
  await passMinutes(candidate, 180)
  await page.unroute('**/api/cat/**')
  await expect(heading(page)).toHaveText(/ambang batas/i, { timeout: 30_000 })
  await expect(page.locator('.receipt')).toContainText('0 jawaban')
  await expect(page.getByText(/^1 jawaban dari perangkat ini tiba setelah ujian ditutup/)).toBeVisible()
  await expectAccessible(page)

  const [attempt] = await database<{ session: string }[]>`
    select session_id as session from exam_attempts where id = ${candidate.attempt}`
  const supervisor = await (await browser.newContext()).newPage()
  await signInAs(supervisor.context(), 'exam_supervisor')
  await supervisor.goto(`/cat/sesi/${attempt?.session}`)
  await expect(supervisor.getByText('Jawaban terlambat, tidak dinilai')).toBeVisible()
})

test('the whole exam by keyboard alone, and what a screen reader hears of it', async ({ page }) => {
  const candidate = await aCandidate()
  const said = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words })

  await test.step('number, PIN, start', async () => {
    await page.goto('/cat/ruang-ujian')
    await tabTo(page, page.getByLabel('Nomor peserta'))
    await page.keyboard.type(candidate.number)
    await tabTo(page, page.getByLabel('PIN'))
    await page.keyboard.type(candidate.pin)
    await page.keyboard.press('Enter')
    await expect(heading(page)).toContainText('Soal 1')
    await expect(heading(page)).toBeFocused()
  })

  await test.step('everything has a role and a name, and says that it is saved', async () => {
    await expect(page.getByRole('timer', { name: 'Sisa waktu' })).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Daftar soal' })).toBeVisible()
    await expect(page.getByRole('group', { name: /\S{2,}/ }).getByRole('radio')).toHaveCount(8) // 5 options, 3 sizes
    await tabTo(page, page.getByRole('radio', { name: /^A / }))
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('radio', { name: /^B / })).toBeChecked()
    await expect(said('Jawaban B untuk soal 1 tersimpan.')).toBeAttached()
  })

  await test.step('shortcuts move, mark, choose and clear', async () => {
    await page.keyboard.press('Alt+n')
    await expect(heading(page)).toBeFocused()
    await page.keyboard.press('Alt+r')
    await page.keyboard.press('e')
    await expect(page.getByRole('button', { name: 'Soal 2, dijawab, ragu' })).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: 'Hapus pilihan' }))
    await page.keyboard.press('Enter')
    await expect(said('Pilihan pada soal 2 dihapus.')).toBeAttached()
    await expect(page.getByRole('button', { name: 'Soal 2, kosong, ragu' })).toBeVisible()
    await expect(page.getByRole('radio', { name: /^A / })).toBeFocused()
  })

  await test.step('who dictates turns single keys off', async () => {
    const keys = page.getByRole('button', { name: 'Tanpa pintasan' })
    await tabTo(page, keys, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(keys).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('3')
    await page.keyboard.press('Alt+n')
    await page.keyboard.press('Alt+p')
    await expect(page.getByRole('button', { name: 'Soal 2, kosong, ragu' })).toBeVisible()
  })

  await test.step('a number of the list, the supervisor, the end, the score', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Soal 12, kosong' }))
    await page.keyboard.press('Enter')
    await expect(heading(page)).toContainText('Soal 12')
    await tabTo(page, page.getByRole('button', { name: 'Panggil pengawas' }))
    await page.keyboard.press('Enter')
    await expect(said('Pengawas dipanggil')).toBeAttached()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Selesaikan ujian' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText('Masih ada 109 soal kosong')
    await tabTo(page, page.getByRole('button', { name: 'Lanjut selesaikan ujian' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Belum, kembali' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Lanjut selesaikan ujian' })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText(/ambang batas/i)
    await expect(heading(page)).toBeFocused()
  })
})

test('at 400 percent, in high contrast, in the dark and in forced colours nothing is lost', async ({ page }) => {
  const candidate = await aCandidate()
  await page.setViewportSize({ width: 320, height: 256 })
  await enter(page, candidate)
  await expect(heading(page)).toContainText('Soal 1')

  await test.step('everything works in one column', async () => {
    for (const name of ['A', 'B'])
      expect(await isInTheOpen(page.getByRole('radio', { name: new RegExp(`^${name} `) }))).toBe(true)
    await page.getByRole('radio', { name: /^B / }).check()
    for (const name of ['Berikutnya', 'Tandai ragu', 'Sebelumnya', 'Soal 31, kosong', 'Kontras', 'Selesaikan ujian']) {
      expect(await isInTheOpen(page.getByRole('button', { name })), name).toBe(true)
    }
    await page.getByRole('button', { name: 'Tandai ragu' }).click()
    await page.getByRole('button', { name: 'Soal 31, kosong' }).click()
    await expect(heading(page)).toContainText('Soal 31')
    await page.keyboard.press('2')
    await expect(page.locator('.choice .saved')).toContainText(['', 'Tersimpan'])
    expect(await sidewaysOf(page)).toEqual([])
    await expectAccessible(page)
  })

  await test.step('in every colour', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Kontras' }).click()
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'high')
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
    expect(await sidewaysOf(page)).toEqual([])
    expect(await outlineOf(page.locator('.choice:has(:checked)'))).toBe('solid') // no background tells what is chosen
    await page.emulateMedia({ forcedColors: 'none' })
  })

  await test.step('before the end and after it', async () => {
    await page.getByRole('button', { name: 'Selesaikan ujian' }).click()
    expect(await sidewaysOf(page)).toEqual([])
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Lanjut selesaikan ujian' }).click()
    expect(await isInTheOpen(page.getByRole('button', { name: 'Tutup ujian dan lihat nilai' }))).toBe(true)
    await page.getByRole('button', { name: 'Tutup ujian dan lihat nilai' }).click()
    await expect(heading(page)).toHaveText(/ambang batas/i)
    expect(await sidewaysOf(page)).toEqual([])
    await expectAccessible(page)
  })
})

/** What of an exam is still on the device. */
/** Anything but the name of the machine. */
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

async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press(key)
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${target} is not reached by ${key}`)
}

function outlineOf(target: Locator): Promise<string> {
  return target.evaluate((element) => getComputedStyle(element).outlineStyle)
}

/** Whether nothing lies over it once it has the focus. */
function isInTheOpen(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    ;(element as HTMLElement).focus()
    const { left, top, width, height } = element.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    return seen !== null && (element.contains(seen) || seen.contains(element))
  })
}
