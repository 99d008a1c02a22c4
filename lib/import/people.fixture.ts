import { sheetsOf } from './workbook.fixture'

const PERSON = {
  nip: '198503152010011001',
  nama: 'Budi Santoso',
  tempat_lahir: 'Pangkalpinang',
  tgl_lahir: '15-03-1985',
  jenis_kelamin: 'L',
  nik: '1971011503850001',
  npwp: '',
  alamat: 'Jalan Merdeka 1',
  status_cpns_pns: 'P',
  tmt_cpns: '01-01-2010',
  gol: 'III/a',
  tmt_gol: '01-04-2024',
  mkg_tahun: '14',
  mkg_bulan: '3',
  no_sk_gol: '823/1/BKD/2024',
  tgl_sk_gol: '01-03-2024',
  jenis_jabatan: '4',
  jabatan: 'Pengelola Kepegawaian',
  tmt_jabatan: '01-04-2024',
  unor_kode: '0101',
  tk_pendidikan: '40',
  pendidikan: 'S-1 Manajemen',
  tahun_lulus: '2008',
  kedudukan_hukum: '',
}

/** The cells of somebody who differs from one sound person only where it is said, by field. */
export function personCells(given: Partial<typeof PERSON>): typeof PERSON {
  return { ...PERSON, ...given }
}

/** A CSV of such people. */
export function csvOf(people: readonly Partial<typeof PERSON>[], { separator = ';', mark = '' } = {}): string {
  const lines = [Object.keys(PERSON), ...people.map((person) => Object.values(personCells(person)))]
  return mark + lines.map((cells) => cells.join(separator)).join('\r\n')
}

export type UnitRow = [code: string, name: string, parentCode: string, echelon?: string, headTitle?: string]

/** A workbook of one such person with a sheet of units. */
export function workbookOf(given: Partial<typeof PERSON>, units: readonly UnitRow[]): Buffer {
  const person = personCells(given)
  const unor = [
    ['kode', 'nama', 'induk', 'eselon', 'nama_jabatan'],
    ['Kode', 'Nama', 'Induk', 'Eselon', 'Jabatan'],
  ]
  const rows = units.map(([code, name, parent, echelon = '', title = '']) => [code, name, parent, echelon, title])
  return sheetsOf({ pegawai: [Object.keys(person), Object.values(person)], unor: [...unor, ...rows] })
}
