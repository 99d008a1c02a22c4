import 'server-only'
import { fillPlaceholders, type Query, type SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { driverOf, type Tx } from '@/db/client.server'

const dialect = new PgDialect({ casing: 'snake_case' })

/**
 * A statement that comes by the hundred a second: its text is made once, where the query builder makes it anew each time,
 * and kept by each connection with its plan (docs/decisions/0105). What differs is given by name, as `sql.placeholder`.
 */
export function statement<Row>(text: SQL): (tx: Tx, given: Record<string, unknown>) => Promise<Row[]> {
  let known: Query | undefined
  return async (tx, given) => {
    known ??= dialect.sqlToQuery(text)
    const values = fillPlaceholders(known.params, given) as string[]
    return (await driverOf(tx).unsafe(known.sql, values, { prepare: true })) as unknown as Row[]
  }
}
