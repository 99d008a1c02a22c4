import { expect, type Page } from '@playwright/test'

/** Locking, opening and deriving keys take their time on a busy machine. */
export const SLOW = { timeout: 60_000 }

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
type Question = keyof typeof ANSWERS

/** Answers every question and stops at the last, whose turn it is to read; `atStep` does more at each. */
export async function answerAll(page: Page, atStep: (question: Question) => Promise<void> = async () => {}) {
  await page.getByRole('button', { name: /Tulis laporan/ }).click()
  for (const question of Object.keys(ANSWERS) as Question[]) {
    await expect(page.getByRole('heading', { level: 1, name: question })).toBeFocused()
    if (ANSWERS[question]) await page.getByRole('textbox').fill(ANSWERS[question])
    await atStep(question)
    await page.getByRole('button', { name: /^Lanjut ke pertanyaan/ }).click()
  }
}

/** Locks and sends what was checked, and answers the code that is shown for it, as digits. */
export async function sendReport(page: Page, patience = SLOW): Promise<string> {
  await page.getByRole('button', { name: 'Kunci dan kirim' }).click()
  const received = page.getByRole('heading', { name: 'Laporan diterima. Catat kode ini sekarang' })
  await expect(received).toBeFocused(patience)
  const code = ((await page.getByText(/^Kode laporan, 21 angka/).textContent()) ?? '').replace(/\D/g, '').slice(2)
  expect(code).toHaveLength(21)
  return code
}

/** Types the code from the note, which lets go of the page. */
export async function noteCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Ketik kode dari catatan Anda' }).fill(code)
  await page.getByRole('button', { name: 'Selesai dan tutup' }).click()
}

/** Opens the inbox from the first page, which says the state of the report in its heading. */
export async function openInbox(page: Page, code: string, heading: string, patience = SLOW): Promise<void> {
  await page.getByRole('button', { name: /Buka laporan saya/ }).click()
  await page.getByRole('textbox', { name: 'Kode laporan' }).fill(code)
  await page.getByRole('button', { name: 'Buka', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeFocused(patience)
}

/** What the page's own policy refused, what failed, what opened a dialog, and what was asked of anybody else. */
export function violationsOf(page: Page): string[] {
  const found: string[] = []
  const { origin } = new URL(process.env.SATYA_URL ?? '')
  page.on('pageerror', (error) => found.push(error.message))
  page.on('dialog', (dialog) => {
    found.push(`a dialog: ${dialog.message()}`)
    return dialog.dismiss()
  })
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text())
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) found.push(request.url())
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
