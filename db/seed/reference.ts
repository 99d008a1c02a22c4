import type { Sql } from 'postgres'
import type { ReferenceRow } from '@/db/reference/shapes'
import { HOLIDAYS } from './holidays'

/** Loads the code lists, tables and holidays. What is there already stays: an administrator may have changed it. */
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
  await sql`insert into holidays ${sql(HOLIDAYS.map(([day, name]) => ({ day, name })))} on conflict do nothing`
}
