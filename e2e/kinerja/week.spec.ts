import { expect, test } from '@/e2e/fixtures'
import { forgetOwnDays, letterOnDayOff, look } from '@/e2e/kinerja/own-days'
import { signInAs } from '@/e2e/people'
import { civilDateIn, isoWeekday } from '@/lib/civil-date'

test.use({ viewport: { width: 1280, height: 800 } })

test('a week at a desk: arrows move, Enter writes or opens, the calendar tells working days', async ({
  context,
  page,
}) => {
  await forgetOwnDays()
  await signInAs(context, 'employee')
  await page.goto('/kinerja')
  const grid = page.getByRole('grid', { name: /^Pekan/ })
  const today = grid.locator('button[tabindex="0"]')
  const focused = page.locator(':focus')

  await test.step('the arrows go from day to day and from activity to activity', async () => {
    const label = (await today.getAttribute('aria-label')) ?? ''
    await today.focus()
    await page.keyboard.press('Home')
    await expect(focused).toHaveAccessibleName(/Senin/)
    await page.keyboard.press('ArrowRight')
    await expect(focused).toHaveAccessibleName(/Selasa/)
    await page.keyboard.press('ArrowDown')
    await expect(focused).not.toHaveAccessibleName(label)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowLeft')
    await expect(focused).toHaveAccessibleName(/Senin/)
    await look(page, 'week')
  })

  await test.step('Enter writes the activity on that day, and opens it once it is there', async () => {
    for (let day = 1; day < isoWeekday(civilDateIn('Asia/Jakarta', new Date())); day++)
      await page.keyboard.press('ArrowRight')
    await expect(focused).toHaveAccessibleName(/belum ada/)
    await page.keyboard.press('Enter')
    const sheet = page.getByRole('dialog', { name: 'Catat kegiatan' })
    await letterOnDayOff(sheet)
    await sheet.getByRole('button', { name: 'Kirim catatan' }).click()
    await page.getByRole('dialog', { name: 'Catatan terkirim' }).getByRole('button', { name: 'Selesai' }).click()
    const filled = grid.getByRole('button', { name: /menit$/ })
    await expect(filled).toHaveCount(1)
    await filled.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Ubah catatan' })).toBeVisible()
    await look(page, 'week-sheet')
    await page.keyboard.press('Escape')
  })

  await test.step('a file of entries is checked, its columns named, and what is sound is sent once', async () => {
    const today = civilDateIn('Asia/Jakarta', new Date()).split('-').reverse().join('-')
    const file = Buffer.from(
      `Kapan;Mulai;Selesai;Kegiatan;Nomor surat\n${today};16.00;16.30;Rapat dari berkas;800/1\n${today};25.00;26.00;;800/1`,
    )
    const importing = page.getByRole('dialog', { name: 'Impor dari Excel' })
    const send = importing.getByRole('button', { name: 'Kirim 1 catatan' })
    const choose = async () => {
      await page.getByRole('button', { name: 'Impor dari Excel' }).click()
      await importing
        .locator('input[type=file]')
        .setInputFiles({ name: 'hari.csv', mimeType: 'text/csv', buffer: file })
      await expect(importing.getByText('Belum ada kolom: tanggal.')).toBeVisible()
      await look(page, 'import-columns')
      await importing.getByLabel('Kapan').selectOption('tanggal')
      await importing.getByRole('button', { name: 'Periksa' }).click()
    }
    await choose()
    await expect(importing.getByText('1 baru, 0 sudah ada, 1 galat')).toBeVisible()
    const faulty = importing.getByRole('group', { name: 'Baris 3' })
    await expect(faulty.getByLabel('mulai')).toHaveAccessibleDescription('bukan jam, misalnya 07.30')
    await look(page, 'import')
    await faulty.getByLabel('mulai').fill('17.00')
    await importing.getByRole('button', { name: 'Periksa lagi' }).click()
    await expect(faulty.getByLabel('mulai')).toHaveAccessibleDescription('')
    await expect(faulty.getByLabel('kegiatan')).toHaveAccessibleDescription('belum diisi')
    await send.click()
    await expect(page.getByRole('button', { name: /16.00.*16.30/ })).toContainText('Rapat dari berkas')
    await expect(page.getByText('Semua terkirim')).toBeVisible()
    await choose()
    await expect(importing.getByText('0 baru, 1 sudah ada, 1 galat')).toBeVisible()
    await expect(send).toHaveCount(0)
    await importing.getByRole('button', { name: 'Tutup' }).click()
  })

  await test.step('the calendar of the month names working days', async () => {
    await page.getByRole('button', { name: 'Kalender kerja' }).click()
    await expect(page.getByRole('dialog').getByText(/^\d+ hari kerja sampai/)).toBeVisible()
    await look(page, 'month')
  })
})
