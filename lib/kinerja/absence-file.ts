import type { CivilDate } from '@/lib/civil-date'
import { foldHeader } from '@/lib/import/headers'
import { readDate, tidy, tidyDigits } from '@/lib/import/tidy'
import type { FileHeading } from '@/lib/kinerja/entry-file-columns'
import { NIP_SHAPE } from '@/lib/registry/nip'

/** The columns of a file of absences; a row without its own ground has that of the file. */
export const ABSENCE_COLUMNS = [
  { code: 'nip', isNeeded: true, aliases: ['nip_baru', 'nip_pegawai', 'nomor_induk_pegawai'] },
  { code: 'tanggal', isNeeded: true, aliases: ['tgl', 'hari_tanggal', 'tanggal_tidak_hadir', 'tanggal_alpa', 'date'] },
  { code: 'dasar', isNeeded: false, aliases: ['keterangan', 'sumber', 'ground'] },
] as const

export type AbsenceColumn = (typeof ABSENCE_COLUMNS)[number]['code']

/** A row as the file has it; `numeric` are the columns whose cell holds a number. */
export type AbsenceCells = { row: number; cells: string[]; numeric: number[] }

/** How many rows of a file are new, known already, or wrong. */
export type AbsenceCounts = Record<'new' | 'same' | 'faulty', number>

export type AbsenceFault =
  | 'missing'
  | 'nip'
  | 'nip_number' // a spreadsheet keeps fifteen digits of a number
  | 'date'
  | 'long'
  | 'absence_nip'
  | 'absence_day'
  | 'absence_day_off'
  | 'absence_leave'

export type CellFault = { column: AbsenceColumn; value: string; code: AbsenceFault }

const KNOWN_DIGITS = 15
const MOST_GROUND = 500

/**
 * What a row says as headings, or undefined when it is none of headings.
 *
 * @param remembered what the agency took a heading for before, by its folded text; empty where it was left out
 */
export function absenceHeadings(
  texts: readonly string[],
  remembered: Readonly<Record<string, string>>,
): FileHeading[] | undefined {
  const taken = new Set<string>()
  const headings = texts.flatMap((text, column): FileHeading[] => {
    if (tidy(text) === '') return []
    const folded = foldHeader(text)
    const code = remembered[folded] ?? folded
    const known = ABSENCE_COLUMNS.find((each) => each.code === code || each.aliases.some((alias) => alias === code))
    const field = known && !taken.has(known.code) ? known.code : null
    if (field) taken.add(field)
    return [{ column, text: tidy(text), field }]
  })
  return taken.size > 0 ? headings : undefined
}

/** The columns that a file cannot do without and does not have. */
export function missingAbsenceColumns(headings: readonly FileHeading[]): AbsenceColumn[] {
  return ABSENCE_COLUMNS.filter(({ code, isNeeded }) => isNeeded && !headings.some(({ field }) => field === code)).map(
    ({ code }) => code,
  )
}

/** One row by itself: whose absence on which day, or what is wrong with a cell. The register is asked afterwards. */
export function readAbsenceRow(
  { cells, numeric }: AbsenceCells,
  headings: readonly FileHeading[],
  ground: string,
): { nip: string; absentOn: CivilDate; ground: string } | { fault: CellFault } {
  const columnOf = (code: AbsenceColumn) => headings.find(({ field }) => field === code)?.column ?? -1
  const text = (code: AbsenceColumn) => tidy(cells[columnOf(code)] ?? '')
  const fault = (column: AbsenceColumn, code: AbsenceFault) => ({ fault: { column, value: text(column), code } })
  if (text('nip') === '') return fault('nip', 'missing')
  const nip = tidyDigits(text('nip'))
  if (numeric.includes(columnOf('nip')) && nip.length > KNOWN_DIGITS) return fault('nip', 'nip_number')
  if (!NIP_SHAPE.test(nip)) return fault('nip', 'nip')
  if (text('tanggal') === '') return fault('tanggal', 'missing')
  const day = readDate(text('tanggal'))
  if (!('date' in day)) return fault('tanggal', 'date')
  if (text('dasar').length > MOST_GROUND) return fault('dasar', 'long')
  return { nip, absentOn: day.date, ground: text('dasar') || ground }
}
