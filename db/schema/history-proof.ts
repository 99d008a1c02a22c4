import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, foreignKey, index, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { employeeDocuments } from './documents'
import { byActorAccount, ofOwnedEmployee, ofVisibleEmployee, walls } from './policies'
import { employees } from './registry'

/** One row of one of the twelve histories; a trigger looks that it is there and of the same person. */
const rowColumns = () => ({
  id: uuid().primaryKey().defaultRandom(),
  employeeId: uuid()
    .notNull()
    .references(() => employees.id),
  history: text().notNull(), // its table
  rowId: uuid().notNull(),
})

const isHistory = sql`history in ('rank_history', 'position_history', 'education_history', 'training_history',
  'family_history', 'appointment_history', 'service_time_history', 'credit_point_history', 'performance_history',
  'discipline_history', 'award_history', 'leave_history')`

const afterTheLock = sql`clock_timestamp()`

/**
 * Bukti: papers of a person's archive that prove a row of their histories. Append-only: `withdrawsId` takes a paper off
 * again. A row that replaces another one takes its papers along, whoever writes it (the function `carry_papers`).
 */
export const historyDocuments = pgTable(
  'history_documents',
  {
    ...rowColumns(),
    documentId: uuid().notNull(),
    withdrawsId: uuid().references((): AnyPgColumn => historyDocuments.id),
    reason: text(),
    recordedAt: timestamp({ withTimezone: true }).notNull().default(afterTheLock),
    recordedBy: uuid(), // account
  },
  (table) => [
    foreignKey({
      name: 'history_documents_of_the_person',
      columns: [table.documentId, table.employeeId],
      foreignColumns: [employeeDocuments.id, employeeDocuments.employeeId],
    }),
    unique('history_documents_withdraws').on(table.withdrawsId),
    index('history_documents_row').on(table.rowId),
    index('history_documents_employee').on(table.employeeId),
    check('history_documents_history', isHistory),
    check('history_documents_reason', sql`(withdraws_id is null) = (btrim(coalesce(reason, '')) = '')`),
    ...walls('history_documents', ofVisibleEmployee('employee_id'), ofOwnedEmployee('employee_id')),
  ],
)

/**
 * A second person compared a row with its papers. Append-only; it counts as long as no paper is taken off afterwards,
 * and for the row alone: what replaces it is verified anew.
 */
export const historyVerifications = pgTable(
  'history_verifications',
  {
    ...rowColumns(),
    verifiedAt: timestamp({ withTimezone: true }).notNull().default(afterTheLock),
    verifiedBy: uuid().notNull(), // account
    verifierName: text().notNull(),
  },
  (table) => [
    index('history_verifications_employee').on(table.employeeId),
    check('history_verifications_history', isHistory),
    ...walls(
      'history_verifications',
      ofVisibleEmployee('employee_id'),
      sql`${ofOwnedEmployee('employee_id')} and ${byActorAccount('verified_by')}`,
    ),
  ],
)
