import ExcelJS from 'exceljs'
import type { CivilDate } from '@/lib/civil-date'
import { gradeOf, type PostKind, retirementAge } from '@/lib/registry/positions'
import type { Predicate } from '@/lib/registry/predicate'
import { isRank, type Rank } from '@/lib/registry/ranks'
import { retiresOn } from './pension'
import type { PromotionFacts } from './promotion'
import { reference } from './promotion.fixture'

export type SampleRow = Record<string, string>

/** The people of a sample workbook and how the rules see them on the day of its data. */
export async function readSample(path: string) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const people = sheet(workbook, 'pegawai')
  const superiorOf = superiorsIn(people, sheet(workbook, 'unor'))
  const ranks = sheet(workbook, 'riwayat_golongan')
  return { people, ranks, factsOf: (row: SampleRow) => factsOf(row, superiorOf(row)) }
}

export const DATA_DATE = '2026-11-23'

function factsOf(row: SampleRow, superiorRank: Rank | null): PromotionFacts {
  const name = text(row, 'jabatan')
  const kind = KINDS[text(row, 'jenis_jabatan')] ?? 'executing'
  const post = { kind, name, echelon: row.eselon || null, grade: gradeOf(name) }
  const legalStatus = text(row, 'kedudukan_hukum')
  const [severity, endsOn] = (row.hukdis ?? '').split(' ')
  return {
    status: text(row, 'status_cpns_pns') === 'P' ? 'pns' : 'cpns',
    legalStatus,
    rank: rankOf(row),
    rankSince: text(row, 'tmt_gol'),
    serviceMonths: Number(row.mkg_tahun) * 12 + Number(row.mkg_bulan),
    unpaidMonths: legalStatus === '02' ? null : 0,
    unpaidLeaves: [],
    hasRankDecree: true,
    educationLevel: text(row, 'tk_pendidikan'),
    isSpecialist: false,
    predicates: { 2024: PREDICATES[row.predikat_2024 ?? ''], 2025: PREDICATES[row.predikat_2025 ?? ''] },
    sanctions: severity && endsOn ? [{ severity: SEVERITIES[severity] ?? 'severe', endsOn: reversed(endsOn) }] : [],
    post,
    postSince: text(row, 'tmt_jabatan'),
    inauguratedOn: null,
    superiorRank,
    retiresOn: retiresOn(text(row, 'tgl_lahir'), retirementAge(reference, post, DATA_DATE), text(row, 'tmt_jabatan')),
    proofs: [],
    creditThousandths: null,
    supportCreditThousandths: null,
    isBlocked: false,
    hasOpenProposal: false,
  }
}

const KINDS: Record<string, PostKind> = { 1: 'structural', 2: 'functional', 4: 'executing' }
const SEVERITIES: Record<string, 'light' | 'medium' | 'severe'> = { ringan: 'light', sedang: 'medium', berat: 'severe' }
const PREDICATES: Record<string, Predicate> = {
  'Sangat Baik': 'very_good',
  Baik: 'good',
  'Butuh Perbaikan': 'needs_improvement',
  Kurang: 'poor',
  'Sangat Kurang': 'very_poor',
}

/** The head of the unit, for a head the head of the unit above, passing over units without a structural head. */
function superiorsIn(people: SampleRow[], unitSampleRows: SampleRow[]): (row: SampleRow) => Rank | null {
  const units = new Map(unitSampleRows.map((unit) => [unit.kode, unit]))
  const isHeadOf = (person: SampleRow, unit: SampleRow) =>
    person.jenis_jabatan === '1' && person.unor_kode === unit.kode && person.jabatan === unit.nama_jabatan
  const heads = new Map(unitSampleRows.map((unit) => [unit.kode, people.find((person) => isHeadOf(person, unit))]))
  return (row) => {
    const own = units.get(row.unor_kode)
    let unit = own && isHeadOf(row, own) ? units.get(own.induk) : own
    for (; unit; unit = units.get(unit.induk)) {
      const head = heads.get(unit.kode)
      if (head) return rankOf(head)
    }
    return null
  }
}

function sheet(workbook: ExcelJS.Workbook, name: string): SampleRow[] {
  const worksheet = workbook.getWorksheet(name)
  if (!worksheet) throw new Error(`no sheet ${name}`)
  const codes = (worksheet.getRow(1).values as string[]).slice(1)
  const found: SampleRow[] = []
  worksheet.eachRow((line, number) => {
    if (number < 3) return
    found.push(Object.fromEntries(codes.map((code, index) => [code, cell(line.getCell(index + 1).value)])))
  })
  return found
}

function cell(value: ExcelJS.CellValue): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return value === null || value === undefined ? '' : String(value)
}

/** A field that every person of the sample has. */
export function text(row: SampleRow, field: string): string {
  const value = row[field]
  if (!value) throw new Error(`no ${field}`)
  return value
}

function rankOf(row: SampleRow): Rank {
  const rank = text(row, 'gol')
  if (!isRank(rank)) throw new Error(`no rank ${rank}`)
  return rank
}

function reversed(date: string): CivilDate {
  return date.split('-').reverse().join('-')
}
