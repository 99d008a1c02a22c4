import 'server-only'
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'

type Text = { into: string; as: string }

const texts = new WeakMap<PgTable, Text>()

/**
 * Inserts whole rows of a table as one parameter, so that the statement is the same however many they are, and costs
 * neither side a parameter for each column of each row. Columns that a row leaves out are null.
 */
export function insertedRows<T extends PgTable>(table: T, rows: readonly T['$inferSelect'][]): SQL {
  const known = texts.get(table) ?? textOf(table)
  texts.set(table, known)
  return sql`${sql.raw(known.into)}jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)${sql.raw(known.as)}`
}

function textOf(table: PgTable): Text {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => {
    return { key: `"${key}"`, name: `"${toSnakeCase(key)}"`, type: column.getSQLType() }
  })
  const all = (part: 'key' | 'name') => columns.map((column) => column[part]).join(', ')
  return {
    into: `insert into "${getTableName(table)}" (${all('name')}) select ${all('key')} from `,
    as: ` as given (${columns.map(({ key, type }) => `${key} ${type}`).join(', ')})`,
  }
}
