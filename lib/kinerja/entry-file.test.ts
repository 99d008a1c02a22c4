import { expect, test } from 'vitest'
import { missingColumns, readHeadings, readRow } from './entry-file'

const items = [
  { id: 'i1', number: 1, text: 'Cakupan imunisasi meningkat', unit: 'balita' },
  { id: 'i2', number: 2, text: 'Posyandu terlayani', unit: null },
]
const row = (changes: Record<string, string> = {}) =>
  readRow({ tanggal: '16-11-2026', mulai: '08.00', selesai: '10:00', kegiatan: 'Imunisasi balita', ...changes }, items)
const codes = (changes: Record<string, string>) => row(changes).problems.map(({ column, code }) => `${column} ${code}`)

test('headings are found by their names and usual other ones, and what is missing is named', () => {
  const headings = readHeadings(['No', 'Tgl', 'Jam Mulai', 'Jam Selesai', 'Uraian Kegiatan'], null) ?? []
  expect(headings.map(({ field }) => field)).toEqual([null, 'tanggal', 'mulai', 'selesai', 'kegiatan'])
  expect(missingColumns(headings)).toEqual([])
  expect(readHeadings(['16-11-2026', '08.00', '10.00', 'Apel'], null)).toBeUndefined()
  expect(missingColumns(readHeadings(['Tanggal', 'Mulai', 'Selesai'], null) ?? [])).toEqual(['kegiatan'])
})

test('a person may say what each column is', () => {
  const headings = readHeadings(['A', 'B', 'C', 'D'], { 0: 'kegiatan', 1: 'tanggal', 2: 'mulai', 3: '' })
  expect(headings?.map(({ field }) => field)).toEqual(['kegiatan', 'tanggal', 'mulai', null])
})

test('a row says day, time and work, as people and spreadsheets write them', () => {
  expect(row().entry).toMatchObject({ workOn: '2026-11-16', startsMinute: 480, endsMinute: 600, kind: 'general' })
  expect(row({ mulai: '0,3125', selesai: '0.5' }).entry).toBeNull()
  expect(row({ mulai: '0,3125', selesai: '0.500' }).entry).toMatchObject({ startsMinute: 450, endsMinute: 720 })
  expect(row({ tanggal: '2026-11-16' }).entry?.workOn).toBe('2026-11-16')
})

test('work names a line of the own plan by number or words; an order makes it additional', () => {
  expect(row({ rhk: 'RHK 1', hasil: '24,5' }).entry).toMatchObject({
    kind: 'plan',
    planItemId: 'i1',
    quantity: 24.5,
    unit: 'balita',
  })
  expect(row({ rhk: 'posyandu terlayani' }).entry?.planItemId).toBe('i2')
  expect(row({ diperintahkan_oleh: 'Kepala Dinas' }).entry).toMatchObject({ kind: 'additional' })
})

test('what cannot be read is said at its cell', () => {
  expect(codes({ tanggal: '31-02-2026' })).toEqual(['tanggal date'])
  expect(codes({ mulai: '25.00', selesai: '' })).toEqual(['mulai time', 'selesai missing'])
  expect(codes({ kegiatan: ' ' })).toEqual(['kegiatan missing'])
  expect(codes({ kegiatan: 'x'.repeat(501) })).toEqual(['kegiatan long'])
  expect(codes({ rhk: '9' })).toEqual(['rhk item'])
  expect(codes({ hasil: '-1' })).toEqual(['hasil number'])
  for (const tempat of ['pasar', 'constructor', '__proto__'])
    expect(codes({ tempat }), tempat).toEqual(['tempat place'])
})

test('where the work was done is said in the words that people use for it', () => {
  const places = ['Kantor', 'WFH', 'dinas luar', ''].map((tempat) => row({ tempat }).entry?.place)
  expect(places).toEqual(['office', 'home', 'duty', null])
})
