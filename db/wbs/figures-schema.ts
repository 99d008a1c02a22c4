import { sql } from 'drizzle-orm'
import { boolean, check, date, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { reports } from './schema'

/** What is left of reports when they are gone: counts, and days that are the same for all (wbs.md 15). */

/** Penutupan: what the closer told for the statistics. While the report lives a reopening replaces it; then nothing links. */
export const closures = pgTable(
  'closures',
  {
    id: uuid().primaryKey(),
    reportId: uuid().references(() => reports.id, { onDelete: 'set null' }),
    quarter: text().notNull(), // 2026-Q4
    category: text(), // null, as the kind of agency: of a report that nobody could open
    agencyKind: text(),
    result: text().notNull(),
    acknowledgeDays: integer(), // these are coarse; null: a step that was not taken
    verifyDays: integer(),
    reviewDays: integer(),
    investigateDays: integer(),
    followUpDays: integer(),
    hasCorrectiveAction: boolean().notNull(),
    hasRetaliation: boolean().notNull(),
  },
  (table) => [
    unique().on(table.reportId),
    check(
      'told_unless_unreadable',
      sql`(${table.result} = 'unreadable') = (${table.category} is null) and (${table.result} = 'unreadable') = (${table.agencyKind} is null)`,
    ),
  ],
)

/** Figures of a quarter as they were published. They stay, so that nobody learns from a difference. */
export const publications = pgTable('publications', {
  quarter: text().primaryKey(),
  figures: text().notNull(), // JSON
  publishedOn: date().notNull(),
})

/** How many reports of a quarter are deleted already: the figures still count them as received. */
export const deletedReceipts = pgTable('deleted_receipts', {
  quarter: text().primaryKey(),
  reports: integer().notNull(),
})

/** Sertifikat pemusnahan: how many reports were destroyed in a quarter, until a ceremony signs it into the log. */
export const certificates = pgTable('certificates', {
  quarterEnd: date().primaryKey(),
  reports: integer().notNull(),
})

/** Masa simpan: days by the state a report ended in, and by how many days a deletion drifts. */
export const retentionDays = pgTable('retention_days', { what: text().primaryKey(), days: integer().notNull() })
