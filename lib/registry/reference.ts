import type { ReferenceRow, ReferenceShapes, ReferenceTable } from '@/db/reference/shapes'
import type { Rank } from '@/lib/registry/ranks'
import { type SalaryTable, salaryTables } from '@/lib/registry/salary'
import type { Dated, Validity } from '@/lib/registry/validity'

type Echelon = { minRank: Rank; maxRank: Rank; retirementAgeYears: number; isTop: boolean }
type EducationLevel = { name: string; entryRank: Rank; ceilingRank: Rank; adjustmentRank: Rank | null }
export type CreditPointGrade = Omit<ReferenceShapes['credit_points'], 'fromRank' | 'toRank'> & {
  fromRank: Rank
  toRank: Rank
}
type RetirementAge = ReferenceShapes['retirement_ages']
export type PeriodRule = { months: readonly number[] }
export type AuthorityRule = Omit<ReferenceShapes['authority_rules'], 'rankFrom' | 'rankTo'> & {
  rankFrom: Rank
  rankTo: Rank
}

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
    echelons: echelons(of(rows, 'echelons')),
    educationLevels: dated(of(rows, 'education_levels'), ({ code, data }) => [
      code,
      {
        name: data.name,
        entryRank: data.entryRank as Rank,
        ceilingRank: data.ceilingRank as Rank,
        adjustmentRank: data.adjustmentRank as Rank | null,
      },
    ]),
    creditPoints: dated(of(rows, 'credit_points'), ({ code, data }) => [
      code,
      { ...data, fromRank: data.fromRank as Rank, toRank: data.toRank as Rank },
    ]),
    retirementAges: of(rows, 'retirement_ages').map((row) => ({ ...row.data, ...validity(row) })),
    periods: newestFirst(of(rows, 'promotion_periods').map((row) => ({ ...row.data, ...validity(row) }))),
    authority: of(rows, 'authority_rules').map((row) => ({
      ...row.data,
      rankFrom: row.data.rankFrom as Rank,
      rankTo: row.data.rankTo as Rank,
      ...validity(row),
    })),
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

function dated<R extends Validity, T>(rows: readonly R[], entry: (row: R) => [string, T]): Dated<T> {
  const table = new Map<string, (T & Validity)[]>()
  for (const row of rows) {
    const [code, value] = entry(row)
    table.set(code, [...(table.get(code) ?? []), { ...value, ...validity(row) }])
  }
  return table
}

function echelons(rows: readonly ReferenceRow<'echelons'>[]): Dated<Echelon> {
  const ranged = rows.filter(({ data }) => data.minRank && data.maxRank && data.retirementAgeYears)
  return dated(ranged, ({ data }) => [
    data.name,
    {
      minRank: data.minRank as Rank,
      maxRank: data.maxRank as Rank,
      retirementAgeYears: Number(data.retirementAgeYears),
      isTop: data.jptEquivalent === 'JPT Utama' || data.jptEquivalent === 'JPT Madya',
    },
  ])
}
