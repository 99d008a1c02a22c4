import type { ReferenceRow, ReferenceShapes, ReferenceTable } from '@/db/reference/shapes'
import type { Rank } from '@/lib/registry/ranks'
import { type SalaryTable, salaryTables } from '@/lib/registry/salary'
import type { Dated, Validity } from '@/lib/registry/validity'

type Echelon = { minRank: Rank; maxRank: Rank; retirementAgeYears: number; isTop: boolean }
type EducationLevel = ReferenceShapes['education_levels']
/** Points of a jenjang as the rules count them: whole thousandths, where the tables of the regulation print decimals. */
export type CreditPointGrade = {
  fromRank: Rank
  toRank: Rank
  coefficientThousandths: number // a year of Baik
  rankThresholdThousandths: number
  gradeThresholdThousandths: number | null // null at the last jenjang
}
type RetirementAge = ReferenceShapes['retirement_ages']
export type PeriodRule = ReferenceShapes['promotion_periods']
export type AuthorityRule = ReferenceShapes['authority_rules']

/**
 * Every table the rules read, in memory. Built once from the rows of the database (or of `db/reference`) and passed
 * to each rule, which asks for the row in force on its date.
 */
export type Reference = {
  salaries: readonly SalaryTable[]
  /** By name such as `III.a`; echelons without a range of ranks in the law are left out. */
  echelons: Dated<Echelon>
  /** By tk_pendidikan code. */
  educationLevels: Dated<EducationLevel>
  /** By jenjang such as `Ahli Pertama`. */
  creditPoints: Dated<CreditPointGrade>
  retirementAges: readonly (RetirementAge & Validity)[]
  periods: readonly (PeriodRule & Validity)[]
  authority: readonly (AuthorityRule & Validity)[]
  provinceCodes: ReadonlySet<string>
}

export function buildReference(rows: readonly ReferenceRow[]): Reference {
  return {
    salaries: salaryTables(of(rows, 'salaries')),
    echelons: dated(of(rows, 'echelons'), echelon),
    educationLevels: dated(of(rows, 'education_levels'), ({ code, data }) => [code, data]),
    creditPoints: dated(of(rows, 'credit_points'), creditPointGrade),
    retirementAges: of(rows, 'retirement_ages').map((row) => ({ ...row.data, ...validity(row) })),
    periods: newestFirst(of(rows, 'promotion_periods').map((row) => ({ ...row.data, ...validity(row) }))),
    authority: of(rows, 'authority_rules').map((row) => ({ ...row.data, ...validity(row) })),
    provinceCodes: new Set(of(rows, 'provinces').map((row) => row.code)),
  }
}

function of<T extends ReferenceTable>(rows: readonly ReferenceRow[], table: T): ReferenceRow<T>[] {
  return rows.filter((row) => row.tableName === table) as ReferenceRow[] as ReferenceRow<T>[]
}

/** Most cases are judged by the rule of today: it is looked at first. */
function newestFirst<T extends Validity>(rows: T[]): T[] {
  return rows.sort((one, other) => (one.validFrom < other.validFrom ? 1 : -1))
}

function validity({ validFrom, validTo, source }: Validity): Validity {
  return { validFrom, validTo, source }
}

/** Rows by their key; those that `entry` leaves out are in no table of the rules. */
function dated<R extends Validity, T>(rows: readonly R[], entry: (row: R) => [string, T] | undefined): Dated<T> {
  const table = new Map<string, (T & Validity)[]>()
  for (const row of rows) {
    const found = entry(row)
    if (!found) continue
    const [key, value] = found
    table.set(key, [...(table.get(key) ?? []), { ...value, ...validity(row) }])
  }
  return table
}

function creditPointGrade({ code, data }: ReferenceRow<'credit_points'>): [string, CreditPointGrade] {
  const { fromRank, toRank, coefficient, rankThreshold, gradeThreshold } = data
  return [
    code,
    {
      fromRank,
      toRank,
      coefficientThousandths: Math.round(coefficient * 1000),
      rankThresholdThousandths: Math.round(rankThreshold * 1000),
      gradeThresholdThousandths: gradeThreshold === null ? null : Math.round(gradeThreshold * 1000),
    },
  ]
}

function echelon({ data }: ReferenceRow<'echelons'>): [string, Echelon] | undefined {
  const { name, minRank, maxRank, retirementAgeYears, jptEquivalent } = data
  if (!minRank || !maxRank || !retirementAgeYears) return undefined
  return [
    name,
    {
      minRank,
      maxRank,
      retirementAgeYears,
      isTop: jptEquivalent === 'JPT Utama' || jptEquivalent === 'JPT Madya',
    },
  ]
}
