import { get } from 'node:http'
import { chromium } from '@playwright/test'
import { pages } from '@/lib/auth/access-table'
import { budgetOf } from '@/scripts/page-weight.mjs'
import { besideAims } from './figures-and-aims'
import { measureRoom, ROOM_BUDGETS } from './pages-room'

const WARM_UP = 3
const SAMPLES = 9

/** Pages outside the framework, each with the one script that it is. */
const BARE = ['/cat/ruang-ujian', '/cat/papan/[id]', '/cat/bukti/[id]', '/kinerja']

type Line = { path: string; firstLoadKb: number; serverMs: number; budgetKb: number }

/** The pages of a running server whose database may be written to; see `pages.ts`. */
export async function measurePages(url: string, executablePath: string) {
  const { fill, looks } = await import('@/e2e/accessibility-samples') // reads where the database is
  const { database, signInAs } = await import('@/e2e/people')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const weigh = scales(url)
  try {
    const officer = await browser.newContext({ baseURL: url })
    await signInAs(officer, 'mutation_officer')
    const all = looks(await fill(await officer.newPage()))
    const emptyPageKb = await weigh(await (await fetch(`${url}/tidak/ada`)).text())
    const lines: Line[] = []
    for (const look of all.filter(
      ({ page }, at) => page in pages && all.findIndex((one) => one.page === page) === at,
    )) {
      const context = await browser.newContext()
      if (look.role) await signInAs(context, look.role, undefined, look.stage)
      const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
      await context.close()
      const { html, serverMs } = await timed(`${url}${look.address}`, cookie)
      const budgetKb = budgetOf(look.page, emptyPageKb)
      lines.push({ path: look.page, firstLoadKb: await weigh(html), serverMs, budgetKb })
    }
    for (const path of BARE) {
      const { html, serverMs } = await timed(`${url}${path.replace('[id]', crypto.randomUUID())}`, '')
      lines.push({ path, firstLoadKb: await weigh(html), serverMs, budgetKb: budgetOf(path, emptyPageKb) })
    }
    console.table(lines)
    const { measureDayPage } = await import('./pages-offline')
    const dayPage = await measureDayPage(browser, url)
    console.table(dayPage)
    const room = await measureRoom(browser, url)
    console.table(besideAims(room, ROOM_BUDGETS))
    return { pages: lines, emptyPageKb, dayPage, room }
  } finally {
    await browser.close()
    await database.end()
  }
}

async function timed(address: string, cookie: string) {
  const times: number[] = []
  let html = ''
  for (let round = 0; round < WARM_UP + SAMPLES; round++) {
    const began = performance.now()
    const answer = await fetch(address, { headers: { cookie } })
    html = await answer.text()
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`)
    if (round >= WARM_UP) times.push(performance.now() - began)
  }
  times.sort((one, other) => one - other)
  return { html, serverMs: round(times[Math.floor(times.length / 2)] ?? 0) }
}

/** Adds up the scripts that a page names, in its tags and in what it hands to the framework, each fetched once. */
function scales(url: string) {
  const sizes = new Map<string, Promise<number>>()
  const sizeOf = (file: string) => {
    const known = sizes.get(file) ?? transferred(`${url}${file}`)
    sizes.set(file, known)
    return known
  }
  return async (html: string) => {
    const unused = [...html.matchAll(/<script src="([^"]+)"[^>]* noModule/g)].map((match) => match[1])
    const named = new Set(html.match(/\/_next\/static\/chunks\/[\w~.-]+\.js|\/(cat|kinerja)\/[\w/-]+\.js/g))
    const bytes = await Promise.all([...named].filter((file) => !unused.includes(file)).map(sizeOf))
    return round(bytes.reduce((sum, size) => sum + size, 0) / 1000)
  }
}

/** The bytes of the body as it travels: `fetch` would unpack it. */
function transferred(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () => resolve(bytes))
      answer.on('error', reject)
    }).on('error', reject)
  })
}

const round = (value: number) => Math.round(value * 10) / 10
