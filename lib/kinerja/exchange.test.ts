import { expect, test } from 'vitest'
import { EXCHANGE_COLUMNS, type ExchangedEvaluation, exchangeLine } from './exchange'

const person = {
  name: 'Maya Muntok',
  nip: '199003142015031002',
  rank: 'III/b',
  position: 'Arsiparis',
  unit: 'Biro Umum',
}
const ANNUAL: ExchangedEvaluation = {
  kind: 'annual',
  startsOn: '2025-01-01',
  endsOn: '2025-12-31',
  result: 'as_expected',
  behaviour: 'above',
  predicate: 'good',
  employee: person,
  appraiser: { ...person, name: 'Hidayat Selinsing', nip: '197711052003121036', rank: 'IV/a' },
}
const lineOf = (changes: Partial<ExchangedEvaluation>) => {
  const cells = exchangeLine({ ...ANNUAL, ...changes })
  return Object.fromEntries(EXCHANGE_COLUMNS.map((column, at) => [column, cells[at]]))
}

test('a year goes to SIASN with the codes of its ratings and its predikat, and its two people', () => {
  expect(lineOf({})).toEqual({
    tahun: 2025,
    periodik: 'TAHUNAN',
    bulanMulaiPenilaian: 1,
    tahunMulaiPenilaian: 2025,
    bulanSelesaiPenilaian: 12,
    tahunSelesaiPenilaian: 2025,
    pnsDinilaiNip: '199003142015031002',
    pnsDinilaiNama: 'Maya Muntok',
    hasilKinerjaNilai: 2,
    perilakuKerjaNilai: 1,
    kuadranKinerjaNilai: 2,
    penilaiNipNrp: '197711052003121036',
    penilaiNama: 'Hidayat Selinsing',
    penilaiJabatan: 'Arsiparis',
    penilaiUnorNama: 'Biro Umum',
    penilaiGolongan: 'IV/a',
    statusPenilai: 'ASN',
  })
})

test('a quarter and a month are told by their length, also the part of one in which somebody moved', () => {
  const periodic = (startsOn: string, endsOn: string) => lineOf({ kind: 'periodic', startsOn, endsOn }).periodik
  expect(periodic('2025-01-01', '2025-03-31')).toBe('TRIWULAN')
  expect(periodic('2025-01-01', '2025-01-31')).toBe('BULANAN')
  expect(periodic('2025-01-01', '2025-02-15')).toBe('BULANAN')
  expect(periodic('2025-01-01', '2025-02-16')).toBe('TRIWULAN')
})

test('an appraiser without a NIP, such as a head of the region, is no ASN', () => {
  expect(lineOf({ appraiser: { ...person, nip: '' } }).statusPenilai).toBe('NON ASN')
})
