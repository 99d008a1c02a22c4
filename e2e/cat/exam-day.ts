import type { Page } from '@playwright/test'
import { expect, expectAccessible } from '@/e2e/fixtures'
import { fillIn, type NewExam } from './committee'
import { BEST, RIGHT, WEAK, WRONG } from './exam-files'
import {
  answerAll,
  choose,
  confirm,
  enter,
  finish,
  heading,
  keptPage,
  type Registered,
  registerAtDesk,
  typeSeat,
} from './exam-hall'

export const CABLE = 'Kabel jaringan rusak'
export const NOTE = 'Peserta membawa catatan ke kursi'
const TAKEN = 'Ujian ini dilanjutkan di perangkat lain'
const SAFE = 'Jawaban Anda aman. Silakan terus mengerjakan.'

type Three<T> = readonly [T, T, T]
type Person = Registered & { number: string }

/** A session with three people in one room, who watches over it, and the devices by who sits there. */
export type ExamDay = {
  exam: NewExam
  session: string
  manager: Page
  supervisor: Page
  people: Three<Person>
  devices: Three<Page>
  /** Where the first one goes on, and the second one. */
  moved: Page
  other: Page
}

/** Three people get PIN and seat at the desk, and wait at their devices. */
export async function comeIn(
  desk: Page,
  session: string,
  { numbers: [one = '', two = '', three = ''] }: NewExam,
  [first, second, third]: Three<Page>,
): Promise<Three<Person>> {
  await desk.goto(`/cat/sesi/${session}/registrasi`)
  const register = async (number: string): Promise<Person> => ({ number, ...(await registerAtDesk(desk, number)) })
  const people = [await register(one), await register(two), await register(three)] as const
  await enter(first, { number: one, pin: '000000' })
  await expect(first.getByRole('alert')).toHaveText(/tidak cocok/)
  await Promise.all([enter(first, people[0]), enter(second, people[1]), enter(third, people[2])])
  for (const page of [first, second, third]) await expect(heading(page)).toHaveText('Menunggu pengawas membuka sesi')
  await expect(first.getByText('Soal sudah siap di perangkat ini')).toBeVisible()
  await expectAccessible(first)
  return people
}

export async function openSession({ session, supervisor, devices }: ExamDay): Promise<void> {
  await supervisor.goto(`/cat/sesi/${session}`)
  await confirm(supervisor, 'Buka sesi')
  for (const page of devices) await expect(heading(page)).toContainText('Soal 1')
  await expectAccessible(devices[0])
}

export async function answerWithoutNetwork({ devices: [first] }: ExamDay): Promise<void> {
  await choose(first, 1, RIGHT)
  await first.keyboard.press('r')
  await first.context().setOffline(true)
  await choose(first, 2, RIGHT)
  await expect(first.getByText('1 jawaban akan dikirim')).toBeVisible()
  await expect(first.getByText(SAFE)).toBeVisible()
  await first.context().setOffline(false)
  await expect(first.getByText(SAFE)).toBeHidden()
  await expect(first.getByRole('button', { name: 'Soal 1, dijawab, ragu' })).toBeVisible()
}

/** The second one is let in at another device, and the first one, whose device holds an answer, is moved. */
export async function changeDevices({ supervisor, people, devices, moved, other }: ExamDay): Promise<void> {
  const [first, second] = devices
  await Promise.all([enter(moved, people[0]), enter(other, people[1])])
  for (const page of [moved, other]) await expect(page.getByText('sedang berjalan di perangkat lain')).toBeVisible()
  await expectAccessible(other)
  const code = await other.locator('.device-code b').innerText()
  await expect(supervisor.getByText('2 perangkat lain menunggu izin')).toBeVisible()
  await expectAccessible(supervisor)
  const asking = supervisor.getByRole('listitem').filter({ hasText: grouped(people[1].number) })
  await asking.getByRole('button', { name: `Izinkan perangkat dengan kode ${code}` }).click()
  await first.context().setOffline(true)
  await choose(first, 3, WRONG)
  await moveFirst(supervisor, people)
  await expect(heading(second)).toHaveText(TAKEN)
  await expect(heading(other)).toContainText('Soal 1')
  await expect(heading(moved)).toContainText('Soal 3')
  await expect(moved.getByRole('button', { name: 'Soal 2, dijawab' })).toBeVisible()
  await expect(moved.getByRole('button', { name: 'Soal 3, kosong' })).toBeVisible()
}

/** To a seat that is free, which is the person's from then on. */
async function moveFirst(supervisor: Page, people: Three<Person>): Promise<void> {
  const [first] = people
  const free = [1, 2, 3, 4].find((each) => !people.some(({ seat }) => seat === each)) ?? 0
  await openSeat(supervisor, first)
  const move = 'Pindahkan ke kursi lain'
  await fillIn(supervisor, move, move, { 'Nomor kursi': String(free), Alasan: CABLE })
  await expect(supervisor.getByText(CABLE).first()).toBeVisible()
  first.seat = free
}

function openSeat(supervisor: Page, { seat }: Person): Promise<void> {
  return supervisor.getByRole('button', { name: new RegExp(`^Kursi ${seat}:`) }).click()
}

export async function expectUnsentAnswer({ supervisor, devices: [first] }: ExamDay): Promise<void> {
  await first.context().setOffline(false)
  await expect(heading(first)).toHaveText(TAKEN)
  await expect(first.getByText(/^1 jawaban di perangkat ini .* dicatat untuk pengawas/)).toBeVisible()
  await expect(supervisor.getByText('Jawaban terlambat, tidak dinilai').first()).toBeVisible()
  await expectAccessible(first)
}

export async function superviseSeat({ session, manager, supervisor, people, moved, other }: ExamDay): Promise<void> {
  const act = (name: string, more = {}) => fillIn(supervisor, name, name, { Alasan: NOTE, ...more })
  await openSeat(supervisor, people[0])
  await act('Tambah waktu', { Menit: '5' })
  await expect(moved.getByText(`Waktu Anda ditambah 5 menit: ${NOTE}`)).toBeVisible()
  await act('Jeda kursi ini')
  await expect(heading(moved)).toHaveText('Ujian Anda dijeda')
  await expect(heading(other)).toContainText('Soal 1')
  await act('Lanjutkan kursi ini')
  await expect(heading(moved)).toContainText('Soal 3')
  await act('Catat insiden')
  await act('Usulkan diskualifikasi')
  await expect(supervisor.getByText('menunggu keputusan orang kedua').first()).toBeVisible()
  await manager.goto(`/cat/sesi/${session}`)
  await fillIn(manager, 'Tolak usul', 'Tolak usul', { Alasan: 'Kertas itu kosong' })
  await expect(manager.getByText(/^Ditolak .*: Kertas itu kosong$/)).toBeVisible()
}

export async function pauseTwice({ session, manager, supervisor, devices, moved, other }: ExamDay): Promise<void> {
  const [, , third] = devices
  const [pause, resume] = ['Jeda ruang', 'Lanjutkan ruang']
  const dialog = supervisor.getByRole('dialog')
  await supervisor.getByRole('button', { name: pause }).click()
  await dialog.getByLabel('Alasan').fill(CABLE)
  await manager.goto(`/cat/sesi/${session}`)
  await fillIn(manager, pause, pause, { Alasan: CABLE })
  await expect(heading(third)).toHaveText('Ujian Anda dijeda')
  await expect(supervisor.locator('button:visible', { hasText: resume })).toBeVisible()
  await dialog.getByRole('button', { name: pause }).click()
  await expect(dialog.getByRole('alert')).toHaveText(/pengawas lain sudah menjeda/)
  await dialog.getByRole('button', { name: 'Kembali' }).last().click()
  await expect(heading(third)).toHaveText('Ujian Anda dijeda')
  await fillIn(supervisor, resume, resume, { Alasan: CABLE })
  for (const page of [moved, other, third]) await expect(heading(page)).toContainText('Soal')
}

export async function reloadWithoutNetwork({ moved }: ExamDay): Promise<void> {
  await choose(moved, 3, RIGHT)
  await keptPage(moved)
  await moved.context().setOffline(true)
  await choose(moved, 4, BEST)
  await expect(moved.getByText('1 jawaban akan dikirim')).toBeVisible()
  moved.on('dialog', (dialog) => void dialog.accept())
  await moved.reload()
  await expect(heading(moved)).toContainText('Soal 4')
  await expect(moved.getByRole('radio', { name: BEST })).toBeChecked()
  await moved.context().setOffline(false)
  await expect(moved.getByText('1 jawaban akan dikirim')).toBeHidden()
  await choose(moved, 5, BEST)
  await finish(moved)
  await expect(moved.locator('.sum .v b')).toHaveText('25')
  await expect(moved.getByText('tiba setelah ujian ditutup')).toBeHidden() // nothing came too late
  await expectAccessible(moved)
}

export async function finishOthers({ supervisor, people, devices, other }: ExamDay): Promise<void> {
  const [, , third] = devices
  await Promise.all([
    answerAll(other, [RIGHT, RIGHT, RIGHT, WEAK, WEAK]).then(() => finish(other)),
    answerAll(third, [WRONG, WRONG, WRONG, BEST, BEST]),
  ])
  await openSeat(supervisor, people[2])
  const end = 'Akhiri ujian peserta ini'
  await fillIn(supervisor, end, end, { Alasan: 'Peserta sakit' })
  await expect(other.locator('.sum .v b')).toHaveText('19')
  await expect(third.locator('.sum .v b')).toHaveText('10')
}

export async function expectBoard({ exam, session, people, devices }: ExamDay): Promise<void> {
  const [first, second, third] = people
  const [, , board] = devices
  await board.goto(`/cat/papan/${session}`)
  const lineOf = ({ number }: Person) => board.getByRole('row').filter({ hasText: grouped(number) })
  for (const [person, place, total] of [
    [first, '1', '25'],
    [second, '2', '19'],
  ] as const) {
    await expect(lineOf(person).getByRole('cell').first()).toHaveText(place)
    await expect(lineOf(person).locator('.tot')).toHaveText(total)
  }
  await expect(lineOf(third).locator('.tot')).toHaveText('10')
  await expect(lineOf(third)).toContainText('ambang')
  for (const name of exam.names) await expect(board.locator('body')).not.toContainText(name)
  await expectAccessible(board)
}

export async function handOverLateAnswer({ supervisor, people, devices: [first] }: ExamDay): Promise<void> {
  await first.getByRole('button', { name: 'Masuk lagi' }).click()
  await typeSeat(first, people[0])
  await expect(first.getByText(/^1 jawaban dari perangkat ini tiba setelah ujian ditutup/)).toBeVisible()
  await expect(first.locator('.sum .v b')).toHaveText('25')
  await expect(supervisor.getByText('Jawaban terlambat, tidak dinilai').first()).toBeVisible()
}

/** A number as it is shown, four digits at a time. */
function grouped(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ')
}
