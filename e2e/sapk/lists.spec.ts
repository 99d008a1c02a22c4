import { readFileSync } from 'node:fs'
import { expect, sidewaysOf, test } from '@/e2e/fixtures'
import { database, signInAs } from '@/e2e/people'
import { proposalIn } from '@/e2e/sapk/proposals'

test('a list is saved as a view, opens the same again, and is fetched as a file with every row', async ({
  context,
  page,
}) => {
  await proposalIn('draft')
  await signInAs(context, 'mutation_officer')
  await page.goto('/sapk/usul?bagian=all')
  const name = `Semua usul ${Date.now()}`
  await page.getByText('Tampilan tersimpan', { exact: true }).click()
  await page.getByLabel('Nama tampilan').fill(name)
  await page.getByRole('button', { name: 'Simpan tampilan ini' }).click()
  await expect(page.getByRole('link', { name })).toBeVisible()

  await page.goto('/sapk/usul')
  await page.getByText('Tampilan tersimpan', { exact: true }).click()
  await page.getByRole('link', { name }).click()
  await expect(page).toHaveURL(/bagian=all/)
  const pager = page.getByRole('navigation', { name: 'Halaman daftar', exact: true })
  const total = Number(/dari ([\d.]+)/.exec(await pager.innerText())?.[1]?.replaceAll('.', ''))
  expect(total).toBeGreaterThan(0)

  await page.getByText('Unduh', { exact: true }).click()
  const fetched = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Teks (CSV)' }).click()
  const lines = readFileSync(await (await fetched).path(), 'utf8')
    .trim()
    .split(/\r?\n/)
  expect(lines.length - 1).toBe(total)
})

test('every count of the monitor opens a list of as many', async ({ context, page }) => {
  await proposalIn('draft')
  await proposalIn('sent')
  await signInAs(context, 'mutation_officer')
  await page.goto('/sapk/pemantauan')
  const links = await page.getByRole('table').getByRole('link').all()
  const counts = await Promise.all(
    links.map(async (link) => ({ count: await link.innerText(), href: (await link.getAttribute('href')) ?? '' })),
  )
  expect(counts.length).toBeGreaterThan(1)
  for (const { count, href } of counts) {
    await page.goto(href)
    await expect(page.getByRole('navigation', { name: 'Halaman daftar', exact: true })).toContainText(`dari ${count}`)
  }
})

test('the nominatif stays inside a small desk, and a proposal inside a phone, however long a state is', async ({
  context,
  page,
}) => {
  const { id, name } = await proposalIn('draft')
  await database`update promotion_proposals set state = 'technical_signing' where id = ${id}`
  await signInAs(context, 'mutation_officer')
  await page.goto(`/sapk/kenaikan-pangkat?periode=2027-04-01&nama=${encodeURIComponent(name)}`)
  await expect(page.getByText('Pertek menunggu tanda tangan').first()).toBeVisible()
  expect(await sidewaysOf(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 780 })
  await page.goto(`/sapk/usul/${id}`)
  await expect(page.getByText('Pertek menunggu tanda tangan').first()).toBeVisible()
  expect(await sidewaysOf(page), 'its own page, on a phone').toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goBack()
  await page.locator('summary', { hasText: 'Periode 1 April 2027' }).click()
  await page.getByRole('list', { name: 'Periode (TMT)' }).getByRole('link', { name: '1 Mei 2027' }).click()
  await expect(page.locator('summary', { hasText: 'Periode 1 Mei 2027' })).toBeVisible()
  await expect(page).toHaveURL(/nama=.*periode=2027-05-01|periode=2027-05-01.*nama=/)
})

test('the queue on an officer’s Beranda hides none of its rows under its header', async ({ context, page }) => {
  await proposalIn('draft')
  await signInAs(context, 'mutation_officer')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/beranda')
  const queue = page.getByRole('region', { name: 'Antrean menurut tenggat' }).getByRole('table')
  const header = await queue.getByRole('columnheader').first().boundingBox()
  const first = await queue.getByRole('row').nth(1).boundingBox()
  expect((header?.y ?? 0) + (header?.height ?? 0)).toBeLessThanOrEqual((first?.y ?? 0) + 1)
})

test('an employee reads when the next promotion may be, and each condition with its ground', async ({
  context,
  page,
}) => {
  await signInAs(context, 'employee')
  await page.goto('/beranda')
  const next = await page.getByRole('region', { name: 'Kenaikan pangkat berikutnya' }).innerText()
  const promised = /\d+ [A-Z]\w+ 20\d\d/.exec(next)?.[0] ?? 'no date'
  await page.goto('/profil/kapan-naik-pangkat')
  await expect(page.getByText('Tanggal berikutnya').locator('..')).toContainText(promised)
  const conditions = page.getByRole('table').first()
  await expect(conditions).toContainText('Paling sedikit 4 tahun dalam pangkat')
  await expect(conditions).toContainText('PP 99/2000')
  const unmet = await conditions.getByText('Belum terpenuhi').count()
  const told = page.locator('dl > div').filter({ has: page.getByText('Syarat', { exact: true }) })
  await expect(told).toContainText(unmet > 0 ? `${unmet} belum terpenuhi` : 'Semua terpenuhi')

  const types = ['Kenaikan pangkat reguler', /jabatan struktural$/, /jabatan fungsional$/]
  for (const name of types) await expect(page.getByRole('region', { name })).toHaveCount(1)
  await expect(page.getByText('Berlaku untuk jabatan Anda', { exact: true })).toHaveCount(1)
  const others = page.getByRole('region').filter({ hasText: 'Belum berlaku untuk jabatan Anda' })
  await expect(others).toHaveCount(2)
  for (const other of await others.all()) {
    await expect(other).toContainText(/Paling cepat \d+ [A-Z]\w+ 20\d\d|Belum ada tanggal/)
    await expect(other).toContainText(/Sekarang memegang jabatan/)
  }
})

test('a box that is ticked while the script of the page is on its way stays ticked and counts', async ({
  context,
  page,
}) => {
  const { name } = await proposalIn('draft')
  await signInAs(context, 'mutation_officer')
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released
    await route.continue()
  })
  await page.goto(`/sapk/usul?bagian=all&nama=${encodeURIComponent(name)}`, { waitUntil: 'commit' })
  const box = page.getByRole('checkbox', { name: `Pilih usul ${name}` })
  await box.check()
  release()
  await expect(page.getByText('1 baris dipilih')).toBeVisible()
  await expect(box).toBeChecked()
})
