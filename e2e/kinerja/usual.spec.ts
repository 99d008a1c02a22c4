import { expect, test } from '@/e2e/fixtures'
import { forgetOwnDays, look } from '@/e2e/kinerja/own-days'
import { accountOf, database, signInAs } from '@/e2e/people'
import { civilDateIn, daysBetween, isoWeekday } from '@/lib/civil-date'

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true })

const { userId } = accountOf('employee')
const WEEKDAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat']

test('what was done before is written again: copied from the day before, a favourite first, an order with its letter', async ({
  context,
  page,
}) => {
  const days = await database<{ day: string }[]>`
    select d::date::text as day from generate_series(current_date - 13, current_date, '1 day') d
    where extract(isodow from d) < 6 and not exists (select from holidays h where h.day = d::date) order by d desc limit 2`
  const [on = '', before = ''] = days.map(({ day }) => day)
  const today = civilDateIn('Asia/Jakarta', new Date())
  const written = () => database<{ text: string; kind: string; order_by: string; order_number: string }[]>`
    select d.text, d.kind, d.order_by, d.order_number from daily_entries d join accounts a on a.employee_id = d.employee_id
    where a.user_id = ${userId} and d.work_on = ${on} order by d.starts_minute`
  const sheet = page.getByRole('dialog', { name: 'Catat kegiatan' })
  const write = () => page.getByRole('button', { name: 'Catat kegiatan' }).tap()
  const close = () => sheet.getByRole('button', { name: 'Tutup' }).tap()
  const pickDay = () =>
    page
      .locator('.strip .day')
      .nth(13 - daysBetween(on, today))
      .tap()
  await forgetOwnDays()
  await database`
    insert into daily_entries (id, employee_id, agency_id, work_on, starts_minute, ends_minute, kind, text, device_at,
      received_at)
    select gen_random_uuid(), e.id, e.agency_id, ${before}, 450, 480, 'general', 'Apel pagi bersama', now(), now()
    from accounts a join employees e on e.id = a.employee_id where a.user_id = ${userId}`
  await signInAs(context, 'employee')
  await page.goto('/kinerja')
  await pickDay()

  await test.step('the entries of the last day that has some are chosen from, and sent at once', async () => {
    const name = `Salin dari ${WEEKDAYS[isoWeekday(before) - 1]}`
    await page.getByRole('button', { name }).tap()
    const copies = page.getByRole('dialog', { name })
    await expect(copies.getByRole('checkbox', { name: /Apel pagi bersama/ })).toBeChecked()
    await look(page, 'copy')
    await copies.getByRole('button', { name: 'Kirim 1 catatan' }).tap()
    await expect(page.getByRole('button', { name: /07.30.*08.00/ })).toContainText('Apel pagi bersama')
    await expect.poll(written).toMatchObject([{ text: 'Apel pagi bersama', kind: 'general' }])
  })

  await test.step('a favourite is offered and chosen first, also after the page was opened anew', async () => {
    await write()
    const last = sheet.getByRole('button', { name: /^Jadikan favorit/ }).last()
    const label = (await last.getAttribute('aria-label')) ?? ''
    const favourite = sheet.getByRole('button', { name: label, exact: true }) // it comes up as soon as it is one
    const text = label.replace('Jadikan favorit: ', '')
    await expect(sheet.getByRole('radio').first()).not.toHaveAccessibleName(new RegExp(text))
    await favourite.tap()
    await expect(favourite).toHaveAttribute('aria-pressed', 'true')
    await close()
    await page.reload()
    await pickDay()
    await write()
    await expect(sheet.getByRole('radio').first()).toHaveAccessibleName(new RegExp(text))
    await expect(sheet.getByRole('radio').first()).toBeChecked()
  })

  await test.step('additional work asks who ordered it, and takes the number of the letter', async () => {
    await sheet.getByRole('button', { name: 'Cari atau tulis lain' }).tap()
    await sheet.getByLabel('Kegiatan apa').fill('Posko banjir kecamatan')
    await sheet.getByRole('switch', { name: /Tugas tambahan/ }).tap()
    await sheet.getByRole('button', { name: 'Kirim catatan' }).tap()
    await expect(sheet.getByRole('alert')).toContainText('Isi siapa yang memerintahkan.')
    await sheet.getByLabel('Diperintahkan oleh').fill('Camat Muntok')
    await sheet.getByLabel('Nomor surat perintah').fill('800/12/2026')
    await look(page, 'additional')
    await sheet.getByRole('button', { name: 'Kirim catatan' }).tap()
    await page.getByRole('dialog', { name: 'Catatan terkirim' }).getByRole('button', { name: 'Selesai' }).tap()
    const [, additional] = await written()
    expect(additional).toEqual({
      text: 'Posko banjir kecamatan',
      kind: 'additional',
      order_by: 'Camat Muntok',
      order_number: '800/12/2026',
    })
  })
})
