import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  index,
  integer,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { files } from './documents'
import { planItems } from './kinerja-plan'
import { ofActorAgency, ofActorEmployee, walls } from './policies'
import { agencies, employees } from './registry'

export const entryKind = pgEnum('entry_kind', ['plan', 'additional', 'general'])
export const entryState = pgEnum('entry_state', ['submitted', 'returned', 'approved', 'rejected', 'withdrawn'])

/**
 * Catatan harian: work of one day. The id comes from the device, so that the same entry sent twice is one. Two of a
 * person that stand never overlap (`daily_entries_no_overlap`).
 */
export const dailyEntries = pgTable(
  'daily_entries',
  {
    id: uuid().primaryKey(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    appraiserId: uuid().references(() => employees.id), // who answers it: the appraiser of the day of work
    workOn: date().notNull(),
    startsMinute: smallint().notNull(), // of the day, at the place of work
    endsMinute: smallint().notNull(),
    kind: entryKind().notNull(),
    planItemId: uuid().references(() => planItems.id),
    text: text().notNull(),
    quantity: numeric({ precision: 12, scale: 2 }),
    unit: text(),
    place: text(), // office, home, duty
    orderBy: text(), // tugas tambahan: who gave the order
    orderNumber: text(), // and by which letter
    lateReason: text(),
    collaborators: text(), // with whom, as the writer names them
    state: entryState().notNull().default('submitted'),
    approvedMinutes: smallint(),
    reviewNote: text(),
    reviewedBy: uuid().references(() => employees.id),
    reviewedAt: timestamp({ withTimezone: true }),
    deviceAt: timestamp({ withTimezone: true }).notNull(), // by the clock of the device
    skewSeconds: integer().notNull().default(0), // that this clock was ahead when it sent, see `clockSkewSeconds`
    receivedAt: timestamp({ withTimezone: true }).notNull(), // what stands
    firstReceivedAt: timestamp({ withTimezone: true }), // where other words came in before
    cameAnewAt: timestamp({ withTimezone: true }), // the last word of one that had been answered, by the server's clock
    version: integer().notNull().default(1), // of its words and answers
    evidenceVersion: integer().notNull().default(0), // of what stands beside it, see `entry_evidence_counts`
  },
  (table) => [
    index().on(table.employeeId, table.workOn),
    index('daily_entries_waiting').on(table.appraiserId, table.workOn).where(sql`state = 'submitted'`),
    index().on(table.agencyId, table.workOn),
    check('daily_entries_time', sql`starts_minute >= 0 and starts_minute < ends_minute and ends_minute <= 1440`),
    check('daily_entries_text', sql`btrim(text) <> ''`),
    check('daily_entries_item', sql`(kind = 'plan') = (plan_item_id is not null)`),
    check('daily_entries_order', sql`kind <> 'additional' or btrim(coalesce(order_by, '')) <> ''`),
    check('daily_entries_minutes', sql`approved_minutes between 0 and ends_minute - starts_minute`),
    check(
      'daily_entries_reviewed',
      sql`(state in ('submitted', 'withdrawn')) or (reviewed_at is not null and reviewed_by <> employee_id)`,
    ),
    ...walls(
      'daily_entries',
      sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')} or ${ofActorAgency('agency_id')}`,
      sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}`, // and see `daily_entries_by_party`
    ),
  ],
)

/**
 * What somebody's entries of a month come to, for the recap: kept by triggers of `daily_entries`, written by nobody else.
 * Times are of entries that were not withdrawn.
 */
export const entryMonths = pgTable(
  'entry_months',
  {
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    month: date().notNull(), // its first day
    agencyId: integer() // of the entries
      .notNull()
      .references(() => agencies.id),
    days: integer().notNull().default(0), // bit n: day n + 1 has an entry that stands
    approvedMinutes: integer().notNull().default(0),
    waiting: integer().notNull().default(0),
    oldestAt: timestamp({ withTimezone: true }), // of those that wait
    answered: integer().notNull().default(0),
    answeredSeconds: bigint({ mode: 'number' }).notNull().default(0), // from coming in to the answer, of all together
  },
  (table) => [
    primaryKey({ columns: [table.employeeId, table.month, table.agencyId] }),
    index().on(table.agencyId, table.month),
    check('entry_months_first_day', sql`date_part('day', month) = 1`),
    ...walls('entry_months', sql`${ofActorEmployee('employee_id')} or ${ofActorAgency('agency_id')}`, sql`false`),
  ],
)

/** A person was reminded by the appraiser of working days without entries. Append-only. */
export const entryReminders = pgTable(
  'entry_reminders',
  {
    id: uuid().primaryKey().defaultRandom(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    appraiserId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer() // of the employee
      .notNull()
      .references(() => agencies.id),
    days: date().array().notNull(),
    sentAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index().on(table.employeeId, table.sentAt),
    check('entry_reminders_days', sql`cardinality(days) > 0`),
    ...walls(
      'entry_reminders',
      sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')} or ${ofActorAgency('agency_id')}`,
      sql`${ofActorEmployee('appraiser_id')} and exists (select 1 from appraisers a
        where a.employee_id = entry_reminders.employee_id and a.appraiser_id = entry_reminders.appraiser_id)`,
    ),
  ],
)

export const dailyReminderKind = pgEnum('daily_reminder_kind', [
  'unwritten', // nothing is written down today
  'gap', // nothing on three working days in a row
  'month', // working days of the month without entries, on its last one
  'waiting', // entries to answer
  'overdue', // entries that waited too long for the appraisers whom they appraise
  'team_gap', // people whom they appraise, with a gap
  'team_month', // the same, whose month has working days without entries
])

/** What the product itself reminded somebody of, once a day each. */
export const dailyReminders = pgTable(
  'daily_reminders',
  {
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    day: date().notNull(), // at their place of work
    kind: dailyReminderKind().notNull(),
    entries: integer(), // that wait
    days: date().array(), // without entries
    people: integer(), // whose days are without entries
    oldestOn: date(), // the day of the work
    sentAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.employeeId, table.day, table.kind] }),
    check(
      'daily_reminders_facts',
      sql`(kind::text in ('waiting', 'overdue')) = (entries is not null)
        and (kind::text in ('gap', 'month')) = (days is not null)
        and (kind::text in ('team_gap', 'team_month')) = (people is not null)`,
    ),
    ...walls('daily_reminders', ofActorEmployee('employee_id'), sql`false`),
  ],
)

const ofVisibleEntry = sql`exists (select 1 from daily_entries d where d.id = entry_id)`
const ofOwnOpenEntry = sql`${ofActorEmployee('employee_id')} and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id
    and d.state in ('submitted', 'returned'))`

/** Bukti dukung of an entry: a photo or a file, or a link. Gone with nothing: what was answered keeps it. */
export const entryEvidence = pgTable(
  'entry_evidence',
  {
    id: uuid().primaryKey(), // from the device
    entryId: uuid()
      .notNull()
      .references(() => dailyEntries.id),
    employeeId: uuid() // of the entry
      .notNull()
      .references(() => employees.id),
    kind: text().notNull(), // photo, file or link
    name: text().notNull(),
    fileSha256: text().references(() => files.sha256),
    url: text(),
    receivedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index().on(table.entryId),
    check('entry_evidence_kind', sql`kind in ('photo', 'file', 'link')`),
    check(
      'entry_evidence_content',
      sql`(kind = 'link') = (url is not null) and (kind = 'link') = (file_sha256 is null)`,
    ),
    ...walls('entry_evidence', ofVisibleEntry, ofOwnOpenEntry),
  ],
)
