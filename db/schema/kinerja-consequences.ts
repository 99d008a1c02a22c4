import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AbsenceCells, AbsenceCounts } from '@/lib/kinerja/absence-file'
import type { AllowanceTerms } from '@/lib/kinerja/allowance-rule'
import type { FileHeading } from '@/lib/kinerja/entry-file-columns'
import { ofActorAgency, ofActorEmployee, walls } from './policies'
import { agencies, employees, positions } from './registry'

/**
 * A file of absences on its way from upload to the record: what was read waits for somebody to apply it, and is forgotten
 * once they did.
 */
export const absenceImports = pgTable(
  'absence_imports',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    fileName: text().notNull(),
    ground: text().notNull(), // of the rows that bring none
    headings: jsonb().$type<FileHeading[]>().notNull(),
    rows: jsonb().$type<AbsenceCells[]>().notNull(),
    counts: jsonb().$type<AbsenceCounts>(), // of what was applied
    createdBy: uuid().notNull(), // account
    createdAt: timestamp({ withTimezone: true }).notNull(),
    appliedAt: timestamp({ withTimezone: true }),
    undoneAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index().on(table.agencyId, table.createdAt),
    check('absence_imports_undone', sql`undone_at is null or applied_at is not null`),
    ...walls('absence_imports', ofActorAgency('agency_id')),
  ],
)

/** A working day that somebody was absent without a valid reason, as the officer says it. Withdrawn, never deleted. */
export const absences = pgTable(
  'absences',
  {
    id: uuid().primaryKey().defaultRandom(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer() // of the employee
      .notNull()
      .references(() => agencies.id),
    absentOn: date().notNull(),
    ground: text().notNull(), // where it is seen: "Rekap presensi November 2026"
    recordedAt: timestamp({ withTimezone: true }).notNull(),
    recordedBy: uuid().notNull(), // account
    recordedByName: text(), // told to the person; null before it was kept
    importId: uuid().references(() => absenceImports.id), // the file that it came in
    withdrawnAt: timestamp({ withTimezone: true }),
    withdrawnBy: uuid(), // account
    withdrawnReason: text(),
  },
  (table) => [
    uniqueIndex('absences_once').on(table.employeeId, table.absentOn).where(sql`withdrawn_at is null`),
    index().on(table.agencyId, table.absentOn),
    index().on(table.importId),
    check('absences_ground', sql`btrim(ground) <> ''`),
    check(
      'absences_withdrawn',
      sql`(withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null or btrim(coalesce(withdrawn_reason, '')) <> '')`,
    ),
    ...walls(
      'absences',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')}`,
      ofActorAgency('agency_id'),
    ),
  ],
)

/**
 * What whoever may punish said of a step of the absence ladder that somebody reached: taken up, or dismissed. Append-only;
 * the punishment itself is a decree, in `discipline_history`.
 */
export const absenceDecisions = pgTable(
  'absence_decisions',
  {
    id: uuid().primaryKey().defaultRandom(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    year: smallint().notNull(),
    sanction: text().notNull(), // see `AbsenceSanction`
    days: smallint().notNull(), // of the year, as they were counted
    longestRunDays: smallint().notNull(),
    absentOn: date().array().notNull(), // those days
    isTaken: boolean().notNull(),
    reason: text().notNull(),
    decidedAt: timestamp({ withTimezone: true }).notNull(),
    decidedBy: uuid().notNull(), // account
    decidedByName: text().notNull(),
  },
  (table) => [
    uniqueIndex('absence_decisions_once').on(table.employeeId, table.year, table.sanction),
    index().on(table.agencyId, table.year),
    check('absence_decisions_reason', sql`btrim(reason) <> ''`),
    ...walls(
      'absence_decisions',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')}`,
      ofActorAgency('agency_id'),
    ),
  ],
)

/** Tunjangan kinerja or TPP as an agency pays it, over a time. Two of an agency never overlap. No personal data. */
export const allowanceRules = pgTable(
  'allowance_rules',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    validFrom: date().notNull(),
    validTo: date(), // last day, null while it goes on
    terms: jsonb().$type<AllowanceTerms>().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
    recordedBy: uuid().notNull(), // account
  },
  (table) => [
    index().on(table.agencyId, table.validFrom),
    check('allowance_rules_period', sql`valid_to is null or valid_to >= valid_from`),
    ...walls('allowance_rules', ofActorAgency('agency_id')),
  ],
)

/** The whole allowance of a post in an agency, from a day on. */
export const allowanceAmounts = pgTable(
  'allowance_amounts',
  {
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    positionId: integer()
      .notNull()
      .references(() => positions.id),
    startsOn: date().notNull(),
    amountRupiah: bigint({ mode: 'number' }).notNull(), // of a month
    recordedAt: timestamp({ withTimezone: true }).notNull(),
    recordedBy: uuid().notNull(), // account
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.positionId, table.startsOn] }),
    check('allowance_amounts_positive', sql`amount_rupiah > 0`),
    ...walls('allowance_amounts', ofActorAgency('agency_id')),
  ],
)
