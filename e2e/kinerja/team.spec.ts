import type { Page } from '@playwright/test'
import { expect, expectAccessibleInEveryLook, sidewaysOf, test } from '@/e2e/fixtures'
import { accountOf, signInAs } from '@/e2e/people'
import { addDays, civilDateIn } from '@/lib/civil-date'
import { weekOf } from '@/lib/kinerja/team-week'

/** The week that the demonstration tells its stories of. */
const WEEK = addDays(weekOf(civilDateIn('Asia/Jakarta', new Date())), -7)
const ADDRESS = `/kinerja/tim?pekan=${WEEK}`

const rows = (page: Page) => page.locator('main tr[data-row]')
const figure = async (page: Page, name: string | RegExp) => {
  const link = page.getByRole('listitem').getByRole('link', { name })
  return { link, value: Number.parseInt((await link.innerText()).trim(), 10) }
}
const waitingOf = async (page: Page) => {
  const cells = await rows(page).locator('td.num-cell').allInnerTexts()
  return cells.reduce((sum, text) => sum + Number(text), 0)
}

test('the appraiser reads the week, approves what is usual, answers the rest one by one', async ({ page, context }) => {
  await signInAs(context, 'appraiser')
  await page.goto(ADDRESS)

  await test.step('every figure is the total of the list that it opens', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pekan tim')
    expect((await figure(page, /pegawai$/)).value).toBe(await rows(page).count())
    const waiting = await figure(page, /catatan menunggu/)
    expect(waiting.value).toBeGreaterThan(20)
    await waiting.link.click()
    await page.waitForURL(/tampil=menunggu/)
    expect(await waitingOf(page)).toBe(waiting.value)
    for (const [name, word] of [
      [/hari kosong/, 'kosong'],
      [/pegawai cuti/, 'cuti'],
    ] as const) {
      const { link, value } = await figure(page, name)
      expect(value).toBeGreaterThan(0)
      await link.click()
      await page.waitForURL(new RegExp(`tampil=${word}`))
      await expect(rows(page)).toHaveCount(value)
    }
    await page.goto(ADDRESS)
  })

  await test.step('the page passes axe and fits, closed and with an open row', async () => {
    await expectAccessibleInEveryLook(page)
    await page.screenshot({ path: 'test-results/team-1280.png', fullPage: true })
    await page.setViewportSize({ width: 360, height: 800 })
    await page.screenshot({ path: 'test-results/team-360.png', fullPage: true })
    expect(await sidewaysOf(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  const flagged = rows(page).filter({ hasNot: page.locator('[data-pick] input') })
  await test.step('who wrote the same words every day is not picked with the others', async () => {
    const same = await sameWords(page)
    await expect(page.getByText('Tidak ikut dipilih.')).toBeVisible()
    await expect(page.getByText(/Uraian 100% sama/)).toBeVisible()
    const day = page.locator('tr[data-detail]:not([hidden]) section').first()
    const spans = await day.locator('li .num').allInnerTexts()
    const minuteOf = (time = '') => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
    const minutes = spans
      .map((span) => span.split('–'))
      .reduce((sum, [from, to]) => sum + minuteOf(to) - minuteOf(from), 0)
    expect(minutes).toBeGreaterThan(0)
    await expect(day.getByText(/^\d+ catatan · /)).toContainText(`${minutes} menit`)
    await expectAccessibleInEveryLook(page)
    await page.screenshot({ path: 'test-results/team-open-1280.png', fullPage: true })
    await expect(rows(page).nth(same).locator('[data-pick] input')).toHaveCount(0)
    await page.getByRole('checkbox', { name: 'Pilih semua' }).first().check()
    const bar = page.getByRole('region', { name: 'Catatan yang dipilih' })
    const picked = Number.parseInt(await bar.locator('b').innerText(), 10)
    expect(picked).toBeLessThan(await waitingOf(page))
    await bar.getByRole('button', { name: 'Batalkan pilihan' }).click()
    await expect(bar).toBeHidden()
    expect(await flagged.count()).toBeGreaterThan(1)
  })

  await test.step('with the keyboard alone: j to a row, x picks it, Ctrl+Enter approves', async () => {
    await page.goto(`${ADDRESS}&tampil=menunggu`)
    const before = await waitingOf(page)
    await page.keyboard.press('j')
    while ((await page.locator('tr[data-row]:focus-within [data-pick] input').count()) === 0)
      await page.keyboard.press('j')
    const own = Number(await page.locator('tr[data-row]:focus-within td.num-cell').innerText())
    await page.keyboard.press('x')
    await expect(page.getByRole('button', { name: `Setujui ${own} catatan` })).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(`${own} catatan disetujui.`)).toBeVisible()
    await expect.poll(() => waitingOf(page)).toBe(before - own)
  })

  await test.step('an entry goes back with a note, another counts fewer minutes, a third is rejected', async () => {
    await page.goto(ADDRESS)
    await sameWords(page)
    const entries = page.locator('tr[data-detail]:not([hidden]) li')
    await entries.first().getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Kembalikan dengan catatan' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Catatan untuk penulis').fill('Sebut')
    await dialog.getByRole('button', { name: 'Kembalikan dengan catatan' }).click()
    await expect(dialog.getByText('Paling sedikit 10 huruf').first()).toBeVisible()
    await expect(dialog.getByLabel('Catatan untuk penulis')).toHaveAttribute('aria-invalid', 'true') // the hint says it too
    await dialog.getByLabel('Catatan untuk penulis').fill('Sebutkan surat mana yang diagendakan hari ini')
    await dialog.getByRole('button', { name: 'Kembalikan dengan catatan' }).click()
    await expect(page.getByText('1 catatan dikembalikan.')).toBeVisible()
    await expect(entries.first()).toContainText('dikembalikan')

    await entries.nth(1).getByRole('button', { name: 'Koreksi menit' }).click()
    await dialog.getByLabel('Menit yang dihitung').fill('60')
    await dialog.getByLabel('Alasan').fill('Rapat selesai lebih awal dari jadwal')
    await dialog.getByRole('button', { name: 'Koreksi menit' }).click()
    await expect(entries.nth(1)).toContainText('60 dari 150 menit dihitung')

    await entries.nth(2).getByRole('button', { name: 'Tolak' }).click()
    await dialog.getByLabel('Alasan').fill('Pekerjaan ini dilakukan orang lain')
    await dialog.getByRole('button', { name: 'Tolak' }).click()
    await expect(entries.nth(2)).toContainText('ditolak')
  })

  await test.step('an approval of this month is taken back', async () => {
    const entry = page.locator('tr[data-detail]:not([hidden]) li').nth(1)
    await entry.getByRole('button', { name: 'Batalkan persetujuan' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Batalkan persetujuan' }).click()
    await expect(entry).toContainText('menunggu')
  })

  await test.step('whoever has an empty day is reminded, once', async () => {
    const { value } = await figure(page, /hari kosong/)
    await page.getByRole('button', { name: `Ingatkan ${value} pegawai` }).click()
    await expect(page.getByText(`${value} pegawai diingatkan.`)).toBeVisible()
    await page.getByRole('button', { name: `Ingatkan ${value} pegawai` }).click()
    await expect(page.getByText('Tidak ada yang perlu diingatkan')).toBeVisible()
  })
})

test('feedback on a result is read by the person at once', async ({ page, context, browser }) => {
  await signInAs(context, 'appraiser')
  await page.goto(ADDRESS)
  await rows(page)
    .filter({ hasText: accountOf('employee').name })
    .locator('a[data-name]')
    .click()
  await page.getByRole('link', { name: 'Buka SKP dan beri umpan balik' }).click()
  const form = page.getByRole('form', { name: 'Umpan balik berkelanjutan' })
  await form.getByLabel('Tentang').selectOption({ index: 1 })
  await form.getByLabel('Umpan balik').fill('Rapi, dan selalu sebelum pukul sepuluh')
  await form.getByRole('button', { name: 'Kirim umpan balik' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Rapi, dan selalu sebelum pukul sepuluh' })).toBeVisible()
  await expectAccessibleInEveryLook(page)

  const own = await browser.newContext()
  await signInAs(own, 'employee')
  const desk = await own.newPage()
  await desk.goto('/pemberitahuan')
  await desk.getByRole('link', { name: /Umpan balik dari .+ pada SKP Anda/ }).click()
  await expect(desk.getByText('Rapi, dan selalu sebelum pukul sepuluh')).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Kirim umpan balik' })).toHaveCount(0)
  await own.close()
})

/** Opens the row of whoever wrote the same words on all days. Returns which one it is. */
async function sameWords(page: Page): Promise<number> {
  const count = await rows(page).count()
  for (let at = 0; at < count; at += 1) {
    const row = rows(page).nth(at)
    if ((await row.locator('td.num-cell').innerText()) === '0') continue
    if ((await row.locator('[data-pick] input').count()) > 0) continue
    await row.locator('a[data-name]').click()
    await expect(page.locator('tr[data-detail]:not([hidden])')).toBeVisible()
    if ((await page.getByText(/% sama pada/).count()) > 0) return at
  }
  throw new Error('nobody wrote the same words')
}
