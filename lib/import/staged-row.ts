import { contractGrade } from '@/lib/registry/contract-grade'
import { normaliseName } from '@/lib/registry/name'
import { ratingYear } from './employee-columns'
import type { EmployeeValues } from './employee-row'
import { writtenDate } from './excel-date'
import { supplements } from './supplement-columns'
import type { RatingLabel } from './tidy'

/** Columns of `import_rows` that take the value of one field as it is. */
const PLAIN = {
  nip: 'nip',
  old_nip: 'nip_lama',
  nik: 'nik',
  name: 'nama',
  front_title: 'gelar_depan',
  back_title: 'gelar_belakang',
  birth_place: 'tempat_lahir',
  born_on: 'tgl_lahir',
  religion: 'agama',
  marital_status: 'status_kawin',
  npwp: 'npwp',
  email: 'email',
  phone: 'hp',
  address: 'alamat',
  pppk_grade: 'gol_pppk',
  employee_type: 'jenis_pegawai',
  legal_status: 'kedudukan_hukum',
  card_number: 'karpeg',
  cpns_on: 'tmt_cpns',
  cpns_decree_number: 'no_sk_cpns',
  cpns_decree_on: 'tgl_sk_cpns',
  pns_on: 'tmt_pns',
  pns_decree_number: 'no_sk_pns',
  pns_decree_on: 'tgl_sk_pns',
  first_rank: 'gol_awal',
  rank: 'gol',
  rank_since: 'tmt_gol',
  rank_decree_number: 'no_sk_gol',
  rank_decree_on: 'tgl_sk_gol',
  echelon: 'eselon',
  position_name: 'jabatan',
  position_since: 'tmt_jabatan',
  unit_code: 'unor_kode',
  education_level: 'tk_pendidikan',
  education_name: 'pendidikan',
  graduated_year: 'tahun_lulus',
} as const

const SEX: Record<string, string> = { L: 'male', P: 'female' }
const STATUS: Record<string, string> = { C: 'cpns', P: 'pns', PPPK: 'pppk' }
const POSITION_KIND: Record<string, string> = { '1': 'structural', '2': 'functional', '4': 'executing' }
const SEVERITY: Record<string, string> = { ringan: 'light', sedang: 'medium', berat: 'severe' }
const PREDICATE: Record<RatingLabel, string> = {
  'Sangat Baik': 'very_good',
  Baik: 'good',
  'Butuh Perbaikan': 'needs_improvement',
  Kurang: 'poor',
  'Sangat Kurang': 'very_poor',
}

const plainColumns = Object.entries(PLAIN)

/** The columns of `import_rows` that `stagedValues` fills, in its order. */
export const stagedColumns: readonly string[] = [
  ...plainColumns.map(([column]) => column),
  'name_key',
  'sex',
  'status',
  'position_kind',
  'rank_service_months',
  'ratings',
  'discipline_severity',
  'discipline_ends_on',
  'supplement',
]

/** The values of one checked row for the staging table, `''` for none. */
export function stagedValues(values: EmployeeValues): string[] {
  const [severity = '', endsOn = ''] = (values.hukdis ?? '').split(' ')
  const { mkg_tahun = '', mkg_bulan = '' } = values
  const staged: string[] = []
  for (const [, field] of plainColumns) staged.push(values[field] ?? '')
  staged.push(
    values.nama ? normaliseName(values.nama) : '',
    SEX[values.jenis_kelamin ?? ''] ?? '',
    STATUS[values.status_cpns_pns ?? ''] ?? '',
    POSITION_KIND[values.jenis_jabatan ?? ''] ?? '',
    mkg_tahun && mkg_bulan ? String(Number(mkg_tahun) * 12 + Number(mkg_bulan)) : '',
    ratingsJson(values),
    SEVERITY[severity] ?? '',
    endsOn,
    values.supplement ?? '',
  )
  return staged
}

function ratingsJson(values: EmployeeValues): string {
  const ratings: Record<string, string> = {}
  let found = false
  for (const code in values) {
    const year = code.startsWith('predikat_') ? ratingYear(code) : undefined
    const label = values[code]
    if (year === undefined || !label) continue
    ratings[year] = PREDICATE[label as RatingLabel]
    found = true
  }
  return found ? JSON.stringify(ratings) : ''
}

/** A staged row as the database gives it, its dates and numbers as text. */
export type StagedRow = Record<string, string | number | Record<string, string> | null>

/**
 * The cells of a staged row as a person would write them, by field: for rows that were kept without their own texts
 * because nothing was wrong with them by themselves.
 */
export function fieldTexts(row: StagedRow): Record<string, string> {
  const text = (column: string) => (row[column] === null || row[column] === undefined ? '' : String(row[column]))
  const texts: Record<string, string> = {}
  for (const [column, field] of plainColumns) texts[field] = written(text(column))
  const months = text('rank_service_months')
  const severity = keyOf(SEVERITY, text('discipline_severity'))
  if (texts.gol_pppk) texts.gol = contractGrade(Number(texts.gol_pppk))
  texts.jenis_kelamin = keyOf(SEX, text('sex'))
  texts.status_cpns_pns = keyOf(STATUS, text('status'))
  texts.jenis_jabatan = keyOf(POSITION_KIND, text('position_kind'))
  texts.mkg_tahun = months && String(Math.floor(Number(months) / 12))
  texts.mkg_bulan = months && String(Number(months) % 12)
  texts.hukdis = severity && `${severity} ${written(text('discipline_ends_on'))}`
  for (const [year, predicate] of Object.entries((row.ratings ?? {}) as Record<string, string>)) {
    texts[`predikat_${year}`] = keyOf(PREDICATE, predicate)
  }
  const supplement = (row.supplement ?? {}) as Record<string, string>
  for (const { code, column } of supplements) {
    const said = supplement[column]
    if (said) texts[code] = written(said)
  }
  return texts
}

function written(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? writtenDate(text) : text
}

function keyOf(map: Record<string, string>, value: string): string {
  return Object.keys(map).find((key) => map[key] === value) ?? ''
}
