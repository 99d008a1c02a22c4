import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ofActorAgency, walls } from './policies'
import { agencies, appointmentStatus, positionKind, rankCode, sex } from './registry'

export const importStatus = pgEnum('import_status', [
  'uploading',
  'uploaded',
  'checking',
  'checked',
  'applying',
  'applied',
  'undone',
  'failed',
])

/** Impor: one file of one agency on its way from upload to the register. */
export const importRuns = pgTable(
  'import_runs',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    fileName: text().notNull(),
    fileBytes: bigint({ mode: 'number' }).notNull(),
    fileHash: text(), // hex SHA-256, once the file is complete
    status: importStatus().notNull().default('uploading'),
    sheetNames: jsonb().$type<string[]>().notNull().default([]),
    sheetName: text(),
    dataOn: date(), // the day the file speaks of
    headerRow: integer(),
    firstDataRow: integer(),
    headers: jsonb().notNull().default([]), // Header[] of lib/import/headers.ts
    notices: jsonb().$type<string[]>().notNull().default([]),
    mode: text(), // valid_rows or all_or_nothing
    doneRows: integer().notNull().default(0), // progress of the step that runs
    totalRows: integer().notNull().default(0), // 0 while unknown
    counts: jsonb(), // ImportCounts of lib/import/run.ts
    failure: text(), // refusal code
    failureFacts: jsonb(),
    workerAt: timestamp({ withTimezone: true }), // last sign of life of the step that runs
    createdBy: uuid(), // account
    createdByName: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    checkedAt: timestamp({ withTimezone: true }),
    appliedAt: timestamp({ withTimezone: true }),
    undoneAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('import_runs_agency').on(table.agencyId, table.createdAt),
    // one import of an agency writes at a time
    uniqueIndex('import_runs_applying').on(table.agencyId).where(sql`status = 'applying'`),
    ...walls('import_runs', ofActorAgency('agency_id')),
  ],
)

/** How an agency names its columns: offered again with the next file. */
export const importMappings = pgTable(
  'import_mappings',
  {
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    header: text().notNull(), // folded
    field: text().notNull(), // field code, empty when the column is to be left out
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.header] }),
    ...walls('import_mappings', ofActorAgency('agency_id')),
  ],
)

const ofRun = () => ({
  runId: uuid()
    .notNull()
    .references(() => importRuns.id, { onDelete: 'cascade' }),
  agencyId: integer().notNull(),
  rowNo: integer().notNull(),
})

export const importResolution = pgEnum('import_resolution', ['new', 'updated', 'same', 'error'])

/** One data row of the file, read and normalised; a blank or faulty cell is null. */
export const importRows = pgTable(
  'import_rows',
  {
    ...ofRun(),
    texts: jsonb().$type<Record<string, string>>(), // the cells as written, by field; only where something was found
    numericFields: text().array(), // of them, those whose cell held a number; of nip and nik only
    resolution: importResolution(),
    employeeId: uuid(),
    nip: text(),
    oldNip: text(),
    nik: text(),
    name: text(),
    nameKey: text(),
    frontTitle: text(),
    backTitle: text(),
    birthPlace: text(),
    bornOn: date(),
    sex: sex(),
    religion: text(),
    maritalStatus: text(),
    npwp: text(),
    email: text(),
    phone: text(),
    address: text(),
    employeeType: text(),
    legalStatus: text(),
    status: appointmentStatus(),
    pppkGrade: smallint(),
    cardNumber: text(),
    cpnsOn: date(),
    cpnsDecreeNumber: text(),
    cpnsDecreeOn: date(),
    pnsOn: date(),
    pnsDecreeNumber: text(),
    pnsDecreeOn: date(),
    firstRank: rankCode(),
    rank: rankCode(),
    rankSince: date(),
    rankServiceMonths: integer(),
    rankDecreeNumber: text(),
    rankDecreeOn: date(),
    positionKind: positionKind(),
    echelon: text(),
    positionName: text(),
    positionSince: date(),
    unitCode: text(),
    educationLevel: text(),
    educationName: text(),
    graduatedYear: smallint(),
    ratings: jsonb(), // predicate by year
    disciplineSeverity: text(),
    disciplineEndsOn: date(),
    supplement: jsonb().$type<Record<string, string>>(), // optional columns, by column of employees
  },
  (table) => [primaryKey({ columns: [table.runId, table.rowNo] }), ...walls('import_rows', ofActorAgency('agency_id'))],
)

/** What somebody put into a cell on screen: read in the place of the file's cell whenever the file is checked again. */
export const importFixes = pgTable(
  'import_fixes',
  { ...ofRun(), column: text().notNull(), value: text().notNull() },
  (table) => [
    primaryKey({ columns: [table.runId, table.rowNo, table.column] }),
    ...walls('import_fixes', ofActorAgency('agency_id')),
  ],
)

/** One fault of one row: `Problem` of lib/import/problem.ts. */
export const importProblems = pgTable(
  'import_problems',
  {
    ...ofRun(),
    column: text().notNull(), // field code
    columnGroup: text().notNull(),
    code: text().notNull(),
    isError: boolean().notNull(),
    value: text().notNull(),
    facts: jsonb().notNull(),
    suggestion: text(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.rowNo, table.column, table.code] }),
    index('import_problems_page').on(table.runId, table.isError, table.columnGroup, table.rowNo),
    ...walls('import_problems', ofActorAgency('agency_id')),
  ],
)

/** Sheet `unor` of the file. */
export const importUnits = pgTable(
  'import_units',
  {
    ...ofRun(),
    code: text().notNull(),
    name: text().notNull(),
    parentCode: text(),
    headEchelon: text(),
    headTitle: text(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.code] }), ...walls('import_units', ofActorAgency('agency_id'))],
)

/** Sheet `riwayat_golongan` of the file. */
export const importRanks = pgTable(
  'import_ranks',
  {
    ...ofRun(),
    nip: text().notNull(),
    rank: rankCode().notNull(),
    effectiveOn: date().notNull(),
    serviceMonths: integer().notNull(),
    decreeNumber: text(),
    decreeOn: date(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.rowNo] }),
    index('import_ranks_nip').on(table.runId, table.nip),
    ...walls('import_ranks', ofActorAgency('agency_id')),
  ],
)

/** What an employee held before an import changed it, for taking the import back. */
export const importChanges = pgTable(
  'import_changes',
  {
    runId: uuid()
      .notNull()
      .references(() => importRuns.id, { onDelete: 'cascade' }),
    agencyId: integer().notNull(),
    employeeId: uuid().notNull(),
    before: jsonb().notNull(), // the row of `employees`
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.employeeId] }),
    ...walls('import_changes', ofActorAgency('agency_id')),
  ],
)
