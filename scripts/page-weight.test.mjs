import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pages } from '@/lib/auth/access-table'
import { bundle } from '@/lib/page-files.server'
import { budgetOf, checkPageWeights, pageWeights } from './page-weight.mjs'

const EMPTY = 138
let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satya-weight-'))
  write('build-manifest.json', JSON.stringify({ rootMainFiles: ['main.js'] }))
  write('main.js', randomBytes(130_000))
  addPage('_not-found', [])
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the way in and the homes are lighter than lists and files, and a check of a letter is empty', () => {
  expect(['/masuk', '/masuk/kode', '/', '/beranda'].map((path) => budgetOf(path, EMPTY))).toEqual([150, 150, 150, 150])
  expect(budgetOf('/v/[kode]', EMPTY)).toBe(EMPTY)
  expect(budgetOf('/sapk/pemantauan', EMPTY)).toBe(200)
  const others = Object.keys(pages).filter((path) => budgetOf(path, EMPTY) === 190)
  expect(others).toContain('/pegawai/[id]')
  expect(others).toContain('/sapk/verifikasi')
})

test.each([
  ['/cat/ruang-ujian', 'components/cat/room/room.ts'],
  ['/cat/papan/[id]', 'components/cat/room/board.ts'],
  ['/cat/bukti/[id]', 'components/cat/room/proof.ts'],
  ['/kinerja', 'components/kinerja/day/start.tsx'],
])('%s is one script outside the framework, within its budget', (path, entry) => {
  expect(budgetOf(path, EMPTY)).toBe(150)
  expect(gzipSync(bundle(entry)).length / 1000).toBeLessThanOrEqual(150)
})

test('a page weighs the framework and everything that its entries name, each file once', () => {
  write('shared.js', randomBytes(10_000))
  write('own.js', randomBytes(5_000))
  addPage('(office)/pegawai/[id]', [['shared.js'], ['shared.js', 'own.js']])
  const { pages, emptyPageKb } = pageWeights(folder)
  expect(emptyPageKb).toBeCloseTo(130, 0)
  expect(pages).toEqual([{ path: '/pegawai/[id]', firstLoadKb: expect.closeTo(145, 0), budgetKb: 190 }])
})

test('a page above its budget is refused by name', () => {
  write('heavy.js', randomBytes(25_000))
  addPage('(office)/pegawai', [['heavy.js']])
  expect(() => checkPageWeights(() => {}, folder)).not.toThrow()
  addPage('(office)/beranda', [['heavy.js']])
  expect(() => checkPageWeights(() => {}, folder)).toThrow('/beranda: 155')
})

function addPage(path, entries) {
  const manifest = JSON.stringify({
    entryJSFiles: Object.fromEntries(entries.map((files, at) => [`entry ${at}`, files])),
  })
  write(`server/app/${path}/page_client-reference-manifest.js`, `globalThis.__RSC["/x"] = ${manifest};`)
}

function write(name, content) {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
