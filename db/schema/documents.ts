import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgPolicy,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  actorIs,
  addedByPeople,
  addedByVisitors,
  appRole,
  forAnyAgency,
  ofActorAgency,
  ofActorEmployee,
  ofOwnedEmployee,
  ofVisibleEmployee,
  readsFiles,
  shownToVisitors,
  walls,
} from './policies'
import { agencies, employees } from './registry'

/** One stored file, named by its content; the bytes lie in the data folder. It holds no personal data itself. */
export const files = pgTable(
  'files',
  {
    sha256: text().primaryKey(), // lower-case hex
    sizeBytes: integer().notNull(),
    mime: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    detachedAt: timestamp({ withTimezone: true }), // when something that mentioned it went, see `forget_detached_files`
  },
  (table) => [
    index('files_detached').on(table.detachedAt).where(sql`detached_at is not null`),
    check('files_sha256', sql`sha256 ~ '^[0-9a-f]{64}$'`),
    ...walls('files', sql`true`, forAnyAgency),
    addedByVisitors('files'),
    addedByPeople('files'),
  ],
)

/**
 * Arsip pegawai: what was uploaded once and is used again. Append-only but for the day on which a paper lost its force: a
 * newer file names the one it replaces. Triggers keep the agency of the person and whether a paper was replaced, by which the list of an agency finds its papers.
 */
export const employeeDocuments = pgTable(
  'employee_documents',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: integer() // of the person now
      .notNull()
      .references(() => agencies.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    documentType: text().notNull(),
    fileSha256: text()
      .notNull()
      .references(() => files.sha256),
    originalName: text().notNull(),
    pageCount: smallint().notNull(),
    replacesId: uuid().references((): AnyPgColumn => employeeDocuments.id),
    isReplaced: boolean().notNull().default(false),
    uploadedBy: uuid(), // account
    uploadedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    withdrawnAt: timestamp({ withTimezone: true }), // the scan of a decree that was revoked
  },
  (table) => [
    unique('employee_documents_same').on(table.employeeId, table.documentType, table.fileSha256),
    unique('employee_documents_person').on(table.id, table.employeeId), // what proves a row of a history is of its person
    uniqueIndex('employee_documents_replaces').on(table.replacesId),
    index('employee_documents_employee').on(table.employeeId, table.documentType),
    index('employee_documents_agency').on(table.agencyId, table.uploadedAt, table.id),
    index('employee_documents_kind').on(table.agencyId, table.documentType, table.uploadedAt, table.id),
    index('employee_documents_replaced').on(table.agencyId, table.uploadedAt, table.id).where(sql`is_replaced`),
    index('employee_documents_withdrawn')
      .on(table.agencyId, table.uploadedAt, table.id)
      .where(sql`withdrawn_at is not null`),
    index('employee_documents_name').on(table.agencyId, sql`original_name collate "C"`),
    ...walls(
      'employee_documents',
      sql`${ofActorAgency('agency_id')} or ${ofVisibleEmployee('employee_id')}`,
      ofOwnedEmployee('employee_id'),
    ),
    pgPolicy('employee_documents_readers', {
      as: 'restrictive',
      to: appRole,
      for: 'select',
      using: sql`${ofActorEmployee('employee_id')} or ${readsFiles}`,
    }),
  ],
)

export const documentKind = pgEnum('document_kind', [
  'proposal_letter',
  'proposal_note',
  'technical_approval',
  'promotion_decree',
  'exam_minutes',
  'exam_certificate',
  'performance_plan',
  'performance_evaluation',
  'performance_document',
  'credit_conversion',
])

/** A draft is never stored: a document exists from the moment it is signed. */
export const documentStatus = pgEnum('document_status', ['issued', 'superseded', 'revoked'])

/**
 * Letters of exams are their committee's: the list of an agency's documents leaves them out, and so do its indexes. Told
 * by the template, because an index cannot name kinds that were added to the type later.
 */
export const isNoExamLetter = sql`template not like 'exam-%'`

/** A letter that was signed and published. Its file never changes; a correction is another document. */
export const issuedDocuments = pgTable(
  'issued_documents',
  {
    id: uuid().primaryKey().defaultRandom(),
    code: text().notNull().unique(), // 12 characters of Crockford's base 32, printed 7QK4-M2XD-9TRB
    kind: documentKind().notNull(),
    template: text().notNull(), // with its version: promotion-decree-1
    status: documentStatus().notNull().default('issued'),
    agencyId: integer() // the agency whose document it is
      .notNull()
      .references(() => agencies.id),
    issuedByAgencyId: integer() // the agency whose official signed; numbers are its own
      .notNull()
      .references(() => agencies.id),
    employeeId: uuid().references(() => employees.id), // null for a letter about many
    number: text().notNull(),
    numberYear: smallint().notNull(), // whose series the number is of: that of a technical approval is older than its date
    issuedOn: date().notNull(),
    issuingOffice: text().notNull(),
    signatoryTitle: text().notNull(),
    signatoryName: text().notNull(),
    signedById: uuid().references(() => employees.id), // who signed as an appraiser of the person: they read it too
    maskedHolder: text(), // the name as the public page shows it
    signer: text().notNull(), // test, or the service that signed
    certificateIssuer: text().notNull(),
    fileSha256: text()
      .notNull()
      .references(() => files.sha256),
    pageCount: smallint().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    issuedAt: timestamp({ withTimezone: true }).notNull(),
    supersededById: uuid().references((): AnyPgColumn => issuedDocuments.id),
    endedOn: date(), // the day it was superseded or revoked
    endReason: text(),
  },
  (table) => [
    unique('issued_documents_number').on(table.issuedByAgencyId, table.kind, table.number, table.numberYear),
    index('issued_documents_employee').on(table.employeeId),
    index('issued_documents_file').on(table.fileSha256),
    index('issued_documents_agency').on(table.agencyId, table.issuedAt),
    index('issued_documents_office').on(table.agencyId, table.issuedAt, table.id).where(isNoExamLetter),
    index('issued_documents_template')
      .on(table.agencyId, table.template, table.issuedAt, table.id)
      .where(isNoExamLetter),
    index('issued_documents_ended').on(table.agencyId, table.issuedAt, table.id).where(sql`status <> 'issued'`),
    index('issued_documents_name').on(table.agencyId, sql`number collate "C"`),
    index('issued_documents_issuer').on(table.issuedByAgencyId, table.issuedAt),
    check('issued_documents_code', sql`code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'`),
    check('issued_documents_ended', sql`(status = 'issued') = (ended_on is null)`),
    check('issued_documents_superseded', sql`(status = 'superseded') = (superseded_by_id is not null)`),
    ...walls(
      'issued_documents',
      sql`${ofActorAgency('agency_id')} or ${ofActorAgency('issued_by_agency_id')} or ${ofActorEmployee('employee_id')}`,
      ofActorAgency('issued_by_agency_id'),
    ),
    shownToVisitors('issued_documents'),
    pgPolicy('issued_documents_signed', {
      to: appRole,
      for: 'select',
      using: ofActorEmployee('signed_by_id'),
    }),
    pgPolicy('issued_documents_readers', {
      as: 'restrictive',
      to: appRole,
      for: 'select',
      using: sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('signed_by_id')}
        or case when ${isNoExamLetter} then ${readsFiles}
          else ${actorIs('exam_manager', 'exam_registrar', 'exam_supervisor')} end`,
    }),
    pgPolicy('issued_documents_signed_insert', {
      to: appRole,
      for: 'insert',
      withCheck: sql`${ofActorEmployee('signed_by_id')} and is_performance_form(kind)`,
    }),
    // whoever else may issue letters of the agency issues no form of e-Kinerja: the appraiser alone, once it is due
    pgPolicy('issued_documents_forms', {
      as: 'restrictive',
      to: appRole,
      for: 'insert',
      withCheck: sql`not is_performance_form(kind) or (${ofActorEmployee('signed_by_id')} and exists (select 1 from plans p
        where p.employee_id = issued_documents.employee_id and p.appraiser_id = issued_documents.signed_by_id
        and p.agency_id = issued_documents.agency_id and p.agency_id = issued_documents.issued_by_agency_id
        and is_form_ready(kind, number, p.id) and is_form_signed_or_late(kind, number, p.id, issued_on)))`,
    }),
    index('issued_documents_signed').on(table.signedById),
  ],
)
