import type { CivilDate } from '@/lib/civil-date'

/** The first and the last day on which a row counts; null while it is in force. */
export type Validity = { validFrom: CivilDate; validTo: CivilDate | null; source: string }

/** Rows of one table by code, each with its days; nearly always one or two per code. */
export type Dated<T> = ReadonlyMap<string, readonly (T & Validity)[]>

/** The row of a code that is in force on a day. */
export function rowOn<T>(table: Dated<T>, code: string, on: CivilDate): (T & Validity) | undefined {
  const rows = table.get(code)
  return rows && inForce(rows, on)
}

/** The first of the rows that is in force on a day. */
export function inForce<T extends Validity>(rows: readonly T[], on: CivilDate): T | undefined {
  for (const row of rows) if (isInForce(row, on)) return row
  return undefined
}

export function isInForce(row: Validity, on: CivilDate): boolean {
  return row.validFrom <= on && (row.validTo === null || on <= row.validTo)
}
