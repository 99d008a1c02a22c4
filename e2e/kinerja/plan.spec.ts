import type { Page } from '@playwright/test'
import { expect, findingsInEveryLook, sidewaysOf, test } from '@/e2e/fixtures'
import { aSuperior } from '@/e2e/kinerja/superior'
import { accountOf, database, signInAs } from '@/e2e/people'

test.use({ viewport: { width: 360, height: 800 } })

/** The employee's plan becomes last year's, so that this year's is made of it; what stood there makes room. */
test.beforeAll(async () => {
  const [free] = await database<{ year: number }[]>`
    select year from generate_series(2022, 2024) year where not exists (select from plans
      where employee_id = (select employee_id from accounts where user_id = ${accountOf('employee').userId})
        and date_part('year', starts_on) = year)
    order by year desc limit 1`
  await movePlan(2025, free?.year ?? 0)
  await movePlan(2026, 2025)
  await database`
    update appraisers set starts_on = '2025-01-01'
    where employee_id = (select employee_id from accounts where user_id = ${accountOf('employee').userId})
      and current_date between starts_on and coalesce(ends_on, 'infinity')`
})

async function movePlan(from: number, to: number) {
  await database`
    update plans set starts_on = make_date(${to}, 1, 1), ends_on = make_date(${to}, 12, 31)
    where employee_id = (select employee_id from accounts where user_id = ${accountOf('employee').userId})
      and date_part('year', starts_on) = ${from}`
}

const confirm = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('an SKP is made of last year’s, sent back, agreed by both, amended, and settled where they disagree', async ({
  browser,
}) => {
  const [owners, leaders] = [await browser.newContext(), await browser.newContext()]
  await signInAs(owners, 'employee')
  await signInAs(leaders, 'appraiser')
  const own = await owners.newPage()
  const team = await leaders.newPage()
  for (const page of [own, team]) await page.setViewportSize({ width: 360, height: 800 })

  await test.step('the employee starts from last year’s plan and adds a result', async () => {
    await own.goto('/kinerja/skp')
    await own.getByRole('link', { name: 'Susun SKP' }).click()
    await own.getByLabel('Mulai', { exact: true }).fill('2026-01-01')
    await own.getByLabel('Sampai', { exact: true }).fill('2026-12-31')
    await own.getByRole('button', { name: 'Lanjutkan menulis' }).click()
    await expect(own.getByRole('heading', { name: 'Tulis SKP', level: 1 })).toBeVisible()
    await expect(own.getByLabel('Rencana hasil kerja').first()).not.toHaveValue('')
    expect(await sidewaysOf(own)).toEqual([])
    expect(await findingsInEveryLook(own)).toEqual([])
    await own.setViewportSize({ width: 360, height: 800 })
    await own.getByRole('button', { name: 'Tambah hasil kerja', exact: true }).click()
    await own.getByLabel('Rencana hasil kerja').last().fill('Tersusunnya daftar arsip vital')
    await own.getByLabel('Tautan sementara').last().fill('Perjanjian kinerja Biro Umum')
    await own
      .getByRole('button', { name: /^Tambah indikator/ })
      .last()
      .click()
    await own.getByLabel('Indikator kinerja individu').last().fill('Daftar arsip')
    await own.getByLabel('Target', { exact: true }).last().fill('1 daftar')
    await own.getByRole('button', { name: 'Simpan draf' }).click()
    await expect(own.getByText('Tersusunnya daftar arsip vital').first()).toBeVisible()
    await confirm(own, 'Ajukan')
    await expect(own.getByText('Menunggu persetujuan')).toBeVisible()
  })

  await test.step('the appraiser finds it first in the team’s list and sends it back', async () => {
    await team.goto('/kinerja/tim/skp')
    expect(await findingsInEveryLook(team)).toEqual([])
    await team.setViewportSize({ width: 360, height: 800 })
    await team.getByRole('table').getByRole('link').first().click()
    await team.getByRole('button', { name: 'Kembalikan' }).click()
    await team.getByLabel('Yang perlu diperbaiki').fill('Sebutkan bulan selesainya.')
    await team.getByRole('dialog').getByRole('button', { name: 'Kembalikan' }).click()
    await expect(team.getByText('Draf', { exact: true })).toBeVisible()
  })

  await test.step('the employee reads why, mends and proposes again; the appraiser agrees', async () => {
    await own.reload()
    await expect(own.getByText('Sebutkan bulan selesainya.')).toBeVisible()
    await own.getByRole('link', { name: 'Tulis', exact: true }).click()
    await own.getByLabel('Target', { exact: true }).last().fill('1 daftar pada bulan Juni')
    await own.getByRole('button', { name: 'Simpan draf' }).click()
    await expect(own.getByText('1 daftar pada bulan Juni')).toBeVisible()
    await confirm(own, 'Ajukan')
    await team.reload()
    await confirm(team, 'Setujui')
    await expect(team.getByText('Disepakati', { exact: true }).first()).toBeVisible()
    expect(await findingsInEveryLook(team)).toEqual([])
  })

  await test.step('an amendment that both do not agree on is referred, and settled by the superior of the appraiser', async () => {
    await own.reload()
    await own.getByRole('button', { name: 'Ubah SKP' }).click()
    await own.getByLabel('Alasan perubahan').fill('Strategi kearsipan berubah')
    await own.getByRole('dialog').getByRole('button', { name: 'Ubah SKP' }).click()
    await own.getByRole('button', { name: 'Simpan draf' }).click()
    await confirm(own, 'Ajukan')
    const superior = await aSuperior(new URL(own.url()).pathname.split('/').at(-1) ?? '')
    await own.getByRole('button', { name: 'Serahkan ke atasan penilai' }).click()
    await own.getByLabel('Yang tidak disepakati, dan alasannya').fill('Target dua kali lipat tidak terkejar.')
    await own.getByRole('dialog').getByRole('button', { name: 'Serahkan ke atasan penilai' }).click()
    await expect(own.getByText('Menunggu atasan penilai')).toBeVisible()
    expect(await findingsInEveryLook(own)).toEqual([])

    await signInAs(leaders, 'appraiser', superior)
    await team.goto('/kinerja/tim/skp')
    await team.getByRole('table').getByRole('link').first().click()
    await expect(team.getByText('Target dua kali lipat tidak terkejar.').first()).toBeVisible()
    expect(await findingsInEveryLook(team)).toEqual([])
    await team.getByRole('button', { name: 'Tetapkan SKP' }).click()
    await team.getByLabel('Alasan keputusan').fill('Target semula sesuai beban kerja.')
    await team.getByRole('dialog').getByRole('button', { name: 'Tetapkan SKP' }).click()
    await expect(team.getByText('Keputusan ini mengikat.')).toBeVisible()

    await signInAs(leaders, 'appraiser')
    await own.reload()
    await expect(own.getByText('Target semula sesuai beban kerja.').first()).toBeVisible()
    await own.goto('/kinerja/skp')
    await expect(own.getByText('Versi ke-2')).toBeVisible()
    await expect(own.getByText('Digantikan')).toBeVisible()
    expect(await findingsInEveryLook(own)).toEqual([])
  })

  await test.step('the matrix shows who serves which result', async () => {
    await team.goto('/kinerja/tim/skp/matriks')
    await expect(team.getByText('Tersusunnya daftar arsip vital').first()).toBeVisible()
    expect(await findingsInEveryLook(team)).toEqual([])
  })
})
