import { expect, test } from 'vitest'
import { legalBasis } from './legal-basis'

const named = (type: string, on: string, isByBkn = false) => legalBasis(type, on, isByBkn).join('; ')

test('only a regular decree rests on the regulation about regular promotion', () => {
  expect(named('regular', '2027-04-01')).toContain('Negara Nomor 2 Tahun 2025')
  expect(named('structural', '2027-04-01')).not.toContain('Negara Nomor 2 Tahun 2025')
  expect(named('functional', '2027-04-01')).not.toContain('Negara Nomor 2 Tahun 2025')
})

test('a functional decree names the regulations about angka kredit, a structural one that of the head of BKN', () => {
  expect(named('functional', '2027-04-01')).toMatch(/PANRB Nomor 1 Tahun 2023.*Negara Nomor 3 Tahun 2023/)
  expect(named('structural', '2027-04-01')).toMatch(/Keputusan Kepala Badan Kepegawaian Negara Nomor 12 Tahun 2002/)
})

test('periods and pay follow the regulation in force on the TMT, to the day', () => {
  expect(named('functional', '2025-09-30')).toContain('Nomor 4 Tahun 2023')
  expect(named('functional', '2025-10-01')).toContain('Nomor 4 Tahun 2025')
  expect(named('regular', '2023-12-01')).toContain('jo. Nomor 15 Tahun 2019')
  expect(named('regular', '2024-01-01')).toContain('jo. Nomor 5 Tahun 2024')
})

test('BKN signs for the President by Keppres 53/2014, an agency by its own right', () => {
  expect(named('structural', '2027-04-01', true)).toContain('Keputusan Presiden Nomor 53 Tahun 2014')
  expect(named('structural', '2027-04-01')).not.toContain('Keputusan Presiden')
})
