import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { DEMONSTRATION_REGISTERED, demonstrationNumber, demonstrationPin } from '@/lib/cat/demonstration'
import { expectHonestReceiptPage } from './receipt-page'

const NUMBER = demonstrationNumber(DEMONSTRATION_REGISTERED) // the first one who is not registered yet
const REASON = 'Kabel jaringan rusak'

async function enter(page: Page, pin: string, number = NUMBER) {
  await page.goto('/cat/ruang-ujian')
  await page.getByLabel('Nomor peserta').fill(number)
  await page.getByLabel('PIN').fill(pin)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
}

/** The options at the first places of the paper, as the server holds them. */
async function answersOf(): Promise<Record<number, string | null>> {
  const rows = await database<{ item: number; option: string | null }[]>`
    select distinct on (e.item) e.item, e.option from exam_answer_events e
    join exam_attempts a on a.id = e.attempt_id join exam_candidates c on c.id = a.candidate_id
    where c.number = ${NUMBER} order by e.item, e.seq desc`
  return Object.fromEntries(rows.map(({ item, option }) => [item, option]))
}

test('from the desk to the score, with a network that dies twice and another seat', async ({
  browser,
  context,
  page,
}) => {
  const [session] = await database<{ id: string }[]>`select id from exam_sessions order by starts_at limit 1`
  const address = `/cat/sesi/${session?.id}`
  const registrar = await (await browser.newContext()).newPage()
  const seatOne = await browser.newContext()
  const candidate = await seatOne.newPage()
  let pin = ''

  await test.step('the desk checks the identity and hands over PIN and seat', async () => {
    await signInAs(registrar.context(), 'exam_registrar')
    await registrar.goto(`${address}/registrasi`)
    await registrar.getByLabel('Cari nama atau nomor peserta').fill(NUMBER)
    await registrar.getByRole('button', { name: /^Registrasi/ }).click()
    await registrar.getByRole('button', { name: 'Beri PIN dan undi kursi' }).click()
    pin = (await registrar.getByRole('definition').first().innerText()).replace(/\s/g, '')
    expect(pin).toMatch(/^\d{6}$/)
    await registrar.getByRole('button', { name: 'Sudah diserahkan' }).click()
  })

  await test.step('the candidate signs in and waits; a wrong PIN tells nothing', async () => {
    await enter(candidate, '000000')
    await expect(candidate.getByRole('alert')).toHaveText(/tidak cocok/)
    await candidate.getByLabel('PIN').fill(pin)
    await candidate.getByRole('button', { name: 'Masuk', exact: true }).click()
    await expect(candidate.getByRole('heading', { level: 1 })).toHaveText('Menunggu pengawas membuka sesi')
    await expect(candidate.getByText('Soal sudah siap di perangkat ini')).toBeVisible()
    await expectAccessible(candidate)
  })

  await test.step('the supervisor releases, and the first question comes by itself', async () => {
    await signInAs(context, 'exam_supervisor')
    await page.goto(address)
    await page.getByRole('button', { name: 'Buka sesi' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Buka sesi' }).click()
    await expect(candidate.getByRole('heading', { level: 1 })).toContainText('Soal 1')
    await expectAccessible(candidate)
    await expectAccessible(page)
  })

  await test.step('keys choose, mark and move; choosing saves', async () => {
    await candidate.keyboard.press('2')
    await expect(candidate.locator('.choice .saved')).toContainText(['', 'Tersimpan'])
    await candidate.keyboard.press('ArrowRight')
    await candidate.keyboard.press('c')
    await candidate.keyboard.press('r')
    await expect(candidate.getByRole('button', { name: 'Soal 2, dijawab, ragu' })).toBeVisible()
    await expect.poll(async () => Object.keys(await answersOf())).toEqual(['1', '2'])
  })

  await test.step('without a network the answers are safe on the device, and go out once it is back', async () => {
    await seatOne.setOffline(true)
    await candidate.keyboard.press('ArrowRight')
    await candidate.keyboard.press('1')
    await expect(candidate.getByText('Jawaban Anda aman. Silakan terus mengerjakan.')).toBeVisible()
    await candidate.keyboard.press('ArrowRight')
    await candidate.keyboard.press('4')
    await expect(candidate.getByText('2 jawaban akan dikirim')).toBeVisible()
    await seatOne.setOffline(false)
    await expect(candidate.getByText('Jawaban Anda aman. Silakan terus mengerjakan.')).toBeHidden()
    await expect.poll(async () => Object.keys(await answersOf())).toEqual(['1', '2', '3', '4'])
  })

  await test.step('it dies again and the page is loaded anew: the journal of the device is sent', async () => {
    await candidate.keyboard.press('ArrowRight')
    await candidate.route('**/api/cat/jawaban', (route) => route.abort())
    await candidate.keyboard.press('5')
    await expect(candidate.locator('.x-head')).toContainText('Tersimpan di perangkat')
    await candidate.unroute('**/api/cat/jawaban')
    candidate.on('dialog', (dialog) => void dialog.accept())
    await candidate.reload()
    await expect(candidate.getByRole('heading', { level: 1 })).toContainText('Soal 5')
    await expect.poll(async () => Object.keys(await answersOf())).toEqual(['1', '2', '3', '4', '5'])
  })

  await test.step('a second device with the PIN waits for the supervisor; the one at the seat works on until one press', async () => {
    const other = await (await browser.newContext()).newPage()
    for (const [asking, holding] of [
      [other, candidate],
      [candidate, other],
    ] as const) {
      await enter(asking, pin)
      await expect(asking.getByRole('alert')).toHaveText(/sedang berjalan di perangkat lain/)
      await expect(page.getByText('1 perangkat lain menunggu izin')).toBeVisible()
      await expect(holding.getByRole('heading', { level: 1 })).toContainText('Soal')
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Izinkan' }).click()
      await expect(asking.getByRole('heading', { level: 1 })).toContainText('Soal')
      await expect(holding.getByRole('heading', { level: 1 })).toHaveText('Ujian ini dilanjutkan di perangkat lain')
    }
    await expect(page.getByText('Ganti perangkat').first()).toBeVisible()
  })

  await test.step('a pause that was about to be given while another supervisor gave one stays a pause, and is refused', async () => {
    const dialog = page.getByRole('dialog')
    await page.reload()
    await page.getByRole('button', { name: 'Jeda ruang' }).click()
    await dialog.getByLabel('Alasan').fill(REASON)
    await database`update exam_attempts set state = 'paused', paused_at = now() where state = 'running'`
    await expect(page.locator('button:visible', { hasText: 'Lanjutkan ruang' })).toBeVisible({ timeout: 15_000 })
    await expect(dialog.getByRole('heading', { name: 'Jeda ruang' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Jeda ruang' }).click()
    await expect(dialog.getByRole('alert')).toHaveText(/pengawas lain sudah menjeda/)
    expect(await database`select from exam_attempts where state = 'running'`).toEqual([])
    await dialog.getByRole('button', { name: 'Batal' }).last().click()
    await page.getByRole('button', { name: 'Lanjutkan ruang' }).click()
    await dialog.getByLabel('Alasan').fill(REASON)
    await dialog.getByRole('button', { name: 'Lanjutkan ruang' }).click()
    await expect(page.getByRole('button', { name: 'Jeda ruang' })).toBeVisible()
    await expect(candidate.getByRole('heading', { level: 1 })).toContainText('Soal')
  })

  const before = await answersOf()
  await test.step('another seat goes on with the same answers; the old device stops', async () => {
    const [attempt] = await database<{ seat: number; name: string }[]>`
      select a.seat, c.name from exam_attempts a join exam_candidates c on c.id = a.candidate_id where c.number = ${NUMBER}`
    await page.reload()
    await page.getByRole('button', { name: new RegExp(`^Kursi ${attempt?.seat}:`) }).click()
    await expect(page.getByText(attempt?.name ?? '', { exact: true }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Pindahkan ke kursi lain' }).click()
    const [free] = await database<{ seat: number }[]>`
      select n as seat from generate_series(1, 36) n where n not in (select seat from exam_attempts where seat is not null)
      order by n limit 1`
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nomor kursi').fill(String(free?.seat))
    await dialog.getByLabel('Alasan').fill(REASON)
    await dialog.getByRole('button', { name: 'Pindahkan ke kursi lain' }).click()
    await expect(page.getByText(new RegExp(REASON)).first()).toBeVisible()
    await expect(candidate.getByRole('heading', { level: 1 })).toHaveText('Ujian ini dilanjutkan di perangkat lain')
  })

  const second = await (await browser.newContext({ viewport: { width: 1024, height: 720 } })).newPage()
  await test.step('the candidate finishes there, is asked twice, and sees the score at once', async () => {
    await enter(second, pin)
    await expect(second.getByRole('heading', { level: 1 })).toContainText('Soal 6')
    expect(await answersOf()).toEqual(before)
    await second.getByRole('button', { name: 'Selesaikan ujian' }).click()
    await expect(second.getByRole('heading', { level: 1 })).toHaveText('Masih ada 105 soal kosong')
    await second.getByRole('button', { name: 'Lanjut selesaikan ujian' }).click()
    await expect(second.getByRole('button', { name: 'Belum, kembali' })).toBeFocused()
    await second.getByRole('button', { name: 'Tutup ujian dan lihat nilai' }).click()
    await expect(second.getByRole('heading', { level: 1 })).toHaveText(/ambang batas/i)
    const [score] = await database<{ total: number }[]>`
      select s.total from exam_scores s join exam_attempts a on a.id = s.attempt_id
      join exam_candidates c on c.id = a.candidate_id where c.number = ${NUMBER}`
    await expect(second.locator('.sum .v b')).toHaveText(String(score?.total))
    await expectAccessible(second)
    await second.setViewportSize({ width: 360, height: 800 })
    expect(await sidewaysOf(second)).toEqual([])
  })

  await test.step('a device that comes back after the end shows the score, though its last answer came too late', async () => {
    const late = await (await browser.newContext()).newPage()
    await enter(late, demonstrationPin(0), demonstrationNumber(0))
    await expect(late.getByRole('heading', { level: 1 })).toContainText('Soal 1')
    await late.route('**/api/cat/**', (route) => route.abort())
    await late.keyboard.press('1')
    await expect(late.getByText('1 jawaban akan dikirim')).toBeVisible()
    await database`
      update exam_attempts a set started_at = started_at - interval '3 hours' from exam_candidates c
      where c.id = a.candidate_id and c.number = ${demonstrationNumber(0)}`
    await late.unroute('**/api/cat/**')
    await expect(late.getByRole('heading', { level: 1 })).toHaveText(/ambang batas/i, { timeout: 30_000 })
    await expect(late.locator('.receipt')).toContainText('0 jawaban')
    await expect(late.getByText(/^1 jawaban dari perangkat ini tiba setelah ujian ditutup/)).toBeVisible()
    await expectAccessible(late)
    await page.reload()
    await expect(page.getByText('Jawaban terlambat, tidak dinilai')).toBeVisible()
  })

  await test.step('the public board shows the same score without a name', async () => {
    await second.setViewportSize({ width: 1280, height: 800 })
    await second.goto(`/cat/papan/${session?.id}`)
    const row = second.getByRole('row', { name: new RegExp(NUMBER.replace(/(\d{4})(?=\d)/g, '$1 ')) })
    await expect(row).toContainText(/Selesai|Di bawah ambang/)
    await expectAccessible(second)
  })

  await test.step('the supervisor closes; the candidate takes the receipt home, and anybody can check it', async () => {
    await page.reload()
    await page.getByRole('button', { name: 'Tutup sesi' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Tutup sesi' }).click()
    await expect(page.getByRole('button', { name: 'Tutup sesi' })).toHaveCount(0)
    const home = await (await browser.newContext()).newPage()
    await enter(home, pin)
    await expect(home.locator('.receipt')).toContainText('Final')
    const [file] = await Promise.all([
      home.waitForEvent('download'),
      home.getByRole('link', { name: 'Unduh tanda terima' }).click(),
    ])
    const receipt = JSON.parse(readFileSync(await file.path(), 'utf8'))
    await home.getByRole('link', { name: 'Periksa tanda terima' }).click()
    await expectHonestReceiptPage(home, receipt)
  })
})
