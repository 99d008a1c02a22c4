import { expect, expectAccessibleInEveryLook, test } from '@/e2e/fixtures'
import { SLOW } from '@/e2e/wbs/journey'
import { deskOf, officer, unlock } from '@/e2e/wbs/office'
import { aReporter } from '@/e2e/wbs/reporter'

const CONTENT = {
  category: 'levy',
  what: 'Pejabat meminta uang supaya usul diteruskan.\nSudah dua kali.',
  who: 'Kepala subbagian mutasi',
  where: { text: 'Ruang bidang mutasi', isUnknown: false },
  when: { text: 'Saya tidak ingat harinya', isUnknown: true },
  how: 'Lewat perantara',
  evidence: 'Kuitansi di lemari arsip',
  relation: '',
  risk: '',
  writtenOn: '2026-11-02',
}

test('a locked desk shows days and nothing of what was written; it locks by its button and by itself', async ({
  browser,
}) => {
  const { id } = await aReporter().report(CONTENT)
  const page = await officer(browser, 'wbs.verifikator')

  await test.step('a locked list shows states and days, and a wrong passphrase opens nothing', async () => {
    await page.goto('/wbs')
    await expect(page.getByRole('row').filter({ hasText: id.slice(0, 8) })).toContainText('Terkunci')
    await expect(page.getByText('Pejabat meminta uang')).toHaveCount(0)
    await page.getByLabel('Frasa sandi kunci, atau kata pemulihan').fill('bukan ini sama sekali')
    await page.getByRole('button', { name: 'Buka kunci' }).click()
    await expect(page.getByText('Frasa sandi atau kata pemulihan tidak cocok.')).toBeVisible(SLOW)
  })

  await test.step('unlocked, the report shows its answers in their order, and what the reporter does not know', async () => {
    await unlock(page)
    const row = page.getByRole('row').filter({ hasText: id.slice(0, 8) })
    await expect(row).toContainText('Pungutan liar')
    await row.getByRole('link').click()
    await expect(page.getByText('Sudah dua kali.')).toBeVisible(SLOW)
    await expect(page.getByText('Pelapor tidak tahu')).toBeVisible()
    await expectAccessibleInEveryLook(page)
  })

  await test.step('the desk is locked by its button, and by itself after fifteen idle minutes', async () => {
    await page.getByRole('button', { name: 'Tutup kunci' }).click()
    await expect(page.getByText('Sudah dua kali.')).toHaveCount(0)
    await page.clock.install()
    await unlock(page)
    await page.clock.fastForward('14:30')
    await expect(page.getByRole('button', { name: 'Tutup kunci' })).toBeVisible()
    await page.clock.fastForward('00:45')
    await expect(page.getByRole('button', { name: 'Buka kunci' })).toBeVisible()
  })
  await page.context().close()

  await test.step('whoever declares a conflict of interest is told of no such report any more', async () => {
    const near = await deskOf(browser, 'wbs.investigator', `/wbs/${id}`)
    await near.getByRole('button', { name: 'Nyatakan benturan' }).click(SLOW)
    await near.getByRole('dialog').getByRole('button', { name: 'Ya, lepaskan laporan ini' }).click()
    await expect(near.getByText('Benturan kepentingan Anda tercatat')).toBeVisible(SLOW)
    expect((await near.request.get(`/wbs/${id}`)).status()).toBe(404)
    await near.context().close()
  })
})
