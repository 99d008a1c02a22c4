import { expect, expectAccessible, test } from '@/e2e/fixtures'
import { officer } from '@/e2e/wbs/office'

test('the inspektur proposes a deadline and the head of the agency confirms it, and sees counts alone', async ({
  browser,
}) => {
  const inspektur = await officer(browser, 'wbs.inspektur')
  const head = await officer(browser, 'wbs.pimpinan')

  await test.step('the inspektur proposes more days for the verification, with the rule they come from', async () => {
    await inspektur.goto('/wbs/tenggat')
    await inspektur.getByRole('button', { name: 'Ubah: Hasil verifikasi' }).click()
    const dialog = inspektur.getByRole('dialog')
    await dialog.getByLabel('Jumlah').fill('7')
    await dialog.getByLabel('Dasar aturan').fill('Keputusan Kepala BKN 155/2022')
    await dialog.getByRole('button', { name: 'Usulkan' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(inspektur.getByText('Menunggu persetujuan orang lain.')).toBeVisible()
    await expectAccessible(inspektur)
  })

  await test.step('the head confirms it, and nobody is asked any more', async () => {
    await head.goto('/wbs/tenggat')
    await head.getByRole('button', { name: 'Setujui' }).click()
    await head.getByRole('dialog').getByRole('button', { name: 'Setujui' }).click()
    await expect(head.getByText(/Diusulkan .+, disetujui .+\./)).toBeVisible()
    await head.setViewportSize({ width: 360, height: 740 })
    await expectAccessible(head)
  })

  await test.step('the head sees how much is overdue, and everybody the guide', async () => {
    await head.goto('/wbs/angka')
    await expect(head.getByText('Kurang dari lima laporan')).toBeVisible()
    await expectAccessible(head)
    await head.goto('/wbs/panduan')
    await expect(head.getByRole('heading', { name: 'Yang tidak dapat dibatalkan siapa pun' })).toBeVisible()
    await expectAccessible(head)
  })
})
