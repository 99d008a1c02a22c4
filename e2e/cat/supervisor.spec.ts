import type { Browser, Page } from '@playwright/test'
import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { accountOf, database, signInAs } from '@/e2e/people'
import type { Role } from '@/lib/auth/actor'
import { fillIn } from './committee'
import {
  begin,
  candidatesOfOneSession,
  confirm,
  expectAnswered,
  heading,
  registerAtDesk,
  type Seated,
  typeSeat,
} from './exam-hall'

const NOTE = 'Membawa catatan ke kursi'
const POWER = 'Listrik padam di seluruh gedung'

test('two people disqualify a candidate, who reads why while the next seat goes on, and two take it back', async ({
  browser,
}) => {
  const { session, seated } = await candidatesOfOneSession(2)
  const [out, beside] = seated as [Seated, Seated]
  const [first, second] = [await device(browser), await device(browser)]
  await Promise.all([begin(first, out), begin(second, beside)])
  const supervisor = await officer(browser, 'exam_supervisor', `/cat/sesi/${session}`)
  const manager = await officer(browser, 'exam_manager', `/cat/sesi/${session}`)

  await test.step('one proposes it and cannot decide; the candidate goes on', async () => {
    await supervisor.getByRole('button', { name: /^Kursi 1:/ }).click()
    await give(supervisor, 'Usulkan diskualifikasi', NOTE)
    const proposed = supervisor.getByRole('listitem').filter({ hasText: NOTE })
    await expect(proposed).toContainText('menunggu keputusan orang kedua')
    await expect(supervisor.getByRole('button', { name: 'Putuskan diskualifikasi' })).toHaveCount(0)
    await expectAccessible(supervisor)
    await first.keyboard.press('1')
    await expectAnswered(out, 1)
  })

  await test.step('another one decides: the device stops and says why, the seat beside goes on', async () => {
    await manager.reload()
    await expect(manager.getByText('1 usul menunggu keputusan orang kedua')).toBeVisible()
    await confirm(manager, 'Putuskan diskualifikasi')
    await expect(manager.getByText('1 usul menunggu')).toHaveCount(0)
    await expect(heading(first)).toHaveText('Ujian Anda dihentikan')
    await expect(first.getByText(`Alasan: ${NOTE}`)).toBeVisible()
    await expectAccessible(first)
    await expect(supervisor.getByRole('button', { name: /^Kursi 1: .*Diskualifikasi/ })).toBeVisible()
    await expect(supervisor.getByText(`diputuskan oleh ${accountOf('exam_manager').name}`)).toBeVisible()
    await second.keyboard.press('2')
    await expectAnswered(beside, 1)
  })

  await test.step('two people take it back, and the candidate goes on where the exam stopped', async () => {
    await give(supervisor, 'Usulkan pencabutan diskualifikasi', 'Catatan itu kertas kosong')
    await manager.reload()
    await confirm(manager, 'Cabut diskualifikasi')
    await give(supervisor, 'Lanjutkan kursi ini', 'Diskualifikasi dicabut')
    await first.getByRole('button', { name: 'Keluar' }).click()
    await typeSeat(first, out)
    await expect(first.getByRole('button', { name: 'Soal 1, dijawab' })).toBeVisible()
  })
})

test('a session is cancelled at once while nobody has answered, and by two managers afterwards', async ({
  browser,
}) => {
  const [quiet, busy] = [await candidatesOfOneSession(1), await candidatesOfOneSession(1)]
  const [early, late] = [...quiet.seated, ...busy.seated] as [Seated, Seated]
  const [first, second] = [await device(browser), await device(browser)]
  await Promise.all([begin(first, early), begin(second, late)])
  const manager = await officer(browser, 'exam_manager', `/cat/sesi/${quiet.session}`)

  await test.step('nobody has answered: one manager cancels, and device and board say why', async () => {
    await give(manager, 'Batalkan sesi', POWER)
    await expect(manager.getByText('Sesi ini dibatalkan')).toBeVisible()
    await expect(manager.getByText(new RegExp(`Alasan: ${POWER}`))).toBeVisible()
    await expect(manager.getByRole('button', { name: 'Batalkan sesi' })).toHaveCount(0)
    await expectAccessible(manager)
    await expect(heading(first)).toHaveText('Sesi ini dibatalkan')
    await expect(first.getByText(`Alasan: ${POWER}`)).toBeVisible()
    await first.goto(`/cat/papan/${quiet.session}`)
    await expect(first.getByText(`Sesi ini dibatalkan: ${POWER}`)).toBeVisible()
  })

  await test.step('somebody has answered: it waits for another manager, and the exam goes on', async () => {
    await second.keyboard.press('1')
    await expectAnswered(late, 1)
    await manager.goto(`/cat/sesi/${busy.session}`)
    await give(manager, 'Batalkan sesi', POWER)
    await expect(manager.getByText('1 usul menunggu keputusan orang kedua')).toBeVisible()
    await expect(manager.getByRole('button', { name: 'Putuskan pembatalan' })).toHaveCount(0)
    await expect(heading(second)).toContainText('Soal 1')
  })

  await test.step('the other one decides', async () => {
    const other = await officer(browser, 'exam_manager', `/cat/sesi/${busy.session}`, 1)
    await confirm(other, 'Putuskan pembatalan')
    await expect(other.getByText('Sesi ini dibatalkan')).toBeVisible()
    await expect(heading(second)).toHaveText('Sesi ini dibatalkan')
    await expectAccessible(second)
  })
})

test('the desk gives another PIN, and the supervisor registers who comes too late', async ({ browser }) => {
  const { session, seated } = await candidatesOfOneSession(2)
  const [atWork, tardy] = seated as [Seated, Seated]
  await database`update exam_sessions set starts_at = now() where id = ${session}`
  await database`
    update exam_attempts set state = 'scheduled', room_id = null, seat = null, pin_hash = null where id = ${tardy.attempt}`
  const seat = await device(browser)
  await begin(seat, atWork)
  await seat.keyboard.press('1')
  await expectAnswered(atWork, 1)
  const desk = await officer(browser, 'exam_registrar', `/cat/sesi/${session}/registrasi`)

  await test.step('with another PIN the device stops, the old PIN opens nothing, and the new one goes on', async () => {
    const { pin } = await registerAtDesk(desk, atWork.number, 'Beri PIN baru', 'Kertas PIN hilang')
    await expect(heading(seat)).toHaveText('Ujian ini dilanjutkan di perangkat lain')
    await seat.getByRole('button', { name: 'Masuk lagi' }).click()
    await typeSeat(seat, atWork)
    await expect(seat.getByRole('alert')).toHaveText(/tidak cocok/)
    await typeSeat(seat, { ...atWork, pin })
    await expect(seat.getByRole('button', { name: 'Soal 1, dijawab' })).toBeVisible()
  })

  await test.step('the desk reads that it is closed, and registers nobody', async () => {
    await expect(desk.getByText(/^Registrasi ditutup pukul/)).toBeVisible()
    await desk.getByRole('searchbox').fill(tardy.number)
    await expect(desk.getByText('Belum hadir')).toBeVisible()
    await expect(desk.getByRole('button', { name: /Registrasi/ })).toHaveCount(0)
    await expectAccessible(desk)
  })

  await test.step('the supervisor does, with a reason that stands among what happened', async () => {
    const supervisor = await officer(browser, 'exam_supervisor', `/cat/sesi/${session}/registrasi`)
    const late = 'Banjir di jalan masuk kota'
    const { pin } = await registerAtDesk(supervisor, tardy.number, 'Beri PIN dan undi kursi', late)
    await begin(await device(browser), { ...tardy, pin })
    await supervisor.goto(`/cat/sesi/${session}`)
    const noted = supervisor.getByRole('listitem').filter({ hasText: late })
    await expect(noted).toContainText('Registrasi terlambat')
    await supervisor.setViewportSize({ width: 360, height: 800 })
    expect(await sidewaysOf(supervisor)).toEqual([])
    await expectAccessible(supervisor)
  })
})

const device = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage()

async function officer(browser: Browser, role: Role, address: string, at = 0): Promise<Page> {
  const page = await device(browser)
  await signInAs(page.context(), role, accountOf(role, at).userId)
  await page.goto(address)
  return page
}

/** Presses what asks for a reason, and gives one. */
function give(page: Page, step: string, reason: string): Promise<void> {
  return fillIn(page, step, step, { Alasan: reason })
}
