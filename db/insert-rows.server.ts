import 'server-only'
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'

/**
 * Inserts whole rows of a table that come as one value of jsonb, so that the statement is the same however many they are,
 * and costs neither side a parameter for each column of each row. Columns that a row leaves out are null.
 */
export function insertedRows(table: PgTable, rows: SQL): SQL {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => {
    return { key: `"${key}"`, name: `"${toSnakeCase(key)}"`, type: column.getSQLType() }
  })
  const all = (part: 'key' | 'name') => columns.map((column) => column[part]).join(', ')
  const given = columns.map(({ key, type }) => `${key} ${type}`).join(', ')
  return sql`${sql.raw(`insert into "${getTableName(table)}" (${all('name')}) select ${all('key')} from jsonb_to_recordset(`)}${rows}${sql.raw(`) as given (${given})`)}`
}
