import { expect, test } from 'vitest'
import { isReporting, mixesReporters, serves } from '@/lib/surface'

const REPORTER = [
  '/lapor',
  '/lapor?x=1',
  '/lapor/api/buka',
  '/lapor/api/lampiran/bagian',
  '/lapor/berkas/lapor.3f2a.js',
]
const OFFICE = [
  '/',
  '/masuk',
  '/beranda',
  '/api/auth/session',
  '/api/cat/answers',
  '/_next/static/a.js',
  '/v/ABC',
  '/wbs',
]
const ODD = [
  '//lapor',
  '/./lapor',
  '/%6Capor',
  '/%256Capor/api/pow',
  '/masuk/../lapor',
  '/LAPOR',
  '\\lapor',
  'http://satya.example/lapor/api/pow',
  '/lapor%2Fapi',
]

test.each(REPORTER)('%s is for a server of WBS alone, and for none of the office', (url) => {
  expect([serves('wbs', url), serves('office', url), serves('all', url)]).toEqual([true, false, true])
})

test.each(OFFICE)('%s is for a server of the office, and for none of WBS', (url) => {
  expect([serves('wbs', url), serves('office', url), serves('all', url)]).toEqual([false, true, true])
})

test.each(ODD)('%s, an odd way of writing it, is for neither', (url) => {
  expect([serves('wbs', url), serves('office', url)]).toEqual([false, false])
})

test.each(['/laporan', '/lapor.js', '/sapk/lapor', '/lapor/../masuk'])('%s is no address of reporters', (url) => {
  expect(isReporting(url)).toBe(false)
  expect(serves('wbs', url)).toBe(false)
})

test('a server of WBS alone answers to nothing that has no address', () => {
  expect(serves('wbs', undefined)).toBe(false)
  expect(serves('wbs', '*')).toBe(false)
})

test('a server of officers to which real reports come as well is warned of at its start, and a demonstration is not', () => {
  expect(mixesReporters('all', ['kunci'])).toBe(true)
  expect(mixesReporters('all', [])).toBe(false)
  for (const surface of ['office', 'wbs'] as const) expect(mixesReporters(surface, ['kunci'])).toBe(false)
})
