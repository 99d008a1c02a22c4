import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { aCandidate, begin, expectAnswered, heading, passMinutes, timeError } from './exam-hall'

const HOUR_MS = 3_600_000

test('whoever sets the clock of the device changes neither the time that is left nor the end', async ({ page }) => {
  const candidate = await aCandidate()
  await page.clock.install()
  await begin(page, candidate)
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
  await begin(page, candidate)
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

test('an exam ends and is scored at its deadline with no page open anywhere', async ({ page }) => {
  const candidate = await aCandidate()
  await begin(page, candidate)
  await page.keyboard.press('1')
  await expectAnswered(candidate, 1)
  await page.close()
  await passMinutes(candidate, 101) // of a hundred
  const scored = () => database<{ by: string }[]>`
    select a.finished_by as by from exam_scores s join exam_attempts a on a.id = s.attempt_id
    where a.id = ${candidate.attempt}`
  await expect.poll(scored, { timeout: 40_000 }).toMatchObject([{ by: 'time' }])
})
