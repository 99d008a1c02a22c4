import 'server-only'
import { type SQL, sql } from 'drizzle-orm'

/** `isWorkingDay` where the database decides it, of a column or a value. */
export function isWorkingDaySql(day: SQL): SQL {
  return sql`(extract(isodow from ${day}) < 6 and not exists (select from holidays off where off.day = ${day}))`
}
