import { supplements } from './supplement-columns'

/** How a column is read. */
export type ColumnKind =
  | 'nip'
  | 'nik'
  | 'text'
  | 'date'
  | 'rank'
  | 'sex'
  | 'code'
  | 'whole'
  | 'unit'
  | 'rating'
  | 'discipline'
  | 'supplement'

/** The heading under which faults of a column are counted and filtered. */
export type ColumnGroup = 'nip' | 'nik' | 'name' | 'date' | 'rank' | 'unit' | 'other'

export type Column = {
  code: string
  label: string
  kind: ColumnKind
  group: ColumnGroup
  isRequired: boolean
  maxLength: number
}

/** Columns of the sheet `pegawai` in the order of the template, the ratings of single years apart. */
const FIXED = [
  ['nip', 'NIP Baru', 'nip', 'nip', true, 40],
  ['nip_lama', 'NIP Lama', 'text', 'nip', false, 20],
  ['nama', 'Nama', 'text', 'name', true, 200],
  ['gelar_depan', 'Gelar Depan', 'text', 'name', false, 60],
  ['gelar_belakang', 'Gelar Belakang', 'text', 'name', false, 100],
  ['tempat_lahir', 'Tempat Lahir', 'text', 'other', true, 100],
  ['tgl_lahir', 'Tanggal Lahir', 'date', 'date', true, 40],
  ['jenis_kelamin', 'Jenis Kelamin', 'sex', 'other', true, 20],
  ['agama', 'Agama', 'code', 'other', false, 40],
  ['status_kawin', 'Status Perkawinan', 'code', 'other', false, 40],
  ['nik', 'NIK', 'nik', 'nik', false, 40],
  ['npwp', 'NPWP', 'text', 'other', false, 40],
  ['email', 'Email', 'text', 'other', false, 200],
  ['hp', 'Nomor HP', 'text', 'other', false, 40],
  ['alamat', 'Alamat', 'text', 'other', false, 500],
  ['jenis_pegawai', 'Jenis Pegawai', 'code', 'other', false, 10],
  ['kedudukan_hukum', 'Kedudukan Hukum', 'code', 'other', false, 10],
  ['status_cpns_pns', 'Status CPNS/PNS', 'code', 'other', true, 10],
  ['karpeg', 'Nomor Kartu Pegawai', 'text', 'other', false, 40],
  ['tmt_cpns', 'TMT CPNS', 'date', 'date', true, 40],
  ['no_sk_cpns', 'Nomor SK CPNS', 'text', 'other', false, 100],
  ['tgl_sk_cpns', 'Tanggal SK CPNS', 'date', 'date', false, 40],
  ['tmt_pns', 'TMT PNS', 'date', 'date', false, 40],
  ['no_sk_pns', 'Nomor SK PNS', 'text', 'other', false, 100],
  ['tgl_sk_pns', 'Tanggal SK PNS', 'date', 'date', false, 40],
  ['gol_awal', 'Golongan Awal', 'rank', 'rank', false, 20],
  ['gol', 'Golongan Terakhir', 'rank', 'rank', true, 20],
  ['tmt_gol', 'TMT Golongan', 'date', 'date', true, 40],
  ['mkg_tahun', 'Masa Kerja Golongan (tahun)', 'whole', 'rank', true, 10],
  ['mkg_bulan', 'Masa Kerja Golongan (bulan)', 'whole', 'rank', true, 10],
  ['no_sk_gol', 'Nomor SK Pangkat', 'text', 'other', false, 100],
  ['tgl_sk_gol', 'Tanggal SK Pangkat', 'date', 'date', false, 40],
  ['gaji_pokok', 'Gaji Pokok', 'whole', 'other', false, 20],
  ['jenis_jabatan', 'Jenis Jabatan', 'code', 'other', true, 10],
  ['eselon', 'Eselon', 'code', 'other', false, 10],
  ['jabatan', 'Nama Jabatan', 'text', 'other', true, 300],
  ['tmt_jabatan', 'TMT Jabatan', 'date', 'date', true, 40],
  ['unor_kode', 'Kode Unit Organisasi', 'unit', 'unit', true, 40],
  ['tk_pendidikan', 'Tingkat Pendidikan', 'code', 'other', true, 10],
  ['pendidikan', 'Pendidikan', 'text', 'other', true, 200],
  ['tahun_lulus', 'Tahun Lulus', 'whole', 'other', true, 10],
  ['hukdis', 'Hukuman Disiplin', 'discipline', 'other', false, 40],
] as const satisfies readonly (readonly [string, string, ColumnKind, ColumnGroup, boolean, number])[]

export type EmployeeField = (typeof FIXED)[number][0]

const columns = FIXED.map(([code, label, kind, group, isRequired, maxLength]): Column & { code: EmployeeField } => {
  return { code, label, kind, group, isRequired, maxLength }
})

/** Columns of data utama that agencies may add: whoever lacks them is asked for none. */
export const optionalColumns: readonly Column[] = supplements.map(({ code, label, type }): Column => {
  const isDay = type === 'date'
  const read = isDay ? ({ kind: 'date', group: 'date' } as const) : ({ kind: 'supplement', group: 'other' } as const)
  return { code, label, ...read, isRequired: false, maxLength: 500 }
})

/** Whether a file has one of them: they stand last. */
export function bringsSupplement(columns: readonly Column[]): boolean {
  const last = columns.at(-1)
  return last !== undefined && optionalColumns.includes(last)
}

const byCode = new Map<string, Column>([...columns, ...optionalColumns].map((column) => [column.code, column]))

/** The columns of every sheet: the fixed ones and one rating per year, `hukdis` last as in the template. */
export function columnsWith(ratingYears: readonly number[]): Column[] {
  return [...columns.slice(0, -1), ...ratingYears.map(ratingColumn), ...columns.slice(-1)]
}

/** The column of a code, also of a rating year; undefined for a code that the sheet does not know. */
export function columnOf(code: string): Column | undefined {
  const year = ratingYear(code)
  return year === undefined ? byCode.get(code) : ratingColumn(year)
}

/** The year of a rating column, undefined for any other code. */
export function ratingYear(code: string): number | undefined {
  const match = /^predikat_(20\d\d)$/.exec(code)
  return match ? Number(match[1]) : undefined
}

function ratingColumn(year: number): Column {
  return {
    code: `predikat_${year}`,
    label: `Predikat Kinerja ${year}`,
    kind: 'rating',
    group: 'other',
    isRequired: false,
    maxLength: 40,
  }
}
