import { type DuplicateGroup, DuplicateIndex, groupProblems } from './employee-duplicates'
import { type CheckBasis, type CheckedRow, checkEmployeeRow, rawOf } from './employee-row'
import { isError, type Problem } from './problem'
import { isBlankRow, type SheetRow } from './sheet'

export type SheetCounts = { dataRows: number; blankRows: number }

/**
 * Checks the data rows of one file as they stream by. What a row says by itself is answered at once; what rows say
 * about each other when all have been seen.
 */
export class EmployeeSheetCheck {
  readonly #duplicates = new DuplicateIndex()
  readonly counts: SheetCounts = { dataRows: 0, blankRows: 0 }
  #nextRow: number

  constructor(
    private readonly basis: CheckBasis,
    firstDataRow: number,
  ) {
    this.#nextRow = firstDataRow
  }

  /** The checked row, undefined for a blank one. Blank rows count when data follows, written in the file or not. */
  read(row: SheetRow): CheckedRow | undefined {
    if (isBlankRow(row)) return undefined
    this.counts.blankRows += row.rowNumber - this.#nextRow
    this.counts.dataRows += 1
    this.#nextRow = row.rowNumber + 1
    const checked = checkEmployeeRow(row, this.basis)
    this.#duplicates.add(row.rowNumber, checked.values)
    return checked
  }

  groups(): DuplicateGroup[] {
    return this.#duplicates.groups()
  }
}

/** All findings of rows that fit in memory: what `--json` prints and what the tests hold against the samples. */
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
