import { type DuplicateGroup, DuplicateIndex } from './employee-duplicates'
import { type CheckBasis, type CheckedRow, checkEmployeeRow } from './employee-row'
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
