import type { ProblemCode } from '@/lib/import/problem'
import { benchHeader, benchRow } from './import-people'

type Cells = (string | number)[]
type Fault = { code: ProblemCode; rows: 1 | 2; write(cells: Cells, index: number): void }

/** About one row in twenty is faulty, as in an agency's file; a step that shares no factor with the rows' own cycles. */
const STEP = 19
const PLACE = 7

/** So many rows on somebody has the same birth date and sex. */
const SAME_BIRTH = 8_400

/** A file with fewer has not every pair in it. */
export const LEAST_ROWS = 2 * SAME_BIRTH

/** One way to be faulty for each code of the sample workbook, each with that code and no other. */
const FAULTS: readonly Fault[] = [
  one('NIP_BIRTHDATE_MISMATCH', (cells) => put(cells, 'nip', (nip) => `1965${nip.slice(4)}`)),
  one('NIP_GENDER_MISMATCH', (cells) =>
    put(cells, 'nip', (nip) => nip.slice(0, 14) + (nip[14] === '1' ? '2' : '1') + nip.slice(15)),
  ),
  one('NIP_MALFORMED', (cells) => put(cells, 'nip', (nip) => nip.slice(0, 17))),
  one('NIP_PRECISION_LOST', (cells) => put(cells, 'nip', (nip) => Number(`${nip.slice(0, 15)}000`))),
  two('NIP_DUPLICATE_IN_FILE', (cells, index) => cells.splice(0, cells.length, ...benchRow(index - 1))),
  two('NIK_DUPLICATE_DIFFERENT_NIP', (cells, index) => put(cells, 'nik', () => twin(index, 'nik'))),
  one('NIK_MALFORMED', (cells) => put(cells, 'nik', (nik) => nik.slice(0, 15))),
  one('NAME_MISSING', (cells) => put(cells, 'nama', () => '')),
  one('DATE_IMPOSSIBLE', (cells) => put(cells, 'tmt_jabatan', () => '31-02-2015')),
  one('TMT_CPNS_NOT_FIRST_OF_MONTH', (cells) => put(cells, 'tmt_cpns', (day) => `02${day.slice(2)}`)),
  one('UNDERAGE_AT_CPNS', (cells) => {
    const year = Number(String(cells[columnOf('tmt_cpns')]).slice(6)) - 7
    put(cells, 'tmt_cpns', () => `01-03-${year}`)
    put(cells, 'nip', (nip) => nip.slice(0, 8) + year + nip.slice(12))
  }),
  one('GOLONGAN_UNKNOWN', (cells) => put(cells, 'gol', () => 'III/e')),
  one('TMT_GOL_BEFORE_CPNS', (cells) => put(cells, 'tmt_gol', () => '01-04-1990')),
  one('UNOR_UNKNOWN', (cells) => put(cells, 'unor_kode', () => '9999')),
  two('POSSIBLE_DUPLICATE_PERSON', (cells, index) => {
    put(cells, 'nama', () => twin(index, 'nama'))
    put(cells, 'tempat_lahir', () => twin(index, 'tempat_lahir'))
  }),
  one('SALARY_MISMATCH', (cells) => put(cells, 'gaji_pokok', (pay) => Number(pay) + 100)),
  one('FORMULA_TEXT', (cells) => put(cells, 'nama', (name) => `=${name}`)),
]

/** The row of an agency's file as it really comes: of a sound person, or with one of the faults in it. */
export function fileRow(index: number): Cells {
  const cells = benchRow(index)
  faultAt(index)?.write(cells, index)
  return cells
}

/** How many rows of a file have each code. */
export function expectedCounts(rowCount: number): Partial<Record<ProblemCode, number>> {
  const counts: Partial<Record<ProblemCode, number>> = {}
  for (let index = 0; index < rowCount; index++) {
    const fault = faultAt(index)
    if (fault) counts[fault.code] = (counts[fault.code] ?? 0) + fault.rows
  }
  return counts
}

function faultAt(index: number): Fault | undefined {
  return index % STEP === PLACE ? FAULTS[Math.floor(index / STEP) % FAULTS.length] : undefined
}

function one(code: ProblemCode, write: Fault['write']): Fault {
  return { code, rows: 1, write }
}

/** A fault that a sound row has with it. */
function two(code: ProblemCode, write: Fault['write']): Fault {
  return { code, rows: 2, write }
}

function columnOf(field: string): number {
  return benchHeader.indexOf(field)
}

function put(cells: Cells, field: string, write: (value: string) => string | number): void {
  cells[columnOf(field)] = write(String(cells[columnOf(field)]))
}

function twin(index: number, field: string): string | number {
  return benchRow(index < SAME_BIRTH ? index + SAME_BIRTH : index - SAME_BIRTH)[columnOf(field)] ?? ''
}
