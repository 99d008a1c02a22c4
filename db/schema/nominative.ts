import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  integer,
  json,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Finding } from '@/lib/refusal'
import { ofActorAgency, ofActorEmployee, walls } from './policies'
import { agencies, rankCode } from './registry'

export const nominativeOutcome = pgEnum('nominative_outcome', ['eligible', 'conditional', 'ineligible'])

/** When the nominatif of an agency for a period was last computed as a whole, and over how many people. */
export const nominativeRuns = pgTable(
  'nominative_runs',
  {
    effectiveOn: date().notNull(), // TMT of the period
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    employeeCount: integer().notNull(), // everybody of the agency, also those whom no type of promotion fits
    ruleVersion: smallint().notNull(),
    computedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.effectiveOn, table.agencyId] }),
    ...walls('nominative_runs', ofActorAgency('agency_id')),
  ],
)

/**
 * Nominatif: what the rules said about one employee for one period and type. Columns to sort and filter by are kept
 * as they were when it was computed; only unmet findings are kept, the whole list is computed again when a row opens.
 */
export const nominativeResults = pgTable(
  'nominative_results',
  {
    effectiveOn: date().notNull(),
    agencyId: integer().notNull(),
    employeeId: uuid().notNull(), // no reference: a million rows are replaced at once, and an employee is never deleted
    type: text().notNull(), // regular, structural or functional
    outcome: nominativeOutcome().notNull(),
    isProvisional: boolean().notNull(),
    unmet: json().$type<Finding[]>().notNull(), // kept as it was written: a million are, and few are read
    nip: text().notNull(),
    name: text().notNull(),
    unitId: integer(),
    rank: rankCode(),
    rankSince: date(),
    proposedRank: rankCode(),
    serviceMonths: integer(), // masa kerja golongan in the proposed rank
    salaryRupiah: integer(),
    ruleVersion: smallint().notNull(),
    computedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.effectiveOn, table.agencyId, table.employeeId, table.type] }),
    ...walls(
      'nominative_results',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')}`,
      ofActorAgency('agency_id'),
    ),
  ],
)

/**
 * Who has to be computed again because a fact changed since: one employee, or a whole agency when `employeeId` is
 * null. Filled by triggers of `0002_functions.sql`, so that no writer of a history can forget it.
 */
export const nominativeStale = pgTable(
  'nominative_stale',
  {
    agencyId: integer().notNull(),
    employeeId: uuid(),
    since: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique().on(table.agencyId, table.employeeId).nullsNotDistinct(),
    ...walls('nominative_stale', ofActorAgency('agency_id')),
  ],
)
