import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  date,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, reportId } from './schema'

/** Penanganan: what people of the office do about a report, and how long it may take (docs/decisions/0117). */

/** Days that are no working days, as the office keeps them. */
export const holidays = pgTable('holidays', { day: date().primaryKey(), name: text().notNull() })

/** Usul keputusan: what one of two people proposed; gone when it is confirmed, or when the report moves on without it. */
export const proposedDecisions = pgTable(
  'proposed_decisions',
  {
    reportId: reportId(),
    step: text().notNull(),
    result: text(),
    keyId: text().notNull(),
    holder: uuid().notNull(), // the person behind the key
    proposedOn: date().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.step] })],
)

/** Whoever goes out of a report signs it, over report, reason, epoch and day; null: from before that was so. */
const farewell = () => ({ keyId: text(), epoch: integer(), signature: bytes() })
type Farewell = Record<'keyId' | 'epoch' | 'signature', AnyPgColumn>
const farewellIsWhole = (name: string, { keyId, epoch, signature }: Farewell) =>
  check(name, sql`num_nonnulls(${keyId}, ${epoch}, ${signature}) in (0, 3)`)

/** Benturan kepentingan: who declared one for a report. Nothing of it is theirs any more. */
export const conflicts = pgTable(
  'conflicts',
  {
    reportId: reportId(),
    holder: uuid().notNull(),
    declaredOn: date().notNull(),
    ...farewell(),
  },
  (table) => [
    primaryKey({ columns: [table.reportId, table.holder] }),
    farewellIsWhole('conflict_is_signed_whole', table),
  ],
)

/** Mundur: who stepped out of a report by themself; gone when somebody lets them in again. */
export const departures = pgTable(
  'departures',
  {
    reportId: reportId(),
    holder: uuid().notNull(),
    reason: text().notNull(),
    leftOn: date().notNull(),
    ...farewell(),
  },
  (table) => [
    primaryKey({ columns: [table.reportId, table.holder] }),
    farewellIsWhole('departure_is_signed_whole', table),
  ],
)

/** Tidak dapat dibuka: who stated that of a report; `signature` is over report, reason and day. */
export const unreadableStatements = pgTable(
  'unreadable_statements',
  {
    reportId: reportId(),
    holder: uuid().notNull(), // the person behind the key
    keyId: text().notNull(),
    reason: text().notNull(),
    statedOn: date().notNull(),
    signature: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.holder] })],
)

/** Minta kunci: a reader whose wraps do not open asks the others for them; gone when somebody gave them. */
export const keyRequests = pgTable(
  'key_requests',
  {
    reportId: reportId(),
    reader: text().notNull(), // key of the manifest, or `pelapor`
    places: text().array().notNull(), // what does not open: ring and epoch, as `pesan 0`; nothing else is replaced
    askedOn: date().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.reader] })],
)

/** How long each step may take, as this office keeps it. */
export const limitUnit = pgEnum('limit_unit', ['working', 'calendar', 'month'])

export const handlingDays = pgTable(
  'handling_days',
  { name: text().primaryKey(), days: integer().notNull(), unit: limitUnit().notNull(), source: text().notNull() },
  (table) => [check('days_are_some', sql`${table.days} between 0 and 400`)],
)

/**
 * Perubahan hari: what one person proposed and another one confirmed, from a day on. `handling_days` and `retention_days` are
 * what holds before the first of them.
 */
export const dayChanges = pgTable(
  'day_changes',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().notNull(), // handling or retention
    name: text().notNull(), // of a limit, or the state that a report ended in
    days: integer().notNull(),
    source: text().notNull(),
    startsOn: date().notNull(),
    proposedBy: uuid().notNull(), // accounts of the office
    proposedOn: date().notNull(),
    confirmedBy: uuid(),
    confirmedOn: date(),
    withdrawnBy: uuid(), // before it began
    withdrawnOn: date(),
    ordinal: integer().notNull().default(0), // among those of one name: of two with the same first day the later one holds
  },
  (table) => [
    uniqueIndex('one_open_proposal').on(table.kind, table.name).where(sql`${table.confirmedBy} is null`),
    check('two_people', sql`${table.confirmedBy} <> ${table.proposedBy}`),
    check('confirmation_is_whole', sql`(${table.confirmedBy} is null) = (${table.confirmedOn} is null)`),
    check('starts_later', sql`${table.confirmedOn} < ${table.startsOn}`),
    check(
      'days_are_bearable',
      sql`case ${table.name} when 'acknowledge_latest' then ${table.days} between 1 and 7 when 'clarify' then ${table.days} between 30 and 400 when 'consent' then ${table.days} between 10 and 400 when 'feedback_latest' then ${table.days} between 1 and 3 when 'drift' then ${table.days} between 3 and 30 else case ${table.kind} when 'handling' then ${table.days} between (${table.name} not in ('clarify_reminder', 'reopen', 'soon', 'late'))::int and 400 when 'retention' then ${table.days} between 60 and 3650 else false end end`,
    ),
    check('withdrawal_is_whole', sql`(${table.withdrawnBy} is null) = (${table.withdrawnOn} is null)`),
    check(
      'withdrawn_before_it_began',
      sql`${table.withdrawnBy} is null or (${table.kind} = 'retention' and ${table.confirmedBy} is not null and ${table.withdrawnOn} < ${table.startsOn})`,
    ),
  ],
)
