import { type CivilDate, isFirstOfMonth, wholeYearsBetween } from '@/lib/civil-date'
import type { Facts } from '@/lib/refusal'
import { parseContractGrade } from '@/lib/registry/contract-grade'
import { MIN_AGE, type Sex } from '@/lib/registry/nip'
import { parseRank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { baseSalary, cpnsSalary } from '@/lib/registry/salary'
import { serviceMonthsAt } from '@/lib/registry/service-time'
import { bringsSupplement, type Column } from './employee-columns'
import { type CodedField, type EmployeeLists, foldCode } from './employee-lists'
import { writtenDate } from './excel-date'
import type { Mapping } from './headers'
import { checkNik, checkNip, type Holder } from './identity-check'
import { isError, type Problem, type ProblemCode, problem } from './problem'
import type { SheetRow } from './sheet'
import { readSupplement, supplementDayFaults } from './supplement-cell'
import { supplementJson } from './supplement-columns'
import { readDate, readDiscipline, readRating, readSex, readWhole, tidy, tidyDigits } from './tidy'

/** What the rows of one file are checked against. */
export type CheckBasis = {
  columns: readonly Column[]
  mapping: Mapping
  /** The day the file speaks of: pay is what was paid on it. */
  dataOn: CivilDate
  today: CivilDate
  unitCodes: ReadonlySet<string>
  lists: EmployeeLists
  reference: Reference
  /** The file does not tell numbers from texts: a CSV. */
  isUntyped: boolean
}

/** Canonical value by field code, `''` where the cell is blank or wrong. Dates are `YYYY-MM-DD`. */
export type EmployeeValues = Record<string, string>

export type CheckedRow = { rowNumber: number; values: EmployeeValues; problems: Problem[] }

/**
 * Reads and checks one row: every cell by its kind, then what cells say about each other. What depends on other rows
 * or on the register is checked elsewhere.
 *
 * Source: sapk.md sections 3 and 14; codes of the sample workbooks.
 */
export function checkEmployeeRow(row: SheetRow, basis: CheckBasis): CheckedRow {
  const values: EmployeeValues = {}
  const problems: Problem[] = []
  const hasContract = statusOf(row, basis) === 'PPPK'
  for (const column of basis.columns) values[column.code] = readCell(column, row, basis, hasContract, problems)
  if (hasContract) keepContract(values)

  const holder = { ...personOf(values), hasContract }
  for (const field of NUMBERS) {
    const raw = rawOf(row, basis.mapping, field)
    const cell = {
      row: row.rowNumber,
      raw,
      isNumeric: isNumeric(row, basis.mapping, field) || (basis.isUntyped && field === 'nip' && isRounded(raw)),
    }
    const found = field === 'nip' ? checkNip(cell, holder) : checkNik(cell, holder, basis.reference.provinceCodes)
    values[field] = found.digits
    problems.push(...found.problems)
  }
  problems.push(...careerProblems(row, values, basis))
  if (bringsSupplement(basis.columns)) {
    problems.push(...supplementProblems(row, values, basis))
    values.supplement = supplementJson(values)
  }
  if (!problems.some(isError)) problems.push(...salaryProblems(row, values, basis))
  return { rowNumber: row.rowNumber, values, problems }
}

/** The cell of a field as the file has it. */
export function rawOf(row: SheetRow, mapping: Mapping, field: string): string {
  const column = mapping[field]
  return column === undefined ? '' : (row.texts[column] ?? '')
}

/** Fields of which a spreadsheet that takes them for numbers keeps too few digits. */
const NUMBERS = ['nip', 'nik'] as const

/** Those of them whose cell holds a number. */
export function numericFields(row: SheetRow, mapping: Mapping): string[] {
  return NUMBERS.filter((field) => isNumeric(row, mapping, field))
}

/** What a spreadsheet writes into a CSV once it has kept 15 of 18 digits: nobody has the sequence 000. */
function isRounded(raw: string): boolean {
  return /^\d{15}000$/.test(tidyDigits(raw))
}

function isNumeric(row: SheetRow, mapping: Mapping, field: string): boolean {
  const column = mapping[field]
  return column !== undefined && row.numeric.includes(column)
}

function personOf(values: EmployeeValues): Omit<Holder, 'hasContract'> {
  const sex: Record<string, Sex> = { L: 'male', P: 'female' }
  return {
    bornOn: values.tgl_lahir || undefined,
    appointedOn: values.tmt_cpns || undefined,
    sex: sex[values.jenis_kelamin ?? ''],
  }
}

/** What is wrong with one cell. */
type Fault = { code: ProblemCode; facts?: Facts; suggestion?: string }

function statusOf(row: SheetRow, { lists, mapping }: CheckBasis): string | undefined {
  return lists.status_cpns_pns.get(foldCode(tidy(rawOf(row, mapping, 'status_cpns_pns'))))
}

/** What belongs to a rank, which a PPPK does not have. */
const OF_A_RANK = ['gol_awal', 'gol', 'tmt_gol', 'mkg_tahun', 'mkg_bulan', 'no_sk_gol', 'tgl_sk_gol', 'tmt_pns']

/** A PPPK has a grade instead of ranks: what the columns of ranks say beside it is read and goes nowhere. */
function keepContract(values: EmployeeValues): void {
  const { gol = '' } = values
  for (const field of OF_A_RANK) values[field] = ''
  values.gol_pppk = gol
}

function readCell(column: Column, row: SheetRow, basis: CheckBasis, hasContract: boolean, problems: Problem[]): string {
  const { code, kind } = column
  if (kind === 'nip' || kind === 'nik') return ''
  const raw = rawOf(row, basis.mapping, code)
  const text = tidy(raw)
  const read = text === '' ? blank(column, hasContract) : readText(column, raw, text, basis, hasContract)
  if (typeof read !== 'string') {
    problems.push(problem(row.rowNumber, code, raw, read.code, read.facts, read.suggestion))
    return ''
  }
  if (code === 'nama' && read.startsWith('=')) problems.push(problem(row.rowNumber, code, raw, 'FORMULA_TEXT'))
  return read
}

function blank({ code, isRequired }: Column, hasContract: boolean): string | Fault {
  if (!isRequired || (hasContract && code !== 'gol' && OF_A_RANK.includes(code))) return ''
  return { code: code === 'nama' ? 'NAME_MISSING' : 'VALUE_MISSING' }
}

/** The canonical value of a cell that is not blank, or its fault. */
function readText(
  { code, kind, maxLength }: Column,
  raw: string,
  text: string,
  basis: CheckBasis,
  hasContract: boolean,
): string | Fault {
  if (text.length > maxLength) return { code: 'VALUE_TOO_LONG', facts: { most: maxLength } }
  switch (kind) {
    case 'date':
      return readDay(text)
    case 'rank':
      if (hasContract) return readContractGrade(text)
      return parseRank(text) ?? { code: 'GOLONGAN_UNKNOWN', facts: wrongRankPart(raw) }
    case 'sex':
      return readSex(text) ?? { code: 'VALUE_UNKNOWN' }
    case 'code':
      return basis.lists[code as CodedField].get(foldCode(text)) ?? { code: 'VALUE_UNKNOWN' }
    case 'whole':
      return readNumber(code, text) ?? { code: 'NUMBER_INVALID' }
    case 'unit':
      if (basis.unitCodes.has(text)) return text
      return { code: 'UNOR_UNKNOWN', suggestion: unitWithZeros(text, basis.unitCodes) }
    case 'rating':
      return readRating(text) ?? { code: 'VALUE_UNKNOWN' }
    case 'discipline': {
      const read = readDiscipline(text)
      return read ? `${read.severity} ${read.endsOn}` : { code: 'DISCIPLINE_UNREADABLE' }
    }
    case 'supplement':
      return readSupplement(code, text)
    default:
      return code === 'nip_lama' ? readOldNip(text) : text
  }
}

function readDay(text: string): string | Fault {
  const reading = readDate(text)
  if ('date' in reading) return reading.date
  if (reading.fault === 'format') return { code: 'DATE_UNREADABLE' }
  const { fault, part, start, length } = reading
  return { code: 'DATE_IMPOSSIBLE', facts: { reason: fault, part, start, length } }
}

function readOldNip(text: string): string | Fault {
  const digits = text.replace(/[ '’.]/g, '')
  return /^\d{9}$/.test(digits) ? digits : { code: 'OLD_NIP_MALFORMED', facts: { count: digits.length } }
}

const MOST: Record<string, number> = { mkg_tahun: 60, mkg_bulan: 11, tahun_lulus: 2100 }
const LEAST: Record<string, number> = { tahun_lulus: 1940 }

function readNumber(code: string, text: string): string | undefined {
  const value = readWhole(text)
  if (value === undefined || value > (MOST[code] ?? value) || value < (LEAST[code] ?? 0)) return undefined
  return String(value)
}

/** A code that a spreadsheet took for a number has lost its leading zeros; certain when only one code fits. */
function unitWithZeros(text: string, unitCodes: ReadonlySet<string>): string | undefined {
  if (!/^\d+$/.test(text)) return undefined
  const fitting = [1, 2, 3, 4].map((zeros) => '0'.repeat(zeros) + text).filter((code) => unitCodes.has(code))
  return fitting.length === 1 ? fitting[0] : undefined
}

function readContractGrade(text: string): string | Fault {
  const order = parseContractGrade(text)
  return order === undefined ? { code: 'GOLONGAN_UNKNOWN', facts: { group: 'PPPK' } } : String(order)
}

/** The letter or the group of a rank that does not exist. */
function wrongRankPart(raw: string): Facts {
  const match = /^(\s*)(I{1,3}|IV|[1-4])(\s*(?:\/\s*)?)(\S+)\s*$/i.exec(raw)
  if (!match) return { group: '' }
  const [, lead = '', group = '', slash = '', letter = ''] = match
  const roman = ['I', 'II', 'III', 'IV'][Number(group) - 1] ?? group.toUpperCase()
  return { group: roman, start: lead.length + group.length + slash.length, length: letter.length }
}

function careerProblems(row: SheetRow, values: EmployeeValues, { mapping }: CheckBasis): Problem[] {
  const { tgl_lahir: bornOn, tmt_cpns: cpnsOn, tmt_gol: rankSince } = values
  const problems: Problem[] = []
  const refuse = (column: string, code: ProblemCode, facts: Facts, suggestion?: string) =>
    problems.push(problem(row.rowNumber, column, rawOf(row, mapping, column), code, facts, suggestion))
  if (cpnsOn && !isFirstOfMonth(cpnsOn) && values.status_cpns_pns !== 'PPPK') {
    refuse('tmt_cpns', 'TMT_CPNS_NOT_FIRST_OF_MONTH', {}, firstWhereNipAgrees(values.nip ?? '', cpnsOn))
  }
  if (bornOn && cpnsOn && wholeYearsBetween(bornOn, cpnsOn) < MIN_AGE) {
    refuse('tmt_cpns', 'UNDERAGE_AT_CPNS', { bornOn, years: Math.max(0, wholeYearsBetween(bornOn, cpnsOn)) })
  }
  if (cpnsOn && rankSince && rankSince < cpnsOn) refuse('tmt_gol', 'TMT_GOL_BEFORE_CPNS', { cpnsOn })
  return problems
}

function supplementProblems(row: SheetRow, values: EmployeeValues, { mapping, today }: CheckBasis): Problem[] {
  return supplementDayFaults(values, today).map(([column, { code, facts }]) =>
    problem(row.rowNumber, column, rawOf(row, mapping, column), code, facts),
  )
}

/** The NIP holds the month of TMT CPNS: when it agrees, only the day is wrong and it can only be the first. */
function firstWhereNipAgrees(nip: string, cpnsOn: CivilDate): string | undefined {
  return nip.slice(8, 14) === cpnsOn.slice(0, 7).replace('-', '') ? writtenDate(`${cpnsOn.slice(0, 8)}01`) : undefined
}

/** Pay on the data day: the table at the service on the last rank decree plus the whole months since; a CPNS gets 80 %. */
function salaryProblems(row: SheetRow, values: EmployeeValues, { mapping, dataOn, reference }: CheckBasis): Problem[] {
  const { gol = '', tmt_gol: rankSince = '', mkg_tahun = '', mkg_bulan = '', gaji_pokok = '' } = values
  const rank = parseRank(gol)
  if (!rank || !rankSince || gaji_pokok === '') return []
  const serviceMonths = serviceMonthsAt(
    { rankSince, serviceMonths: Number(mkg_tahun) * 12 + Number(mkg_bulan) },
    dataOn,
  )
  const full = baseSalary(reference, rank, serviceMonths, dataOn)
  if (full === undefined) return []
  const due = values.status_cpns_pns === 'C' ? cpnsSalary(full) : full
  if (due === Number(gaji_pokok)) return []
  const facts = { dueRupiah: due, rank, serviceMonths }
  return [problem(row.rowNumber, 'gaji_pokok', rawOf(row, mapping, 'gaji_pokok'), 'SALARY_MISMATCH', facts)]
}
