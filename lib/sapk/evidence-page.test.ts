import { expect, test } from 'vitest'
import { evidencePage } from '@/lib/sapk/evidence-page'
import { spellingsOf } from '@/lib/sapk/evidence-spellings'

const NIP = '198705122010011004'
const spellings = spellingsOf({
  rank: 'II/c',
  effectiveOn: '2022-04-01',
  serviceMonths: 122,
  salaryRupiah: 3_456_700,
  position: 'Analis SDM (Muda)',
  unit: 'Bidang Mutasi',
  education: null,
  creditThousandths: 112_500,
})
const pageOf = (field: keyof typeof spellings, ...pages: string[]) =>
  evidencePage(pages, { spellings: spellings[field], nip: NIP })

test('a value is found on its page in every spelling that papers use', () => {
  for (const date of ['1 April 2022', '01 APRIL 2022', '01-04-2022', '1/4/2022', '01.04.2022'])
    expect(pageOf('effectiveOn', 'Menimbang', `terhitung mulai tanggal ${date}.`)).toBe(2)
  for (const time of ['10 tahun 2 bulan', '10 Tahun 02 Bulan', '10 th 2 bl'])
    expect(pageOf('serviceTime', 'Menimbang', time)).toBe(2)
  for (const salary of ['Rp3.456.700,00', 'Rp 3456700']) expect(pageOf('salary', 'Menimbang', salary)).toBe(2)
  for (const points of ['112,5', '112,500', '112,50']) expect(pageOf('creditPoints', 'Menimbang', points)).toBe(2)
})

test('a value is a whole word, however the file spaces it', () => {
  expect(pageOf('rank', 'golongan ruang III/c', 'golongan ruang II / c')).toBe(2)
  expect(pageOf('position', 'Analis SDM (Mudah)', 'ANALIS\nSDM  ( Muda )')).toBe(2)
  expect(pageOf('salary', '13.456.700', '3.456.700')).toBe(2)
})

test('of a decree about many the page that names the person as well is shown', () => {
  expect(pageOf('rank', 'II/c', '19870512 201001 1 005 II/c', '19870512 201001 1 004 II/c')).toBe(3)
})

test('where the value stands nowhere the page that names the person is shown', () => {
  expect(pageOf('unit', 'Menimbang', `NIP ${NIP}`)).toBe(2)
  expect(pageOf('education', 'Menimbang', `NIP ${NIP}`)).toBe(2)
})

test('a scan without text shows no page', () => {
  expect(pageOf('rank', '', '')).toBeNull()
})
