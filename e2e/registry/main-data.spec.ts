import { expect, expectAccessible, press, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { aPerson } from '@/e2e/registry/people'

test('an officer completes data utama; a number that is not shown is kept, then emptied by a hyphen', async ({
  page,
}) => {
  const person = await aPerson()
  await signInAs(page.context(), 'mutation_officer')
  await page.goto(`/pegawai/${person.id}`)
  const dialog = page.getByRole('dialog', { name: 'Lengkapi data' })
  const open = async () => press(page.getByRole('button', { name: 'Lengkapi data' }))
  const save = () => dialog.getByRole('button', { name: 'Simpan data' }).click()
  const value = (label: string) => page.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd[1]')

  await test.step('what cannot be is said at its field', async () => {
    await open()
    await dialog.getByLabel(/^KPPN/).fill('91')
    await dialog.getByLabel(/^Kelas jabatan/).fill('18')
    await dialog.getByLabel(/^E-mail dinas/).fill('tini@babelprov')
    await dialog.getByLabel(/^Kode pos/).fill('3314')
    await dialog.getByLabel(/^BPJS/).fill('000123456789')
    await dialog.getByLabel('Alasan').fill('Kartu diserahkan pegawai')
    await save()
    for (const sentence of [
      'Kode KPPN terdiri dari 3 angka, misalnya 091.',
      'Kelas jabatan adalah angka 1 sampai 17.',
      'Tulis e-mail dinas dengan bentuk nama@instansi.go.id.',
      'Kode pos terdiri dari 5 angka dan tidak diawali 0.',
      'Nomor BPJS Kesehatan terdiri dari 13 angka.',
    ]) {
      await expect(dialog.getByRole('paragraph').filter({ hasText: sentence })).toBeVisible()
    }
    await expectAccessible(page)
  })

  await test.step('what is right stands on the file, a sensitive number with its end alone', async () => {
    await dialog.getByLabel(/^KPPN/).fill('091')
    await dialog.getByLabel(/^Kelas jabatan/).fill('9')
    await dialog.getByLabel(/^E-mail dinas/).fill('tini@babelprov.go.id')
    await dialog.getByLabel(/^Kode pos/).fill('33149')
    await dialog.getByLabel(/^BPJS/).fill('0001 2345 67890')
    await save()
    await expect(dialog).toBeHidden()
    await expect(value('KPPN')).toHaveText('091')
    await expect(value('Kelas jabatan')).toHaveText('9')
    await expect(value('BPJS')).toContainText('•••••••••7890')
  })

  await test.step('the form never shows it; empty keeps it, a hyphen removes it', async () => {
    await open()
    const number = dialog.getByLabel(/^BPJS/)
    await expect(number).toHaveValue('')
    await expect(number).toHaveAccessibleDescription(/Sudah tercatat.*ketik - untuk menghapusnya/)
    await dialog.getByLabel(/^KPPN/).fill('018')
    await dialog.getByLabel('Alasan').fill('Pindah kantor bayar')
    await save()
    await expect(dialog).toBeHidden()
    await expect(value('KPPN')).toHaveText('018')
    await expect(value('BPJS')).toContainText('•••••••••7890')
    await open()
    await number.fill('-')
    await dialog.getByLabel('Alasan').fill('Kartu milik orang lain')
    await save()
    await expect(dialog).toBeHidden()
    await expect(value('BPJS')).toHaveText('Belum tercatat')
  })

  const events = await database`
    select before, after from audit_events
    where event = 'employee.supplement' and employee_id = ${person.id} order by seq desc limit 2`
  expect(events).toEqual([
    { before: { healthInsuranceNumber: '0001234567890' }, after: { healthInsuranceNumber: null } },
    { before: { treasuryCode: '091' }, after: { treasuryCode: '018' } },
  ])
})
