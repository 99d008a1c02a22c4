import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { TOTP } from 'otpauth'
import { findBrowser } from './browser.mjs'
import { pictureExam } from './exam-pictures'
import { root } from './place.mjs'

/**
 * `npm run screenshots [address [cat]]`: pictures of the main screens of a running demonstration, into
 * `docs/screenshots`, or of its exam alone.
 * Signs in like a person, so that what the README shows is what a newcomer sees. It holds the exam of the demonstration
 * to its end: for its pictures a new demonstration is needed each time, and the receipt is pictured always.
 */
const [address = 'http://localhost:3000', part] = process.argv.slice(2)
const folder = join(root, 'docs/screenshots')
const { password, accounts } = JSON.parse(readFileSync(join(root, 'db/seed/accounts.json'), 'utf8'))

/** The first name of a list. */
const ROW = 'tbody tr[data-row] a[data-name]'

/**
 * Who looks at what, in the light or in the dark: an address, or a link to press on the page before; the last
 * of some buttons of it may be tapped. Null is anybody.
 */
const SCREENS = [
  { as: 'petugas', at: '/beranda', name: 'beranda' },
  { as: 'petugas', at: '/beranda', name: 'beranda-gelap', dark: true },
  { as: 'petugas', at: '/sapk/kenaikan-pangkat?hasil=belum', press: ROW, name: 'nominatif' },
  { as: 'petugas', at: '/pegawai', press: ROW, further: '/karier', name: 'garis-karier' },
  { as: 'petugas', at: '/sapk/usul?bagian=all', press: ROW, name: 'usul' },
  { as: 'verifikator', at: '/beranda', press: 'main a[href="/sapk/verifikasi"]', name: 'verifikasi' },
  { as: 'pegawai', at: '/profil/kapan-naik-pangkat', name: 'kapan-naik-pangkat', phone: true },
  { as: 'penilai', at: '/kinerja/tim', name: 'tim' },
  { as: 'pegawai', at: '/kinerja', tap: 'button:has-text("catatan")', name: 'hari-kerja', phone: true },
  { as: null, at: '/lapor', name: 'lapor', phone: true },
]

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: await findBrowser(() => {}), args: ['--no-sandbox'] })
const signedIn = new Map()
for (const screen of part === 'cat' ? [] : SCREENS) {
  const page = signedIn.get(screen.as) ?? (await signIn(screen.as))
  signedIn.set(screen.as, page)
  await page.setViewportSize(screen.phone ? { width: 360, height: 780 } : { width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: screen.dark ? 'dark' : 'light' })
  await page.goto(screen.at)
  if (screen.press) {
    const before = page.url()
    await page.locator(screen.press).first().click()
    await page.waitForURL((url) => url.href !== before)
  }
  if (screen.tap) await page.locator(screen.tap).last().click()
  if (screen.further) await page.goto(`${new URL(page.url()).pathname}${screen.further}`)
  await picture(page, screen.name)
}
const supervisor = await signIn('pengawas.ujian')
await supervisor.setViewportSize({ width: 1280, height: 900 })
await pictureExam({ browser, address, supervisor, picture })
await browser.close()

async function picture(page, name) {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
  await page.screenshot({ path: join(folder, `${name}.png`) })
  console.log(`docs/screenshots/${name}.png`)
}

async function signIn(userId) {
  const context = await browser.newContext({ baseURL: address, locale: 'id-ID', timezoneId: 'Asia/Jakarta' })
  const page = await context.newPage()
  if (!userId) return page
  const { totp } = accounts.find((account) => account.userId === userId)
  await page.goto('/masuk')
  await page.getByLabel('ID pengguna atau NIP').fill(userId)
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  if (totp) {
    await page.getByLabel('Kode 6 angka').fill(new TOTP({ secret: totp }).generate())
    await page.keyboard.press('Enter')
  }
  await page.locator('.shell').waitFor()
  return page
}
