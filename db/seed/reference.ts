import type { Sql } from 'postgres'
import type { ReferenceRow } from '@/db/reference/shapes'
import { HOLIDAYS } from './holidays'

/**
 * Loads the code lists, tables and holidays. What is there already stays, and no holiday comes into a year that has some:
 * an administrator may have changed or removed it.
 */
export async function loadReference(sql: Sql, rows: readonly ReferenceRow[]): Promise<void> {
  const values = rows.map(({ tableName, code, validFrom, validTo, position, data, source, confidence }) => ({
    table_name: tableName,
    code,
    valid_from: validFrom,
    valid_to: validTo,
    position,
    data: sql.json(data as never),
    source,
    confidence,
  }))
  await sql`insert into reference_rows ${sql(values)} on conflict do nothing`
  await sql`
    with brought as (select * from jsonb_to_recordset(${sql.json(HOLIDAYS.map(([day, name]) => ({ day, name })))}) as b(day date, name text))
    insert into holidays (day, name) select day, name from brought b
    where not exists (select from holidays h where extract(year from h.day) = extract(year from b.day))`
}
