import { type CandidateSheet, COLUMNS, type SheetKind } from '@/lib/cat/candidate-columns'
import { type AccommodatedKinds, FORMATION_KINDS, readKind, readWord } from '@/lib/cat/formation'
import type { CivilDate } from '@/lib/civil-date'
import { checkNik } from '@/lib/import/identity-check'
import type { ProblemCode } from '@/lib/import/problem'
import { readDate, readSex, tidy, tidyDigits } from '@/lib/import/tidy'
import type { Facts } from '@/lib/refusal'

/** One row of a file as it has it: the cells of a sheet, and which of them are numbers to the spreadsheet. */
export type RawRow = { sheet: number; row: number; cells: string[]; numeric: number[] }

/** The same as it is understood: the texts by field. `line` counts the rows of all sheets from 1. */
export type StagedRow = {
  line: number
  sheet: SheetKind
  row: number
  texts: Record<string, string>
  numeric: string[]
}

export function stagedRows(sheets: readonly CandidateSheet[], rows: readonly RawRow[]): StagedRow[] {
  return rows.flatMap(({ sheet: at, row, cells, numeric }, index) => {
    const sheet = sheets[at]
    if (!sheet) return []
    const known = sheet.headings.flatMap(({ column, field }) => (field === null ? [] : [{ column, field }]))
    return {
      line: index + 1,
      sheet: sheet.kind,
      row,
      texts: Object.fromEntries(known.map(({ column, field }) => [field, cells[column] ?? ''])),
      numeric: known.flatMap(({ column, field }) => (numeric.includes(column) ? [field] : [])),
    }
  })
}

type OwnCode =
  | 'ACCOMMODATION_KIND'
  | 'ACCOMMODATION_UNKNOWN'
  | 'CANDIDATE_PRESENT'
  | 'FORMATION_FIXED'
  | 'FORMATION_UNKNOWN'
  | 'JOB_GROUP_UNKNOWN'
  | 'KIND_MISMATCH'
  | 'KIND_UNKNOWN'
  | 'NIK_EXCLUDED'
  | 'NIK_EXCLUDED_FOR_GOOD'
  | 'NIK_REPEATED'
  | 'NIK_RULED'
  | 'NIK_TAKEN'
  | 'NUMBER_PRECISION_LOST'
  | 'ROW_REPEATED'
  | 'SITE_UNKNOWN'
  | 'TOO_YOUNG'

/** One fault of one cell; sentences come from `candidate.problem`, or for the import's own codes from `import.problems`. */
export type RowProblem = {
  column: string
  value: string
  code: ProblemCode | OwnCode
  isError: boolean
  facts: Facts
  suggestion?: string
}

export type FormationValue = {
  code: string
  positionName: string
  education: string
  location: string
  formationKind: string
  jobGroup: string
  vacancies: number
}

export type CandidateValue = {
  number: string
  nik: string | null
  name: string
  birthPlace: string
  bornOn: CivilDate
  sex: 'M' | 'F'
  education: string
  diplomaHundredths: number
  formation: string // its code
  accommodation: string | null
  site: string | null // where the candidate chose to sit; null: anywhere
}

/** What the programme has to say about a cell. */
export type RowBasis = {
  year: number
  /** Kinds with their groups of jobs; without any, every kind may be. */
  kinds: ReadonlyMap<string, ReadonlySet<string>>
  accommodations: ReadonlySet<string>
  accommodatedKinds: AccommodatedKinds
  /** Names of the agency's sites. */
  sites: ReadonlySet<string>
  provinceCodes: ReadonlySet<string>
}

const YOUNGEST = 17

/** Reads the cells of a row, and says of each one that is wrong what it should be. */
class Cells {
  readonly problems: RowProblem[] = []
  constructor(private readonly row: StagedRow) {}

  raw(column: string): string {
    return this.row.texts[column] ?? ''
  }

  isNumber(column: string): boolean {
    return this.row.numeric.includes(column)
  }

  fault(column: string, code: RowProblem['code'], facts: Facts = {}, suggestion?: string): undefined {
    this.problems.push({ column, value: this.raw(column), code, isError: true, facts, suggestion })
  }

  /** The tidied text, `''` where it may be blank, undefined where it is wrong. */
  text(column: string): string | undefined {
    const text = tidy(this.raw(column))
    const known = COLUMNS[this.row.sheet].find(({ code }) => code === column)
    if (text === '' && known?.isNeeded) return this.fault(column, 'VALUE_MISSING')
    if (known && text.length > known.most) return this.fault(column, 'VALUE_TOO_LONG', { most: known.most })
    return text
  }

  /** A text that is then read as something; what cannot be read is the fault of `code`. */
  read<T>(column: string, reader: (text: string) => T | undefined, code: RowProblem['code'], facts: Facts = {}) {
    const text = this.text(column)
    if (text === undefined) return undefined
    return reader(text) ?? this.fault(column, code, facts)
  }
}

type Checked<T> = { value: T | undefined; problems: RowProblem[] }

/** A formation by itself. Its value is there when nothing is wrong with it. */
export function checkFormation(row: StagedRow, basis: RowBasis): Checked<FormationValue> {
  const cells = new Cells(row)
  const known = [...basis.kinds.keys()].join(', ')
  const kinds = basis.kinds.size === 0 ? FORMATION_KINDS : [...basis.kinds.keys()]
  const formationKind = cells.read('jenis_formasi', (text) => readKind(text, kinds), 'KIND_UNKNOWN', { known })
  const groups = basis.kinds.get(formationKind ?? '') ?? new Set<string>()
  const readGroup = (text: string) => (text === '' ? '' : readWord(text, groups) || undefined)
  const value = {
    code: cells.text('kode_formasi'),
    positionName: cells.text('jabatan'),
    education: cells.text('pendidikan'),
    location: cells.text('lokasi'),
    formationKind,
    jobGroup: cells.read('kelompok_jabatan', readGroup, 'JOB_GROUP_UNKNOWN', {
      known: [...groups].filter(Boolean).join(', '),
    }),
    vacancies: cells.read(
      'jumlah',
      (text) => (/^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined),
      'NUMBER_INVALID',
    ),
  }
  return whole(value, cells)
}

/** A candidate by itself; whether the formation is there is for the whole file to say. */
export function checkCandidate(row: StagedRow, basis: RowBasis): Checked<CandidateValue> {
  const cells = new Cells(row)
  const number = readNumber(cells)
  const bornOn = readBirth(cells, basis)
  const sex = cells.read('jenis_kelamin', readSex, 'VALUE_UNKNOWN')
  const nik = checkNik(
    { row: row.row, raw: cells.raw('nik'), isNumeric: cells.isNumber('nik') },
    holder(bornOn, sex),
    basis.provinceCodes,
  )
  cells.problems.push(
    ...nik.problems.map(({ column, value, code, severity, facts, suggestion }) => ({
      column,
      value,
      code,
      isError: severity === 'error',
      facts,
      suggestion,
    })),
  )
  const isKnown = (text: string) => (text === '' ? '' : readWord(text, basis.accommodations))
  const accommodation = cells.read('akomodasi', isKnown, 'ACCOMMODATION_UNKNOWN', {
    known: [...basis.accommodations].join(', '),
  })
  const readSite = (text: string) => (text === '' ? '' : readWord(text, basis.sites))
  const site = cells.read('tilok', readSite, 'SITE_UNKNOWN', { known: [...basis.sites].join(', ') })
  const value = {
    number,
    nik: nik.digits || null,
    name: cells.text('nama'),
    birthPlace: cells.text('tempat_lahir'),
    bornOn,
    sex: sex && (sex === 'L' ? ('M' as const) : ('F' as const)),
    education: cells.text('pendidikan'),
    diplomaHundredths: cells.read('ipk', readMark, 'NUMBER_INVALID'),
    formation: cells.text('kode_formasi'),
    accommodation: accommodation === '' ? null : accommodation,
    site: site === '' ? null : site,
  }
  return whole(value, cells)
}

/** The value once nothing keeps the row out. */
function whole<T extends object>(value: { [K in keyof T]: T[K] | undefined }, { problems }: Cells): Checked<T> {
  return { value: problems.some(({ isError }) => isError) ? undefined : (value as T), problems }
}

/** Opaque, but a number to Excel keeps only fifteen of its digits. */
function readNumber(cells: Cells): string | undefined {
  const text = cells.text('nomor_peserta')
  if (text === undefined) return undefined
  const digits = tidyDigits(text)
  const isCut = (cells.isNumber('nomor_peserta') && digits.length > 15) || /^\d[.,]\d+E\+\d+$/i.test(digits)
  return isCut ? cells.fault('nomor_peserta', 'NUMBER_PRECISION_LOST') : digits
}

function readBirth(cells: Cells, { year }: RowBasis): CivilDate | undefined {
  const text = cells.text('tanggal_lahir')
  if (text === undefined) return undefined
  const reading = readDate(text)
  if ('date' in reading) {
    const isOldEnough = Number(reading.date.slice(0, 4)) + YOUNGEST <= year
    return isOldEnough ? reading.date : cells.fault('tanggal_lahir', 'TOO_YOUNG', { age: YOUNGEST, year })
  }
  if (reading.fault === 'format') return cells.fault('tanggal_lahir', 'DATE_UNREADABLE')
  const { fault, part, start, length } = reading
  return cells.fault('tanggal_lahir', 'DATE_IMPOSSIBLE', { reason: fault, part, start, length })
}

/** IPK (3,45) or the average mark of a school (85,2), in hundredths. */
function readMark(text: string): number | undefined {
  const read = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text)
  if (!read) return undefined
  const hundredths = Number(read[1]) * 100 + Number((read[2] ?? '').padEnd(2, '0'))
  return hundredths > 0 && hundredths <= 10_000 ? hundredths : undefined
}

function holder(bornOn: CivilDate | undefined, sex: 'L' | 'P' | undefined) {
  const known = sex && (sex === 'L' ? ('male' as const) : ('female' as const))
  return { ...(bornOn && { bornOn }), ...(known && { sex: known }), hasContract: false }
}
