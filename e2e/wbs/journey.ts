import type { Page } from '@playwright/test'

/** What somebody answers to each question, in its order. */
export const ANSWERS = {
  'Apa yang terjadi?': 'Pejabat meminta uang Rp 15.000.000 supaya usul kenaikan pangkat diteruskan.',
  'Siapa yang melakukannya?': 'Kepala subbagian di bidang mutasi',
  'Di mana terjadinya?': 'Di ruang bidang mutasi',
  'Kapan terjadinya?': 'Sejak Agustus 2026',
  'Bagaimana caranya?': 'Lewat pesan lisan seorang perantara, dua kali',
  'Apa buktinya, atau di mana dapat ditemukan?': 'Kuitansi ada di lemari arsip',
  'Bagaimana Anda tahu?': 'Saya satu-satunya bendahara di bidang itu',
  'Siapa yang akan menduga Anda?': '',
}

/** What the page's own policy refused, what failed, and what was asked of anybody else. */
export function violationsOf(page: Page): string[] {
  const found: string[] = []
  page.on('pageerror', (error) => found.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text())
  })
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(process.env.SATYA_URL ?? '') || request.url().startsWith('blob:')
    if (!isOwn) found.push(request.url())
  })
  return found
}

/** What a browser still holds of the visit. */
export async function leftBehind(page: Page) {
  const cookies = await page.context().cookies()
  const held = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    entries: history.length,
  }))
  return { cookies, ...held }
}
