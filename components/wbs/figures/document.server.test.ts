import { afterEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import type { Closure } from '@/lib/wbs/closure'
import { quarterFigures } from '@/lib/wbs/figures'
import { DEPLOYMENT, office, root, TODAY } from '@/lib/wbs/people.fixture'
import { entryOf, signCheckpoint } from '@/lib/wbs/transparency'
import { publishManifest } from '@/lib/wbs/transparency.server'
import { figuresDocument } from './document.server'
import { protectionDocument } from './protection.server'

process.env.WBS_DEPLOYMENT = DEPLOYMENT
process.env.WBS_ROOT_KEYS = root.public
const database = await testWbsDatabase()
const { owner } = database
afterEach(database.reset)

const NOW = new Date(`${TODAY}T05:00:00Z`)
const days = { acknowledge: 2, verify: 5, review: 14, investigate: 60, follow_up: 30 }
const told: Closure = {
  category: 'levy',
  agencyKind: 'regency_city',
  result: 'proven',
  days,
  hasCorrectiveAction: true,
  hasRetaliation: false,
}

async function publishQuarter(): Promise<void> {
  const closures = [...Array<Closure>(17).fill(told), ...Array<Closure>(3).fill({ ...told, result: 'not_proven' })]
  const figures = JSON.stringify(quarterFigures('2026-Q3', { received: 23, unreadable: 0 }, closures))
  await owner`insert into publications (quarter, figures, published_on) values ('2026-Q3', ${figures}, '2026-11-01')`
}

async function publishList(): Promise<string> {
  const { signed } = await office({ version: 1 })
  const checkpoint = signCheckpoint([entryOf(signed)], { deployment: DEPLOYMENT, on: TODAY }, root)
  await transactWbs((tx) => publishManifest(tx, { signed, checkpoint, on: TODAY }))
  return checkpoint.root
}

test.each(['id', 'en'] as const)(
  'in %s it is read without a script, loads one style and names no other place',
  async (locale) => {
    await publishQuarter()
    for (const answer of [await figuresDocument(locale, NOW), await protectionDocument(locale)]) {
      const html = await answer.text()
      expect(html).not.toMatch(/<script|<form|<img|\son\w+=|style=|<h1[^>]*>\s*<\/h1>/)
      expect([...html.matchAll(/<link[^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
        '/lapor/ikon.svg',
        '/lapor/angka.css',
      ])
      expect(html).toContain('<title>Satya</title>')
      expect(html).toContain(`lang="${locale}"`)
      expect(html).not.toMatch(/figures\.|undefined|\[object|NaN/)
    }
  },
)

test('small numbers stand on it as dashes, in every place they could be read from', async () => {
  await publishQuarter()
  const html = await (await figuresDocument('id', NOW)).text()
  const shownAt = (name: string) => new RegExp(`>${name}</(?:th|dt)><(?:td|dd)>([^<]*)<`).exec(html)?.[1]
  expect(shownAt('Laporan diterima')).toBe('23')
  expect(shownAt('Laporan selesai')).toBe('20')
  expect(shownAt('Tidak terbukti')).toBe('–')
  expect(shownAt('Terbukti')).toBe('–')
  expect(shownAt('Terbukti seluruhnya atau sebagian, dari yang diperiksa sampai selesai')).toBe('–')
  expect(shownAt('Tanggapan pertama')).toBe('2 hari')
})

test('before anything is published it says so', async () => {
  const html = await (await figuresDocument('id', NOW)).text()
  expect(html).toContain('Belum ada angka yang terbit')
  expect(html).toContain('Belum ada daftar penerima yang terbit')
})

test('it shows what the place can be held to: words of the root key, the list, checkpoints, what was destroyed', async () => {
  const logRoot = await publishList()
  await owner`insert into certificates (quarter_end, reports) values ('2026-09-30', 6)`
  const html = await (await figuresDocument('id', NOW)).text()
  expect(html).toMatch(/<p class="words">(<span>[a-z]{4,8}<\/span> ?){8}<\/p>/)
  expect(html).toContain('Versi 1, ditandatangani 20 Oktober 2026, berlaku sampai 24 November 2026')
  expect(html).toContain(logRoot)
  expect(html).toMatch(
    /6 laporan dimusnahkan bersama kuncinya, sampai 30 September 2026<\/code> <span class="hint">Menunggu/,
  )
  expect(html).toMatch(/<dt>\/lapor\/lapor\.js<\/dt><dd><code>[0-9a-f]{64}</)
  expect(html).toContain('730 hari')
})
