import { date, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { readableByAll } from './policies'

/**
 * Every code list and table of the regulations: one row of one table with its period of validity. The shape of
 * `data` belongs to the table, see `lib/registry/reference.ts`.
 */
export const referenceRows = pgTable(
  'reference_rows',
  {
    tableName: text().notNull(),
    code: text().notNull(),
    validFrom: date().notNull(),
    validTo: date(), // last day; null while in force
    position: integer().notNull(), // order in the printed table
    data: jsonb().notNull(),
    source: text().notNull(),
    confidence: text().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tableName, table.code, table.validFrom] }),
    ...readableByAll('reference_rows'),
  ],
)

/** National holidays and collective leave: days that are no working days. */
export const holidays = pgTable('holidays', { day: date().primaryKey(), name: text().notNull() }, () =>
  readableByAll('holidays'),
)
