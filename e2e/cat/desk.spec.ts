import { readFileSync } from 'node:fs'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { aCandidate } from './exam-hall'

const face = readFileSync('db/seed/faces/woman-2.jpg')

test('the desk holds the face to the registration photo and takes its own, and the supervisor sees both at the seat', async ({
  browser,
}) => {
  const { attempt, number } = await aCandidate()
  await database`
    update exam_attempts set state = 'scheduled', room_id = null, seat = null, pin_hash = null where id = ${attempt}`
  const [session] = await database<{ id: string; programme: string }[]>`
    with own as (
      update exam_sessions set state = 'open', released_at = null
      where id = (select session_id from exam_attempts where id = ${attempt}) returning id, programme_id
    )
    select own.id, p.name as programme from own join exam_programmes p on p.id = own.programme_id`
  const address = `/cat/sesi/${session?.id}`

  await test.step('the manager sends photos by number; a file of nobody is named', async () => {
    const context = await browser.newContext()
    await signInAs(context, 'exam_manager')
    const page = await context.newPage()
    await page.goto('/cat/peserta/impor')
    const photos = page.getByRole('region', { name: 'Foto pendaftaran' })
    await photos.getByLabel('Program ujian').selectOption({ label: session?.programme ?? '' })
    await photos.getByLabel('Pilih foto').setInputFiles([
      { name: `${number}.jpg`, mimeType: 'image/jpeg', buffer: face },
      { name: 'kucing.jpg', mimeType: 'image/jpeg', buffer: face },
    ])
    await expect(photos.getByRole('alert').filter({ hasText: '1 foto disimpan' })).toBeVisible()
    await photos.getByText('1 berkas tanpa peserta bernomor itu').click()
    await expect(photos.getByText('kucing.jpg')).toBeVisible()
    await expectAccessible(page)
    await context.close()
  })

  await test.step('nobody gets a PIN before the officer has looked; the camera of the desk adds its photo', async () => {
    const context = await browser.newContext()
    await signInAs(context, 'exam_registrar')
    const page = await context.newPage()
    await page.goto(`${address}/registrasi`)
    await page.getByRole('searchbox', { name: 'Cari nama atau nomor peserta' }).fill(number)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('img', { name: /^Foto pendaftaran / })).toHaveJSProperty('complete', true)
    await page.getByRole('button', { name: 'Beri PIN dan undi kursi' }).click()
    await expect(page.getByText('Bandingkan wajah, lalu pilih salah satu.')).toBeVisible()
    await page.getByRole('button', { name: 'Buka kamera' }).click()
    await page.getByRole('button', { name: 'Ambil foto' }).click()
    await expect(page.getByRole('img', { name: /di meja registrasi$/ })).toBeVisible()
    await page.getByRole('radio', { name: 'Foto pendaftaran tidak dapat ditampilkan' }).check()
    await expect(page.getByLabel('Alasan dan cara pemeriksaan')).toBeVisible()
    await page.getByRole('radio', { name: 'Orang yang sama' }).check()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Beri PIN dan undi kursi' }).click()
    await expect(page.getByRole('button', { name: 'Sudah diserahkan' })).toBeVisible()
    await context.close()
  })

  await test.step('the supervisor sees both faces beside the map', async () => {
    const context = await browser.newContext()
    await signInAs(context, 'exam_supervisor')
    const page = await context.newPage()
    await page.goto(address)
    await page.getByRole('button', { name: /Siap$/ }).first().click()
    for (const name of [/^Foto pendaftaran /, /di meja registrasi$/]) {
      const photo = page.getByRole('img', { name })
      await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
    }
    await expectAccessible(page)
    await context.close()
  })
})
