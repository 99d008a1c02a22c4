import type { Mapping } from './headers'
import type { SheetRow } from './sheet'

/** What was put into cells on screen: value by field, by row. */
export type Fixes = ReadonlyMap<number, Readonly<Record<string, string>>>

/** A row as the file has it, with what somebody put into its cells since: that is text, whatever the cell held. */
export function withFixes(row: SheetRow, fixes: Fixes, mapping: Mapping): SheetRow {
  const own = Object.entries(fixes.get(row.rowNumber) ?? {}).flatMap(([field, value]) => {
    const column = mapping[field]
    return column === undefined ? [] : [{ column, value }]
  })
  if (own.length === 0) return row
  const width = Math.max(row.texts.length, ...own.map(({ column }) => column + 1))
  const texts = Array.from({ length: width }, (_, column) => row.texts[column] ?? '')
  for (const { column, value } of own) texts[column] = value
  return { ...row, texts, numeric: row.numeric.filter((column) => own.every((fix) => fix.column !== column)) }
}
