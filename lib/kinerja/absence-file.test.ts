import { expect, test } from 'vitest'
import { absenceHeadings, missingAbsenceColumns, readAbsenceRow } from './absence-file'

const headings = absenceHeadings(['No', 'NIP Baru', ' Tanggal ', 'Keterangan'], {}) ?? []
const NIP = '199003142015031002'
const row = (cells: string[], numeric: number[] = []) =>
  readAbsenceRow({ row: 2, cells, numeric }, headings, 'Rekap presensi November 2026')

test('columns are found by their names and by what the agency calls them, and each is taken once', () => {
  expect(headings.map(({ field }) => field)).toEqual([null, 'nip', 'tanggal', 'dasar'])
  const own = absenceHeadings(['Pegawai', 'Alpa', 'Alpa'], { pegawai: 'nip', alpa: 'tanggal' })
  expect(own?.map(({ field }) => field)).toEqual(['nip', 'tanggal', null])
  expect(absenceHeadings(['Rekap presensi', 'November 2026'], {})).toBeUndefined()
  expect(missingAbsenceColumns(absenceHeadings(['NIP', 'Hari'], {}) ?? [])).toEqual(['tanggal'])
})

test('a row is a NIP and a day; its ground is its own, else that of the file', () => {
  expect(row(['1', `'${NIP}`, '3/11/2026', ''])).toEqual({
    nip: NIP,
    absentOn: '2026-11-03',
    ground: 'Rekap presensi November 2026',
  })
  expect(row(['1', '19900314 201503 1 002', '2026-11-03', 'Mesin presensi'])).toMatchObject({
    nip: NIP,
    ground: 'Mesin presensi',
  })
})

test.each([
  ['nip', 'missing', ['1', '', '3/11/2026']],
  ['nip', 'nip', ['1', '1990', '3/11/2026']],
  ['tanggal', 'missing', ['1', NIP, '']],
  ['tanggal', 'date', ['1', NIP, '31/11/2026']],
  ['dasar', 'long', ['1', NIP, '3/11/2026', 'x'.repeat(501)]],
])('%s: %s', (column, code, cells) => {
  expect(row(cells)).toMatchObject({ fault: { column, code } })
})

test('a NIP that the spreadsheet kept as a number has lost its last digits, and is not believed', () => {
  expect(row(['1', '199003142015031000', '3/11/2026'], [1])).toMatchObject({ fault: { code: 'nip_number' } })
})
