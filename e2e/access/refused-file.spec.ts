import { expect, test } from '@/e2e/fixtures'
import { signInAs } from '@/e2e/people'

const nobody = '00000000-0000-4000-8000-000000000000'
const links: [address: string, status: number, sentence: RegExp][] = [
  [`/api/berkas/${nobody}`, 404, /tidak ditemukan/],
  [`/api/usul/${nobody}/pratinjau`, 404, /tidak ditemukan/],
  ['/api/sapk/nominatif?format=xlsx', 404, /tidak ditemukan/],
  ['/api/impor/templat', 403, /tidak memiliki hak/],
]

test('a link to a file that cannot be given leads to a sentence, a script gets the code', async ({ context, page }) => {
  const stranger = await page.goto(`/api/berkas/${nobody}`)
  expect(stranger?.status()).toBe(401)
  await expect(page.getByRole('link', { name: 'Masuk' })).toHaveAttribute('href', '/masuk')

  await signInAs(context, 'agency_approver')
  for (const [address, status, sentence] of links) {
    const answer = await page.goto(address)
    expect(`${address} ${answer?.status()}`).toBe(`${address} ${status}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Berkas belum dapat dibuka')
    await expect(page.getByRole('main')).toContainText(sentence)
    expect(await (await page.request.get(address)).json()).toHaveProperty('code')
  }
})
