import { expect, test } from 'vitest'
import { isFirstSpecialist } from './education'

test.each([
  'Spesialis I Ilmu Bedah',
  'SPESIALIS-1 ILMU PENYAKIT DALAM',
  'Sp.1 Anak',
  'Sp-I Radiologi',
  'Dokter Spesialis Mata',
  'Dokter Gigi Spesialis Ortodonsia',
])('%s is a Spesialis I', (programme) => {
  expect(isFirstSpecialist('45', programme)).toBe(true)
})

test.each([
  ['45', 'Spesialis II Ilmu Bedah'],
  ['45', 'Spesialis-2 Kardiologi'],
  ['45', 'Sp.2 Anak'],
  ['45', 'Subspesialis Bedah Digestif'],
  ['45', 'Sub-Spesialis Onkologi'],
  ['45', 'Profesi Dokter'],
  ['45', 'Spesialisasi Pajak'],
  ['40', 'Dokter Spesialis Mata'],
  ['45', null],
  [null, 'Spesialis I Anak'],
])('level %s, programme %s is none', (level, programme) => {
  expect(isFirstSpecialist(level, programme)).toBe(false)
})
