import type { APIResponse } from '@playwright/test'
import { expect, test } from '@/e2e/fixtures'
import { signInAs } from '@/e2e/people'
import { pages, routes } from '@/lib/auth/access-table'
import { roles } from '@/lib/auth/actor'

const endpoints = Object.entries({ ...pages, ...routes }).filter(([path]) => path !== '/api/auth/[...nextauth]')
const withId = endpoints.filter(([path]) => path.includes('['))
const filled = (path: string, part: string) => path.replace(/\[[^\]]+\]/g, part)

/** What may stand in an address in the place of an id. */
const PARTS = [
  'x',
  '..%2F..%2Fetc%2Fpasswd',
  '0',
  '-1',
  '00000000-0000-0000-0000-00000000000g',
  '99999999-9999-4999-8999-999999999999',
  "'%20or%201=1--",
  '%F0%9F%98%80',
  'a'.repeat(4000),
]

const BROKEN = ['%E0%A4%A', '%ff', '%C0%AF', 'a%00b', '%', '100%']

const NAMES =
  'bagian baris baru buka cari code error format golongan hal halaman hasil instansi jenis keadaan kode kolom langkah lanjut lihat mulai nama periode peristiwa q sampai sebelum sejak sesudah set status syarat tahun tampilan tanggal tenggat ubah unduh unit urut usul'.split(
    ' ',
  )

/** What may stand in an address in the place of a parameter's value. */
const VALUES = [
  'a%00b',
  '%E0%A4%A',
  '9'.repeat(300),
  '-1',
  '1e309',
  '2026-02-30',
  "'%20or%201=1--",
  '%00',
  '__proto__',
  '99999999-9999-4999-8999-999999999999',
  '2147483648',
  '%ED%A0%80',
]

/** Every other one, in turns: of two addresses that follow each other in the table one gets what the other does not. */
const inTurn = (values: readonly string[], turn: number) => values.filter((_, index) => index % 2 === turn % 2)
const turnOf = (path: string) => endpoints.findIndex(([each]) => each === path)

/** Answered by the product, with nothing of its inside. */
async function expectCalm(response: APIResponse, address: string, expected: RegExp) {
  const text = await response.text()
  expect(`${address.slice(0, 200)} ${response.status()}`).toMatch(expected)
  expect(text, address).not.toMatch(/\n\s+at .+:\d+:\d+|Internal Server Error|PostgresError|node_modules/)
}

test('a path that is no text is not found, in Indonesian, with and without a session', async ({ context }) => {
  const ask = async () => {
    for (const [path] of [...withId, ['/', 'public']] as const) {
      for (const part of inTurn(BROKEN, turnOf(path))) {
        const address = path === '/' ? `/${part}` : filled(path, part)
        const response = await context.request.get(address, { maxRedirects: 0 })
        await expectCalm(response, address, / 404$/)
        expect(await response.text()).toContain('Halaman tidak ditemukan')
      }
    }
  }
  await ask()
  await signInAs(context, 'mutation_officer')
  await ask()
})

for (const role of roles) {
  const own = endpoints.filter(([, access]) => typeof access !== 'string' && access[0] === role)

  test(`an id that is none is not found where ${role} is the first who may open it`, async ({ context }) => {
    await signInAs(context, role)
    for (const [path] of own.filter((each) => withId.includes(each))) {
      for (const part of inTurn(PARTS, turnOf(path))) {
        const address = filled(path, part)
        await expectCalm(await context.request.get(address, { maxRedirects: 0 }), address, / (404|409)$/)
      }
    }
  })

  test(`parameters that make no sense break no page that ${role} is the first to open`, async ({ context }) => {
    await signInAs(context, role)
    for (const [path] of own.filter((each) => !withId.includes(each))) {
      for (const value of inTurn(VALUES, turnOf(path))) {
        const address = `${path}?${NAMES.map((name) => `${name}=${value}`).join('&')}`
        await expectCalm(await context.request.get(address, { maxRedirects: 0 }), address, / (200|307|400|404|409)$/)
      }
      const twice = `${path}?${NAMES.map((name) => `${name}=a&${name}=b`).join('&')}`
      await expectCalm(await context.request.get(twice, { maxRedirects: 0 }), twice, / (200|307|400|404|409)$/)
    }
  })
}

/** Lists that have rows in the demonstration. */
const LISTS = [
  ['bkn_admin', ['/admin/instansi', '/admin/akun']],
  ['exam_manager', ['/cat/sesi', '/cat/peserta']],
  ['item_writer', ['/cat/bank-soal']],
  ['performance_officer', ['/kinerja/rekap']],
  ['mutation_officer', ['/sapk/kenaikan-pangkat']],
] as const

test('an address beyond the last page of a list leads to the last', async ({ context }) => {
  for (const [role, paths] of LISTS) {
    await signInAs(context, role)
    for (const path of paths) {
      const response = await context.request.get(`${path}?halaman=999`, { maxRedirects: 0 })
      await expectCalm(response, path, / 307$/)
      expect(response.headers().location).toMatch(new RegExp(`${path}(\\?halaman=\\d{1,2})?$`))
    }
  }
})

test('whoever comes to a list beyond its last page sees its last rows', async ({ context, page }) => {
  await signInAs(context, 'bkn_admin')
  await page.goto('/admin/akun?halaman=999')
  await expect(page).toHaveURL(/halaman=\d{1,2}$/)
  const pages = page.getByRole('navigation', { name: 'Halaman daftar' })
  const [, last, total] = (await pages.innerText()).match(/–(\d+) dari (\d+)/) ?? []
  expect(last).toBe(total)
  await expect(pages.getByRole('link', { name: 'Halaman berikutnya' })).toHaveCount(0)
})

test('public pages take any parameter', async ({ context }) => {
  for (const [path] of endpoints.filter(([path, access]) => access === 'public' && path in pages)) {
    for (const value of [...VALUES, 'a'.repeat(4000)]) {
      const address = `${filled(path, value)}?${NAMES.slice(0, 3)
        .map((name) => `${name}=${value}`)
        .join('&')}`
      await expectCalm(await context.request.get(address, { maxRedirects: 0 }), address, / (200|404)$/)
    }
  }
})
