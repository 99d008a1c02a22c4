import 'server-only'
import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { standsSql } from '@/lib/registry/histories.server'
import type { Predicate } from '@/lib/registry/predicate'

type Years = { first: number; last: number }

/**
 * The predikat of years as they stand, what an objection changed and what was imported among them: what promotions,
 * increments and rewards go by. Text for a `from`, with the columns employee_id, year and predicate; where several stand
 * for one year, the reader takes the last one by name.
 *
 * @param condition of a row `h`, as text that begins with `and`
 */
export function annualPredicates({ first, last }: Years, condition = ''): string {
  if (!Number.isInteger(first) || !Number.isInteger(last)) throw new RangeError(`no years: ${first} to ${last}`)
  return `(
      select h.employee_id, h.year, h.predicate from performance_history h
      where h.year between ${first} and ${last} and ${standsSql('performance_history')} ${condition})`
}

/** The same for a few people, by person and year. */
export async function readAnnualPredicates(
  tx: Tx,
  employeeIds: readonly string[],
  years: Years,
): Promise<Map<string, Record<number, Predicate>>> {
  const found = new Map<string, Record<number, Predicate>>()
  if (employeeIds.length === 0) return found
  const rows = await tx.execute<{ employeeId: string; year: number; predicate: Predicate }>(sql`
    select employee_id as "employeeId", year, max(predicate collate "C") as predicate
    from ${sql.raw(annualPredicates(years))} a
    where ${inArray(sql`a.employee_id`, [...employeeIds])} group by employee_id, year`)
  for (const { employeeId, year, predicate } of rows) {
    found.set(employeeId, { ...found.get(employeeId), [year]: predicate })
  }
  return found
}
