import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { qrOfImage } from '@/e2e/documents/qr'
import { expect, expectAccessible, sidewaysOf, test } from '@/e2e/fixtures'
import { accountOf, database, demonstrationPassword, freshCode, signInByHand } from '@/e2e/people'
import type { Role } from '@/lib/auth/actor'
import type { Receipt } from '@/lib/cat/receipt'
import { aNewExam, approveItems, fillIn, makeProgramme, planSession, submitItems } from './committee'
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
import { textOfPaper } from './paper-text'
import { expectHonestReceiptPage, expectSameAnswers } from './receipt-page'

const exam = aNewExam(String(Date.now()).slice(-7))
const [FIRST = '', SECOND = '', THIRD = '', ABSENT = ''] = exam.numbers
const CABLE = 'Kabel jaringan rusak'
const NOTE = 'Peserta membawa catatan ke kursi'
const TAKEN = 'Ujian ini dilanjutkan di perangkat lain'
const SAFE = 'Jawaban Anda aman. Silakan terus mengerjakan.'

test('from rules and items to a ranking that strangers compute again, and a receipt that holds', async ({
  browser,
}) => {
  const spent = new Map<Role, number>()
  const device = async (): Promise<Page> => (await browser.newContext()).newPage()
  const as = async (role: Role, at = 0): Promise<Page> => {
    const page = await device()
    spent.set(role, await signInByHand(page, accountOf(role, at)))
    return page
  }
  const manager = await as('exam_manager')
  const registered: Registered[] = []
  const personAt = (at: number) => ({ number: exam.numbers[at] ?? '', pin: registered[at]?.pin ?? '' })

  await test.step('a programme is made from one of the law', () => makeProgramme(manager, exam))

  await test.step('items are imported, the fault of one is mended, and a second person approves them', async () => {
    const items = await submitItems(await as('item_writer'), exam)
    await approveItems(await as('item_reviewer'), items, exam)
  })

  const session = await test.step('a site, formation and candidates, a session whose forms are sealed', () =>
    planSession(manager, exam))

  await test.step('the card says who, where and when; its code is the number', async () => {
    await manager.getByRole('link', { name: 'Kartu peserta' }).click()
    const card = manager.getByRole('listitem').filter({ hasText: exam.names[1] })
    await expect(card).toContainText('Analis Hukum Ahli Pertama (Umum)')
    await expect(card).toContainText('08.00 WITA')
    await expect(card).toContainText(exam.site)
    expect(await qrOfImage(card.getByRole('img', { name: `Kode QR nomor peserta ${SECOND}` }))).toBe(SECOND)
  })

  const seats = [await device(), await device(), await device()] as const
  const [first, second, third] = seats
  await test.step('the desk hands PIN and seat to three people; they wait, and a wrong PIN tells nothing', async () => {
    const desk = await as('exam_registrar')
    await desk.goto(`/cat/sesi/${session}/registrasi`)
    for (const number of [FIRST, SECOND, THIRD]) registered.push(await registerAtDesk(desk, number))
    await enter(first, { number: FIRST, pin: '000000' })
    await expect(first.getByRole('alert')).toHaveText(/tidak cocok/)
    await Promise.all(seats.map((page, at) => enter(page, personAt(at))))
    for (const page of seats) await expect(heading(page)).toHaveText('Menunggu pengawas membuka sesi')
    await expect(first.getByText('Soal sudah siap di perangkat ini')).toBeVisible()
    await expectAccessible(first)
  })

  const supervisor = await as('exam_supervisor')
  await test.step('the supervisor opens the session, and the first question comes by itself', async () => {
    await supervisor.goto(`/cat/sesi/${session}`)
    await confirm(supervisor, 'Buka sesi')
    for (const page of seats) await expect(heading(page)).toContainText('Soal 1')
    await expectAccessible(first)
  })

  await test.step('the network of the first one dies; the answer is safe there and goes out once it is back', async () => {
    await choose(first, 1, RIGHT)
    await first.keyboard.press('r')
    await first.context().setOffline(true)
    await choose(first, 2, RIGHT)
    await expect(first.getByText('1 jawaban akan dikirim')).toBeVisible()
    await expect(first.getByText(SAFE)).toBeVisible()
    await first.context().setOffline(false)
    await expect(first.getByText(SAFE)).toBeHidden()
    await expect(first.getByRole('button', { name: 'Soal 1, dijawab, ragu' })).toBeVisible()
  })

  const [moved, other] = [await device(), await device()]
  let seat = 0
  await test.step('two other devices wait for the supervisor: one is allowed, for the other the person is moved', async () => {
    await Promise.all([enter(moved, personAt(0)), enter(other, personAt(1))])
    for (const page of [moved, other]) await expect(page.getByText('sedang berjalan di perangkat lain')).toBeVisible()
    await expectAccessible(other)
    const code = await other.locator('.device-code b').innerText()
    await expect(supervisor.getByText('2 perangkat lain menunggu izin')).toBeVisible()
    await expectAccessible(supervisor)
    const asking = supervisor.getByRole('listitem').filter({ hasText: grouped(SECOND) })
    await asking.getByRole('button', { name: `Izinkan perangkat dengan kode ${code}` }).click()
    await first.context().setOffline(true)
    await choose(first, 3, WRONG)
    seat = await moveSeat(supervisor, registered)
    await expect(heading(second)).toHaveText(TAKEN)
    await expect(heading(other)).toContainText('Soal 1')
    await expect(heading(moved)).toContainText('Soal 3')
    await expect(moved.getByRole('button', { name: 'Soal 2, dijawab' })).toBeVisible()
    await expect(moved.getByRole('button', { name: 'Soal 3, kosong' })).toBeVisible()
  })

  await test.step('the seat that was left says what it could not send, which did not move along', async () => {
    await first.context().setOffline(false)
    await expect(heading(first)).toHaveText(TAKEN)
    await expect(first.getByText('1 jawaban di perangkat ini belum sampai ke server')).toBeVisible()
    await expectAccessible(first)
  })

  await test.step('time is added, a seat pauses and goes on, and a proposal that a second person declines does nothing', async () => {
    const act = (name: string, more = {}) => fillIn(supervisor, name, name, { Alasan: NOTE, ...more })
    await supervisor.getByRole('button', { name: new RegExp(`^Kursi ${seat}:`) }).click()
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
  })

  await test.step('two people are about to pause the room: the second one is refused, and the pause stays one', async () => {
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
  })

  await test.step('at the other seat it dies again, through a reload; every answer arrives, and the score is shown', async () => {
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
  })

  await test.step('the others finish, one of them by the supervisor and below the grade; the board shows it without names', async () => {
    await Promise.all([
      answerAll(other, [RIGHT, RIGHT, RIGHT, WEAK, WEAK]).then(() => finish(other)),
      answerAll(third, [WRONG, WRONG, WRONG, BEST, BEST]),
    ])
    await supervisor.getByRole('button', { name: new RegExp(`^Kursi ${registered[2]?.seat}:`) }).click()
    const end = 'Akhiri ujian peserta ini'
    await fillIn(supervisor, end, end, { Alasan: 'Peserta sakit' })
    await expect(other.locator('.sum .v b')).toHaveText('19')
    await expect(third.locator('.sum .v b')).toHaveText('10')
    await third.goto(`/cat/papan/${session}`)
    const lineOf = (number: string) => third.getByRole('row').filter({ hasText: grouped(number) })
    for (const [number, place, total] of [
      [FIRST, '1', '25'],
      [SECOND, '2', '19'],
    ] as const) {
      await expect(lineOf(number).getByRole('cell').first()).toHaveText(place)
      await expect(lineOf(number).locator('.tot')).toHaveText(total)
    }
    await expect(lineOf(THIRD).locator('.tot')).toHaveText('10')
    await expect(lineOf(THIRD)).toContainText('ambang')
    for (const name of exam.names) await expect(third.locator('body')).not.toContainText(name)
    await expectAccessible(third)
  })

  await test.step('the seat that was left hands over what it held, as evidence that changes no score', async () => {
    await first.getByRole('button', { name: 'Masuk lagi' }).click()
    await typeSeat(first, personAt(0))
    await expect(first.getByText(/^1 jawaban dari perangkat ini tiba setelah ujian ditutup/)).toBeVisible()
    await expect(first.locator('.sum .v b')).toHaveText('25')
    await expect(supervisor.getByText('Jawaban terlambat, tidak dinilai').first()).toBeVisible()
  })

  await test.step('nothing is ranked or published before the session is closed', async () => {
    await manager.goto('/cat/hasil')
    await manager.getByRole('link', { name: exam.programme }).click()
    await expect(manager.getByText('Peringkat belum dapat disusun')).toBeVisible()
    await expect(manager.getByRole('button', { name: 'Buka data dan kunci' })).toHaveCount(0)
  })

  const [home, stranger] = [await device(), await device()]
  const root =
    await test.step('the supervisor closes the session and signs its minutes, which print the root', async () => {
      await fillIn(supervisor, 'Tutup sesi', 'Tutup sesi', { 'Jumlah peserta tidak hadir': '1' })
      const { totp } = accountOf('exam_supervisor')
      await fillIn(supervisor, 'Tanda tangani berita acara', 'Tanda tangani', {
        'Komputer siap pakai': '12',
        'Saksi dari instansi': accountOf('exam_manager').name,
        'Kata sandi': demonstrationPassword,
        'Kode autentikator': freshCode(totp ?? '', spent.get('exam_supervisor')).code,
      })
      const { totp: witnessTotp } = accountOf('exam_manager')
      await manager.goto(`/cat/sesi/${session}`)
      await fillIn(manager, 'Tanda tangani sebagai saksi', 'Tanda tangani', {
        'Kata sandi': demonstrationPassword,
        'Kode autentikator': freshCode(witnessTotp ?? '', spent.get('exam_manager')).code,
      })
      await supervisor.reload()
      const paper = await supervisor.getByRole('link', { name: 'Buka berita acara' }).getAttribute('href')
      await expectAccessible(supervisor)
      await stranger.goto((await supervisor.getByRole('link', { name: 'Periksa keaslian' }).getAttribute('href')) ?? '')
      await expect(stranger.getByText('Berita acara ujian')).toBeVisible()
      const words = await textOfPaper(await (await supervisor.request.get(paper ?? '')).body())
      for (const said of [CABLE, NOTE, 'Jawaban terlambat']) expect(words.replace(/\s+/g, ' ')).toContain(said)
      return /Jawaban, nilai[\s:]+((?:[0-9a-f]{8}\s*){8})/.exec(words)?.[1]?.replace(/\s/g, '') ?? ''
    })

  const receipt = await test.step('the first one takes the receipt home', async (): Promise<Receipt> => {
    await enter(home, personAt(0))
    await expect(home.locator('.receipt')).toContainText('Final')
    return JSON.parse(readFileSync(await saved(home, 'Unduh tanda terima', 'tanda-terima.json'), 'utf8'))
  })

  let before = ''
  await test.step('the manager publishes the ranking, then answers and keys', async () => {
    await manager.goto('/cat/hasil')
    await manager.getByRole('link', { name: exam.programme }).click()
    await expect(manager.getByRole('row', { name: FIRST })).toContainText('P/L')
    await expect(manager.getByRole('row', { name: THIRD })).toContainText('TL')
    await confirm(manager, 'Terbitkan pengumuman')
    const firstVersion = manager.getByRole('link', { name: /tahap pertama, versi 1/ })
    await expect(firstVersion).toBeVisible()
    before = (await firstVersion.getAttribute('href')) ?? ''
    await confirm(manager, 'Buka data dan kunci')
    await expect(manager.getByRole('link', { name: 'Unduh data sesi 1' })).toBeVisible()
    await expectAccessible(manager)
  })

  await test.step('the third one objects, the committee accepts, and the result after the days for it says so', async () => {
    await third.goto('/cat/ruang-ujian')
    await third.getByText('Ajukan sanggah').click()
    await third.getByLabel('Isi sanggah').fill('Nilai saya berbeda dari yang tampil di layar pada akhir ujian.')
    await expectAccessible(third)
    await third.getByRole('button', { name: 'Kirim sanggah' }).click()
    await expect(third.getByText('Sanggah terkirim')).toBeVisible()
    await manager.reload()
    await manager.getByRole('link', { name: 'Buka sanggah' }).click()
    await manager.getByLabel('Alasan').fill('Nilai dihitung ulang dari catatan jawaban.')
    await expectAccessible(manager)
    await manager.getByRole('button', { name: 'Terima sanggah' }).click()
    await manager.getByRole('link', { name: 'Ke peringkat' }).click()
    await expect(manager.getByText('Perubahannya diumumkan sebagai hasil pascasanggah')).toBeVisible()
    await expect(manager.getByRole('button', { name: /^Terbitkan (perbaikan|hasil)/ })).toHaveCount(0)
    await database`
      update exam_announcements set objections_until = current_date - 2
      where programme_id = (select id from exam_programmes where name = ${exam.programme})`
    await manager.reload()
    await expectAccessible(manager)
    const settle = 'Terbitkan hasil pascasanggah'
    await fillIn(manager, settle, settle, { 'Alasan perbaikan': 'Sanggah peserta diterima' })
    await expect(manager.getByRole('link', { name: /tahap pertama, versi 2/ })).toBeVisible()
    await third.reload()
    await expect(third.getByText('Sanggah diterima')).toBeVisible()
  })

  await test.step('who brings in the second stage does not announce the final result; a colleague does', async () => {
    await manager.getByRole('link', { name: 'Hasil akhir' }).click()
    await fillIn(manager, 'Tambah tes', 'Simpan', {
      'Nama tes': 'CAT bidang',
      'Nilai tertinggi': '100',
      'Bobot (persen)': '100',
    })
    const scores = Buffer.from(`nomor;CAT bidang\n${FIRST};70\n${SECOND};75,5\n`)
    const file = { name: 'tahap-dua.csv', mimeType: 'text/csv', buffer: scores }
    await manager.getByLabel('Berkas CSV').setInputFiles(file)
    await manager.getByRole('button', { name: 'Masukkan nilai' }).click()
    await expect(manager.getByText('Diumumkan oleh pengelola lain')).toBeVisible()
    await expect(manager.getByRole('button', { name: 'Terbitkan pengumuman' })).toHaveCount(0)
    const colleague = await as('exam_manager', 1)
    await colleague.goto(manager.url())
    await confirm(colleague, 'Terbitkan pengumuman')
    await expect(colleague.getByRole('link', { name: /Hasil akhir, versi 1/ })).toBeVisible()
  })

  const files: string[] = []
  await test.step('the public finds the rankings by number, without names', async () => {
    await stranger.goto('/cat/pengumuman')
    await stranger.getByRole('link', { name: `Hasil akhir, ${exam.programme}` }).click()
    await expect(stranger.getByRole('row', { name: FIRST })).toContainText('P/L')
    await expect(stranger.getByRole('row', { name: SECOND })).toContainText('TL')
    files.push(await saved(stranger, 'Pengumuman (JSON)', 'akhir.json'))
    await stranger.goto('/cat/pengumuman')
    await stranger.getByRole('link', { name: `Hasil seleksi kompetensi tahap pertama, ${exam.programme}` }).click()
    await expect(stranger.getByText('Perbaikan: Sanggah peserta diterima')).toBeVisible()
    await expect(stranger.getByText(`Sanggah diterima dari ${THIRD}`)).toBeVisible()
    await expect(stranger.getByText('Tidak ada masa sanggah lagi')).toBeVisible()
    for (const name of exam.names) await expect(stranger.locator('main')).not.toContainText(name)
    await stranger.getByLabel('Nomor peserta').fill(ABSENT)
    await stranger.getByRole('button', { name: 'Cari' }).click()
    await expect(stranger.locator('tbody tr')).toHaveText([/TH/])
    await stranger.setViewportSize({ width: 360, height: 800 })
    expect(await sidewaysOf(stranger)).toEqual([])
  })

  await test.step('the receipt holds on the public page, and the page finds every lie', async () => {
    await home.getByRole('link', { name: 'Periksa tanda terima' }).click()
    await expectHonestReceiptPage(home, receipt, root)
    await expectSameAnswers(home, receipt)
  })

  await test.step('the script that anybody may load computes everything again, and leaves the added time to people', async () => {
    for (const [link, name] of [
      ['Pengumuman (JSON)', 'pertama.json'],
      ['Data sesi 1 (JSON)', 'sesi.json'],
      ['Program pemeriksa', 'verify-exam.mjs'],
      ['Sertifikat otoritas', 'otoritas.pem'],
    ] as const)
      files.push(await saved(stranger, link, name))
    const [final = '', early = '', data = '', script = '', authority = ''] = files
    const replaced = join(dirname(early), 'versi-1.json')
    writeFileSync(replaced, await (await stranger.request.get(`${before}/data`)).body())
    const words = [script, final, early, replaced, data, '--sealed', root, '--root', authority]
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    expect(stdout).toBe('Nothing disagrees, and 1 questions are left open: 4 files, 3 attempts.\n')
    expect(stderr).toMatch(/1 attempts had another time than the 30 minutes.*Its minutes have to say why\.\n$/)
    expect(status).toBe(3)
  })
})

/** Moves the first person to a seat that is free. */
async function moveSeat(supervisor: Page, registered: readonly Registered[]): Promise<number> {
  const taken = registered.map(({ seat }) => seat)
  const free = [1, 2, 3, 4].find((seat) => !taken.includes(seat)) ?? 0
  await supervisor.getByRole('button', { name: new RegExp(`^Kursi ${taken[0]}:`) }).click()
  const move = 'Pindahkan ke kursi lain'
  await fillIn(supervisor, move, move, { 'Nomor kursi': String(free), Alasan: CABLE })
  await expect(supervisor.getByText(CABLE).first()).toBeVisible()
  return free
}

/** A number as it is shown, four digits at a time. */
function grouped(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ')
}

async function saved(page: Page, link: string, name: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: link }).click()
  const path = test.info().outputPath(name)
  await (await download).saveAs(path)
  return path
}
