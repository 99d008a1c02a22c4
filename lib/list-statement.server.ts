import 'server-only'
import type { SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { ListSource } from '@/lib/list-source'

/** The statement of a list that is written as SQL; its columns are named as the database does. */
export function listStatement(query: SQL): ListSource['statement'] {
  const { sql, params } = new PgDialect({ casing: 'snake_case' }).sqlToQuery(query)
  return { sql, params }
}
