import { type DuplicateGroup, groupProblems } from './employee-duplicates'
import { type CheckBasis, type CheckedRow, rawOf } from './employee-row'
import { EmployeeSheetCheck, type SheetCounts } from './employee-sheet'
import { isError, type Problem } from './problem'
import type { SheetRow } from './sheet'

/** All findings of rows that fit in memory, to be held against the samples. */
export function checkEmployeeRows(rows: Iterable<SheetRow>, basis: CheckBasis, firstDataRow: number): SheetReport {
  const check = new EmployeeSheetCheck(basis, firstDataRow)
  const problems: Problem[] = []
  const kept = new Map<number, SheetRow>()
  const values = new Map<number, CheckedRow['values']>()
  for (const row of rows) {
    if (row.rowNumber < firstDataRow) continue
    const checked = check.read(row)
    if (!checked) continue
    kept.set(row.rowNumber, row)
    values.set(row.rowNumber, checked.values)
    problems.push(...checked.problems)
  }
  const groups = check.groups()
  const rawAt = (rowNumber: number, column: string) => {
    const row = kept.get(rowNumber)
    return row ? rawOf(row, basis.mapping, column) : ''
  }
  for (const group of groups) problems.push(...groupProblems(group, rawAt))
  const refused = new Set(problems.filter(isError).map((found) => found.row))
  return { ...check.counts, problems, groups, values, importableRows: check.counts.dataRows - refused.size }
}

export type SheetReport = SheetCounts & {
  problems: Problem[]
  groups: DuplicateGroup[]
  values: ReadonlyMap<number, CheckedRow['values']>
  importableRows: number
}
