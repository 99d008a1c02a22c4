import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { aCandidate, begin, heading } from './exam-hall'

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
    for (const code of ['KeyP', 'KeyN', 'KeyR']) await pressOption(page, code)
    await expect(page.getByRole('button', { name: 'Soal 2, kosong', exact: true })).toBeVisible()
    await pressOption(page, 'KeyR')
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
  await begin(page, candidate)

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

/** Alt as a keyboard of macOS has it: the letter is another character, or none yet. */
async function pressOption(page: Page, code: string): Promise<void> {
  await page.evaluate((pressed) => {
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Dead', code: pressed, altKey: true, cancelable: true }))
  }, code)
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
