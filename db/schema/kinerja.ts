import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  time,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ofActorAgency, ofActorEmployee, ofNamingAgency, sharedWalls, walls } from './policies'
import { agencies, employees } from './registry'

/** Basis of an SKP, by the period of work. */
export const performanceRegime = pgEnum('performance_regime', ['pp46_2011', 'permenpanrb8_2021', 'permenpanrb6_2022'])

/** How long entries may wait, and how often work is evaluated: what an agency decides, from a day on. */
export const performanceSettings = pgTable(
  'performance_settings',
  {
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    startsOn: date().notNull(),
    entryDays: smallint().notNull().default(3), // working days after the work within which it is entered
    lateDays: smallint(), // working days after those within which a reason still opens the day, null without end
    reviewDays: smallint().notNull().default(5), // working days within which the appraiser answers
    dayMinutes: smallint().notNull().default(600), // most minutes that one day counts
    planDecisionDays: smallint().notNull().default(14), // in which the superior decides a disagreement on a plan
    evaluatedEvery: text().notNull().default('quarter'), // month or quarter
    remindAt: time().default('15:30'), // of a working day, whoever wrote nothing down; null: nobody
    digestAt: time().default('18:00'), // whoever has entries to answer; null: nobody
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.startsOn] }),
    check(
      'performance_settings_days',
      sql`entry_days between 0 and 31 and review_days between 1 and 31
        and plan_decision_days between 1 and 90`,
    ),
    check('performance_settings_late', sql`late_days between 0 and 250`),
    check('performance_settings_minutes', sql`day_minutes between 1 and 1440`),
    check('performance_settings_every', sql`evaluated_every in ('month', 'quarter')`),
    check('performance_settings_quiet', sql`greatest(remind_at, digest_at) <= '20:00'`),
    ...sharedWalls('performance_settings', ofNamingAgency('agency_id'), ofActorAgency('agency_id')),
  ],
)

/**
 * Days of work that are written down after their time as if in it: the product, the network or the agency stood still.
 * What was given stays given.
 */
export const entryExtensions = pgTable(
  'entry_extensions',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    startsOn: date().notNull(),
    endsOn: date().notNull(), // last day of the work
    openUntil: date().notNull(), // last day of writing it down
    reason: text().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
    recordedBy: uuid().notNull(), // account
  },
  (table) => [
    index().on(table.agencyId, table.endsOn),
    check('entry_extensions_days', sql`starts_on <= ends_on and ends_on <= open_until`),
    check('entry_extensions_reason', sql`btrim(reason) <> ''`),
    ...sharedWalls('entry_extensions', ofNamingAgency('agency_id'), ofActorAgency('agency_id')),
  ],
)

/** From the tree of units, or by a letter that says otherwise; acting (Plt) and daily (Plh) need one too. */
export const appraiserKind = pgEnum('appraiser_kind', ['derived', 'letter', 'acting', 'daily'])

/**
 * Pejabat penilai of a person over a time. The superior of the appraiser (atasan pejabat penilai) is the appraiser's own
 * one on that day. Two of one person never overlap (`appraisers_no_overlap`).
 */
export const appraisers = pgTable(
  'appraisers',
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
    startsOn: date().notNull(),
    endsOn: date(), // last day, null while it goes on
    kind: appraiserKind().notNull().default('derived'),
    letterNumber: text(),
    letterOn: date(),
    reason: text(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    recordedBy: uuid(), // account
  },
  (table) => [
    index().on(table.employeeId, table.startsOn),
    index().on(table.appraiserId),
    check('appraisers_not_oneself', sql`employee_id <> appraiser_id`),
    check('appraisers_period', sql`ends_on is null or ends_on >= starts_on`),
    check('appraisers_letter', sql`kind = 'derived' or btrim(coalesce(letter_number, '')) <> ''`),
    ...walls(
      'appraisers',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}`,
      ofActorAgency('agency_id'),
    ),
  ],
)

/** What a person says of an appraiser who is not theirs; the performance officer answers it. */
export const appraiserReports = pgTable(
  'appraiser_reports',
  {
    id: uuid().primaryKey().defaultRandom(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    rightful: text().notNull(), // who it should be, as the person says it
    reason: text().notNull(),
    reportedAt: timestamp({ withTimezone: true }).notNull(),
    closedAt: timestamp({ withTimezone: true }),
    closedBy: uuid(), // account
    answer: text(),
  },
  (table) => [
    index().on(table.agencyId, table.closedAt),
    uniqueIndex('appraiser_reports_open').on(table.employeeId).where(sql`closed_at is null`),
    check('appraiser_reports_text', sql`btrim(rightful) <> '' and btrim(reason) <> ''`),
    check('appraiser_reports_answer', sql`closed_at is null or btrim(coalesce(answer, '')) <> ''`),
    ...walls(
      'appraiser_reports',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')}`,
      sql`${ofActorAgency('agency_id')} or (${ofActorEmployee('employee_id')} and closed_at is null)`,
    ),
  ],
)
