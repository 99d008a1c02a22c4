import { Refusal } from '@/lib/refusal'
import { MOST_UNIT_LEVELS } from '@/lib/registry/unit-structure'
import type { UnitRow } from './side-sheets'

/**
 * Refuses rows of the sheet `unor` that make no tree together with the units that the agency has: a code written twice,
 * a parent that is nowhere, a unit below itself, or too many levels. A unit without a parent, or that names itself,
 * keeps the place it has; a new one stands at the top.
 *
 * A unit that has ended is neither written again nor stood below.
 *
 * @param held the agency's units: code to the code of the unit above
 * @param ended codes of those that have ended
 */
export function refuseBrokenTree(
  rows: readonly Pick<UnitRow, 'rowNo' | 'code' | 'parentCode'>[],
  held: ReadonlyMap<string, string | null>,
  ended: ReadonlySet<string> = new Set(),
): void {
  const above = new Map(held)
  const written = new Map<string, number>()
  for (const { rowNo, code, parentCode } of rows) {
    const other = written.get(code)
    if (other !== undefined) throw new Refusal('import.unit_twice', { row: rowNo, other, code })
    written.set(code, rowNo)
    if (parentCode !== '' && parentCode !== code) above.set(code, parentCode)
    else if (!above.has(code)) above.set(code, null)
  }
  for (const { rowNo, code, parentCode } of rows) {
    const gone = [code, parentCode].find((one) => ended.has(one))
    if (gone !== undefined) throw new Refusal('import.unit_ended', { row: rowNo, code: gone })
    const parent = above.get(code)
    if (parent && !above.has(parent)) throw new Refusal('import.unit_parent_unknown', { row: rowNo, code, parent })
  }
  for (const { rowNo, code } of rows) {
    if (lineAbove(above, code).includes(code)) {
      throw new Refusal('import.unit_circular', { row: rowNo, code, parent: above.get(code) ?? '' })
    }
  }
  for (const { rowNo, code } of rows) {
    if (lineAbove(above, code).length < MOST_UNIT_LEVELS) continue
    throw new Refusal('import.unit_too_deep', { row: rowNo, code, most: MOST_UNIT_LEVELS })
  }
}

/** The units above one, nearest first, no more than there are levels. */
function lineAbove(above: ReadonlyMap<string, string | null>, code: string): string[] {
  const line: string[] = []
  for (let unit = above.get(code); unit && line.length < MOST_UNIT_LEVELS; unit = above.get(unit)) line.push(unit)
  return line
}
