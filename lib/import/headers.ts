import type { CivilDate } from '@/lib/civil-date'
import { yearOf } from '@/lib/civil-date'
import { type Column, columnOf, columnsWith, optionalColumns, ratingYear } from './employee-columns'
import { isBlankRow, type SheetRow } from './sheet'

/** Where each field stands in the file: the column from 0. A field that is not there has none. */
export type Mapping = Record<string, number>

/** What stands in one column of the file and which field it was taken for. */
export type Header = { column: number; text: string; field: string | null; isTidied: boolean }

export type HeaderMatch = { headerRow: number; firstDataRow: number; headers: Header[]; mapping: Mapping }

const SEARCHED_ROWS = 10
const ENOUGH_FIELDS = 3

/**
 * Finds the header row among the first rows of a sheet and what its columns hold: by field code or label, whatever
 * the case and spaces; unknown columns are left out. A row of labels under the codes is no data.
 *
 * @param remembered header text to field code, as the agency mapped it before; folded by `foldHeader`
 */
export function matchHeaders(
  firstRows: readonly SheetRow[],
  remembered: Readonly<Record<string, string>> = {},
): HeaderMatch | undefined {
  const candidates = firstRows.slice(0, SEARCHED_ROWS).map((row) => ({ row, headers: headersOf(row, remembered) }))
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (winner, next) => (winner && count(winner.headers) >= count(next.headers) ? winner : next),
    undefined,
  )
  if (!best || count(best.headers) < ENOUGH_FIELDS) return undefined
  const after = firstRows.find((row) => row.rowNumber > best.row.rowNumber && !isBlankRow(row))
  const labels = after?.rowNumber === best.row.rowNumber + 1 && isLabelRow(after, best.headers)
  return {
    headerRow: best.row.rowNumber,
    firstDataRow: best.row.rowNumber + (labels ? 2 : 1),
    headers: best.headers,
    mapping: mappingOf(best.headers),
  }
}

/** The fields a workbook should have on a day, where the two years before it are rated, and the optional ones that it has. */
export function expectedColumns(mapping: Mapping, dataOn: CivilDate): Column[] {
  const mapped = Object.keys(mapping).flatMap((code) => ratingYear(code) ?? [])
  const years = mapped.length > 0 ? mapped : [yearOf(dataOn) - 2, yearOf(dataOn) - 1]
  const added = optionalColumns.filter(({ code }) => mapping[code] !== undefined)
  return [...columnsWith(years.sort((one, other) => one - other)), ...added]
}

/** A header for comparing: lower case, every run of anything but letters and digits one underscore. */
export function foldHeader(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
}

export function mappingOf(headers: readonly Header[]): Mapping {
  return Object.fromEntries(headers.flatMap(({ field, column }) => (field === null ? [] : [[field, column]])))
}

/** Other names under which agencies send a column. */
const ALIASES: Record<string, string> = {
  nip_baru: 'nip',
  nama_lengkap: 'nama',
  nama_pegawai: 'nama',
  tanggal_lahir: 'tgl_lahir',
  l_p: 'jenis_kelamin',
  jk: 'jenis_kelamin',
  no_ktp: 'nik',
  no_hp: 'hp',
  golongan: 'gol',
  gol_ruang: 'gol',
  golongan_ruang: 'gol',
  kode_unor: 'unor_kode',
  kode_unit_kerja: 'unor_kode',
  nama_jabatan: 'jabatan',
  kartu_pegawai: 'karpeg',
  tgl_npwp: 'npwp_tgl',
  email_pemerintah: 'email_gov',
  telepon: 'telp',
  no_telp: 'telp',
  kodepos: 'kode_pos',
  bpjs: 'no_bpjs',
  nomor_bpjs: 'no_bpjs',
  taspen: 'no_taspen',
  taspen_tgl: 'tgl_taspen',
  no_tapera: 'tapera',
  no_kartu_asn: 'kartu_asn',
  no_karis_karsu: 'karis_karsu',
  kpkn: 'kppn',
  kode_kpkn: 'kppn',
}

const byLabel = new Map(
  [...columnsWith([]), ...optionalColumns].map((column) => [foldHeader(column.label), column.code]),
)

function headersOf(row: SheetRow, remembered: Readonly<Record<string, string>>): Header[] {
  const taken = new Set<string>()
  return row.texts.flatMap((text, column) => {
    if (text.trim() === '') return []
    const found = fieldOf(text, remembered)
    const field = found && !taken.has(found) ? found : null
    if (field) taken.add(field)
    return [{ column, text, field, isTidied: field !== null && text !== field }]
  })
}

function fieldOf(text: string, remembered: Readonly<Record<string, string>>): string | null {
  const folded = foldHeader(text)
  const known = remembered[folded]
  if (known !== undefined) return columnOf(known) ? known : null
  if (columnOf(folded)) return folded
  const rating = /^predikat(?:_kinerja)?_(20\d\d)$/.exec(folded)
  return byLabel.get(folded) ?? ALIASES[folded] ?? (rating ? `predikat_${rating[1]}` : null)
}

function isLabelRow(row: SheetRow, headers: readonly Header[]): boolean {
  const known = headers.filter((header) => header.field !== null)
  const labels = known.filter((header) => {
    const column = header.field && columnOf(header.field)
    return column && foldHeader(row.texts[header.column] ?? '') === foldHeader(column.label)
  })
  return labels.length * 2 > known.length
}

function count(headers: readonly Header[]): number {
  return headers.filter((header) => header.field !== null).length
}
