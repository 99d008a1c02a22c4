import type { BrowserContext, Locator, Page } from '@playwright/test'
import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { forgetOwnDays, letterOnDayOff, look } from '@/e2e/kinerja/own-days'
import { accountOf, database, signInAs } from '@/e2e/people'
import { civilDateIn } from '@/lib/civil-date'

const PHONE = { width: 360, height: 740 }
const { userId } = accountOf('employee')

test.use({ viewport: PHONE, hasTouch: true })

test('a day on a phone: two taps, offline and back, a reload without a network, the same entry once', async ({
  browser,
  context,
  page,
}) => {
  const sent = () => database<{ text: string; starts_minute: number }[]>`
    select d.* from daily_entries d join accounts a on a.employee_id = d.employee_id
    where a.user_id = ${userId} order by starts_minute`
  await forgetOwnDays()
  const evidence = () => database<{ size: number }[]>`
    select f.size_bytes::int as size from entry_evidence e join files f on f.sha256 = e.file_sha256
    join accounts a on a.employee_id = e.employee_id where a.user_id = ${userId}`
  const outbox = page.getByRole('region', { name: /^Kotak keluar/ })
  const sheet = page.getByRole('dialog', { name: 'Catat kegiatan' })
  let taps = 0
  const tap = async (what: Locator) => {
    taps += 1
    await what.tap()
  }

  await test.step('open to saved takes two taps: the activity and the time are there', async () => {
    await signInAs(context, 'employee')
    await page.goto('/kinerja')
    await expect(page.getByRole('heading', { name: 'Kinerja harian' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Hari ini/ })).toHaveAttribute('aria-pressed', 'true')
    await look(page, 'a1')
    await tap(page.getByRole('button', { name: 'Catat kegiatan' }))
    await expect(sheet.getByRole('radio').first()).toBeChecked()
    await look(page, 'a2')
    await letterOnDayOff(sheet)
    await tap(sheet.getByRole('button', { name: 'Kirim catatan' }))
    const receipt = page.getByRole('dialog', { name: 'Catatan terkirim' })
    await expect(receipt).toContainText(/KH-\d{8}-[0-9A-F]{6}/)
    expect(taps).toBe(2) // of the five that are allowed
    await look(page, 'a4')
    await receipt.getByRole('button', { name: 'Selesai' }).tap()
    expect(await sent()).toMatchObject([{ starts_minute: 450 }])
  })

  await test.step('what is wrong is said at its field, and the focus goes there', async () => {
    await page.getByRole('button', { name: 'Catat kegiatan' }).tap()
    await sheet.getByLabel('Selesai').fill('07:00')
    await sheet.getByRole('button', { name: 'Kirim catatan' }).tap()
    await expect(sheet.getByRole('alert')).toContainText('Waktu selesai harus sesudah waktu mulai.')
    await expectAccessible(page)
    await sheet.getByRole('button', { name: 'Tutup' }).tap()
  })

  await test.step('without a network the page reloads and entries are kept on the device', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready)
    await context.setOffline(true)
    for (const time of [
      ['09:00', '10:00'],
      ['10:00', '11:30'],
    ]) {
      await page.getByRole('button', { name: 'Catat kegiatan' }).tap()
      await sheet.getByLabel('Mulai').fill(time[0] ?? '')
      await sheet.getByLabel('Selesai').fill(time[1] ?? '')
      await letterOnDayOff(sheet)
      await sheet.getByRole('button', { name: 'Kirim catatan' }).tap()
      const kept = page.getByRole('dialog', { name: 'Catatan tersimpan di perangkat' })
      await kept.getByRole('button', { name: 'Selesai' }).tap()
    }
    await expect(outbox.getByText('Tersimpan di perangkat')).toHaveCount(2)
    const startedAt = Date.now()
    await page.reload()
    await expect(outbox.getByText('Tersimpan di perangkat')).toHaveCount(2)
    expect(Date.now() - startedAt).toBeLessThan(5_000)
    await expect(page.getByText(/^Luring sejak/)).toBeVisible()
    await look(page, 'a3')
    expect(await sent()).toHaveLength(1)
  })

  await test.step('with a network again everything is sent by itself', async () => {
    await context.setOffline(false)
    await expect(page.getByText('Semua terkirim')).toBeVisible()
    await expect(outbox).toHaveCount(0)
    expect((await sent()).map(({ starts_minute }) => starts_minute)).toEqual([450, 540, 600])
  })

  await test.step('an answer that gets lost makes no second entry', async () => {
    let lost = 0
    await page.route('**/api/kinerja/catatan', async (route) => {
      await route.fetch()
      lost += 1
      await route.abort('connectionreset')
    })
    await write(page, '12:00', '13:00')
    await expect.poll(() => lost).toBeGreaterThan(0)
    await expect(outbox.getByText('Tersimpan di perangkat')).toHaveCount(1)
    expect(await sent()).toHaveLength(4)
    await page.unroute('**/api/kinerja/catatan')
    await page.getByRole('button', { name: 'Coba kirim' }).tap()
    await expect(page.getByText('Semua terkirim')).toBeVisible()
    expect(await sent()).toHaveLength(4)
  })

  await test.step('an ended session keeps entries, and nobody else sends them', async () => {
    await endSessions(context)
    await write(page, '13:00', '14:00')
    await expect(page.getByText('Masuk lagi untuk mengirim')).toBeVisible()
    await expect(outbox.getByText('Tersimpan di perangkat')).toHaveCount(1)
    await signInAs(context, 'appraiser')
    await page.reload()
    await expect(page.getByText(/1 catatan milik orang lain/)).toBeVisible()
    await expect(outbox).toHaveCount(0)
    expect(await sent()).toHaveLength(4)
    await signInAs(context, 'employee')
    await page.reload()
    await expect.poll(async () => (await sent()).length).toBe(5)
    await expect(page.getByText('Semua terkirim')).toBeVisible()
  })

  await test.step('a photo of more than 10 MB goes small and bare, also when the connection breaks in the middle', async () => {
    let broken = 0
    await page.route('**/api/kinerja/bukti/**', async (route) => {
      broken += 1
      await route.abort('connectionreset')
    })
    const large = withPlace(await largePhoto(page))
    expect(large.length).toBeGreaterThan(10_000_000)
    await page.getByRole('button', { name: /13.00.*14.00/ }).tap()
    const change = page.getByRole('dialog', { name: 'Ubah catatan' })
    await change.getByLabel('Foto').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: large })
    await expect(change.getByText('lokasi dan data kamera dihapus')).toBeVisible()
    await expectAccessible(page)
    await change.getByRole('button', { name: 'Simpan perubahan' }).tap()
    await page.getByRole('button', { name: 'Selesai' }).tap()
    await expect.poll(() => broken).toBeGreaterThan(0)
    expect(await evidence()).toEqual([])
    const kept = await keptPhoto(page)
    expect(kept.length).toBeLessThanOrEqual(400_000)
    expect(
      [large, kept].map((bytes) => bytes.includes('GPS -6.2088')),
      'the place is gone before anything is sent',
    ).toEqual([true, false])
    await page.unroute('**/api/kinerja/bukti/**')
    await page.reload()
    await expect.poll(async () => (await evidence()).length).toBe(1)
    const [photo] = await evidence()
    expect(photo?.size).toBeLessThanOrEqual(400_000)
    await expect(page.getByText('Semua terkirim')).toBeVisible()
    await expect(page.getByRole('button', { name: /13.00.*14.00/ })).toContainText('1 bukti')
  })

  await test.step('an entry is taken back while nobody has answered it', async () => {
    await page.getByRole('button', { name: /13.00.*14.00/ }).tap()
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'Tarik catatan' }).tap()
    await expect(page.getByRole('button', { name: /13.00.*14.00/ })).toHaveCount(0)
    const [withdrawn] = (await sent()).filter(({ starts_minute }) => starts_minute === 780)
    expect(withdrawn).toMatchObject({ state: 'withdrawn' })
  })

  await test.step('a phone whose clock is a day ahead shows the day of the server as soon as it has answered', async () => {
    const wrong = await browser.newContext() // pages of one context have one clock
    await signInAs(wrong, 'employee')
    const ahead = await wrong.newPage()
    await ahead.clock.install({ time: new Date(Date.now() + 86_400_000) })
    await ahead.goto('/kinerja')
    await ahead.clock.resume()
    const day = Number(civilDateIn('Asia/Jakarta', new Date()).slice(8))
    await expect(ahead.getByRole('button', { name: /^Hari ini/ })).toContainText(`Hari ini${day}`, { timeout: 15_000 })
    await wrong.close()
  })

  await test.step('a phone without room says that an entry is in the page alone, holds it there, and sends it', async () => {
    const full = await browser.newContext()
    await signInAs(full, 'employee')
    const there = await full.newPage()
    await there.addInitScript(() => {
      const put = IDBObjectStore.prototype.put
      IDBObjectStore.prototype.put = function (...value) {
        const request = put.apply(this, value)
        this.transaction.abort()
        return request
      }
    })
    await there.goto('/kinerja')
    await expect(there.getByRole('button', { name: /^Hari ini/ })).toBeVisible()
    await full.setOffline(true)
    await write(there, '14:00', '15:00')
    await look(there, 'a5')
    await there.getByRole('button', { name: 'Coba kirim' }).tap()
    await expect(there.getByText('Hanya di halaman ini')).toBeVisible()
    await expect(there.getByText('Jangan tutup halaman sebelum catatan terkirim.')).toBeVisible()
    await expect(there.getByText('aman di perangkat ini')).toHaveCount(0)
    await full.setOffline(false)
    await expect.poll(async () => (await sent()).filter(({ starts_minute }) => starts_minute === 840)).toHaveLength(1)
    await expect(there.getByText('Semua terkirim')).toBeVisible()
    await full.close()
  })

  await test.step('signing out with an entry that waits warns', async () => {
    await context.setOffline(true)
    await write(page, '15:00', '16:00')
    await page.goto('about:blank')
    await context.setOffline(false)
    await page.route('**/api/kinerja/**', (route) => route.abort())
    await page.goto('/beranda')
    const warnings: string[] = []
    page.on('dialog', (dialog) => {
      warnings.push(dialog.message())
      void dialog.dismiss()
    })
    await page.locator('[popovertarget="menu-akun"]').tap()
    await page.getByRole('button', { name: 'Keluar' }).tap()
    await expect.poll(() => warnings.join()).toContain('catatan kinerja harian di perangkat ini yang belum terkirim')
    await expect(page).toHaveURL(/beranda/)
  })
})

async function write(page: Page, from: string, to: string) {
  await page.getByRole('button', { name: 'Catat kegiatan' }).tap()
  const sheet = page.getByRole('dialog', { name: 'Catat kegiatan' })
  await sheet.getByLabel('Mulai').fill(from)
  await sheet.getByLabel('Selesai').fill(to)
  await letterOnDayOff(sheet)
  await sheet.getByRole('button', { name: 'Kirim catatan' }).tap()
  await page
    .getByRole('dialog', { name: /^Catatan/ })
    .getByRole('button', { name: 'Selesai' })
    .tap()
}

/** A photo as a camera makes it: with an EXIF part, here of no tags, that says where it was taken. */
function withPlace(photo: Buffer): Buffer {
  const exif = Buffer.from('Exif\0\0II*\0\u0008\0\0\0\0\0\0\0\0\0GPS -6.2088', 'latin1')
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([photo.subarray(0, 2), head, exif, photo.subarray(2)])
}

/** The one photo that waits on the device. */
async function keptPhoto(page: Page): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const store = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('satya-kinerja')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const [piece] = await new Promise<{ blob: Blob }[]>((resolve, reject) => {
      const asking = store.transaction('evidence').objectStore('evidence').getAll()
      asking.onsuccess = () => resolve(asking.result)
      asking.onerror = () => reject(asking.error)
    })
    store.close()
    if (!piece) throw new Error('no photo waits')
    const bytes = new Uint8Array(await piece.blob.arrayBuffer())
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  })
  return Buffer.from(text, 'latin1')
}

/** A photo of noise, which no compression makes small. */
async function largePhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3600, 2700)
    const context = canvas.getContext('2d')
    const noise = context?.createImageData(3600, 2700)
    if (!context || !noise) throw new Error('no canvas')
    const most = 65_536 // of random bytes at once
    for (let at = 0; at < noise.data.length; at += most)
      crypto.getRandomValues(new Uint8Array(noise.data.buffer, at, Math.min(most, noise.data.length - at)))
    for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = 255
    context.putImageData(noise, 0, 0)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.98 })
    const bytes = new Uint8Array(await blob.arrayBuffer())
    let text = ''
    for (let at = 0; at < bytes.length; at += 30_000) text += String.fromCharCode(...bytes.subarray(at, at + 30_000))
    return btoa(text)
  })
  return Buffer.from(base64, 'base64')
}

async function endSessions(context: BrowserContext) {
  await database`update sessions set revoked_at = now() where revoked_at is null
    and account_id = (select id from accounts where user_id = ${userId})`
  await context.clearCookies()
}
