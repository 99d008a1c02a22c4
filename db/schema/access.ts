import { type SQL, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { appRole, examRole, nationalRole, ofActorAccount, systemRole } from './policies'
import { agencies, employees } from './registry'

export const accountRole = pgEnum('account_role', [
  'bkn_admin',
  'bkn_verifier',
  'bkn_signer',
  'mutation_officer',
  'agency_approver',
  'agency_signer',
  'employee',
  'auditor',
  'exam_manager',
  'exam_registrar',
  'exam_supervisor',
  'item_writer',
  'item_reviewer',
  'appraiser',
  'performance_officer',
  'wbs_officer',
])

export const accountState = pgEnum('account_state', ['active', 'disabled'])

/** What a session still has to do before it is open. */
export const sessionStage = pgEnum('session_stage', ['code', 'password', 'enrol', 'open'])

/** A person's own rows, what BKN may read, and everything for the system, which alone writes. */
const accountWalls = (table: string, accountColumn: string, national: SQL = ofActorAccount(accountColumn)) => [
  pgPolicy(`${table}_app`, { to: appRole, for: 'select', using: ofActorAccount(accountColumn) }),
  pgPolicy(`${table}_national`, { to: nationalRole, for: 'select', using: national }),
  pgPolicy(`${table}_system`, { to: systemRole, using: sql`true`, withCheck: sql`true` }),
]

/** Akun: one person of one agency, opened by BKN on a numbered request letter. Secrets are granted to nobody but the system. */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: text().notNull().unique(),
    employeeId: uuid()
      .notNull()
      .unique()
      .references(() => employees.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    letterNumber: text().notNull(), // surat permohonan of the agency's head
    letterOn: date().notNull(),
    state: accountState().notNull().default('active'),
    stateReason: text(), // refusal-like code or the administrator's words, when disabled
    passwordHash: text().notNull(),
    passwordChangedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    mustChangePassword: boolean().notNull().default(true),
    totpSecret: text(), // sealed with the application's secret
    totpLastStep: bigint({ mode: 'number' }), // a code is good once
    isDemonstration: boolean().notNull().default(false),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdBy: uuid(), // account
    lastSignedInAt: timestamp({ withTimezone: true }),
    theme: text(), // system, light or dark; null while the person has not chosen: then the device's choice holds
    locale: text(), // id or en; null likewise
    notifiedUntil: timestamp({ withTimezone: true }), // how far the person has read what they were told
    isReminded: boolean().notNull().default(true), // of daily work, until the person says otherwise
    version: integer().notNull().default(1),
  },
  (table) => [
    index().on(table.agencyId),
    check('accounts_theme_valid', sql`theme in ('system', 'light', 'dark')`),
    check('accounts_locale_valid', sql`locale in ('id', 'en')`),
    check('accounts_user_id_valid', sql`user_id ~ '^[a-z0-9][a-z0-9._-]{2,39}$'`),
    check('accounts_letter_given', sql`btrim(letter_number) <> ''`),
    check('accounts_disabled_for_a_reason', sql`state = 'active' or btrim(coalesce(state_reason, '')) <> ''`),
    ...accountWalls('accounts', 'id', sql`true`),
  ],
)

export const accountRoles = pgTable(
  'account_roles',
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    role: accountRole().notNull(),
    grantedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    grantedBy: uuid(), // account
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.role] }),
    ...accountWalls('account_roles', 'account_id', sql`true`),
  ],
)

export const actingKind = pgEnum('acting_kind', ['acting', 'daily'])

/**
 * Penugasan sementara: an account acts in a role for a post whose holder is missing (acting, Plt) or away (daily, Plh),
 * on a letter of order, up to and including a day. One at a time.
 */
export const actingAssignments = pgTable(
  'acting_assignments',
  {
    accountId: uuid()
      .primaryKey()
      .references(() => accounts.id),
    role: accountRole().notNull(),
    kind: actingKind().notNull(),
    post: text().notNull(), // such as Kepala Badan Kepegawaian Daerah
    letterNumber: text().notNull(), // surat perintah
    until: date().notNull(),
    grantedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    grantedBy: uuid(), // account
  },
  () => [
    check('acting_assignments_post_given', sql`btrim(post) <> ''`),
    check('acting_assignments_letter_given', sql`btrim(letter_number) <> ''`),
    ...accountWalls('acting_assignments', 'account_id', sql`true`),
  ],
)

/** Sesi: checked on every request, so that a revoked one ends at once. The cookie carries its id and nothing else. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    role: accountRole().notNull(),
    stage: sessionStage().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    confirmedAt: timestamp({ withTimezone: true }), // last re-authentication
    revokedAt: timestamp({ withTimezone: true }),
    revokedFor: text(), // sign_out, sign_out_everywhere, disabled, roles_changed, password_changed, too_many_codes
    device: text().notNull(), // such as Firefox, Windows
  },
  (table) => [
    index('sessions_account').on(table.accountId, table.createdAt),
    ...accountWalls('sessions', 'account_id'),
  ],
)

/** Kode pemulihan: each is good once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    codeHash: text().notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.codeHash] }),
    ...accountWalls('recovery_codes', 'account_id'),
  ],
)

/** The tries of a PIN at an exam, which candidates count themselves (`pinKey`). */
const ofPin = sql`key like 'pin:%'`

/** Failed attempts per name that was typed (hashed, whether it exists or not) and over all of them. */
export const signInThrottles = pgTable(
  'sign_in_throttles',
  {
    key: text().primaryKey(),
    attempts: integer().notNull(),
    lastAttemptAt: timestamp({ withTimezone: true }).notNull(),
    blockedUntil: timestamp({ withTimezone: true }),
  },
  () => [
    pgPolicy('sign_in_throttles_system', { to: systemRole, using: sql`true`, withCheck: sql`true` }),
    pgPolicy('sign_in_throttles_exam', { to: examRole, using: ofPin, withCheck: ofPin }),
  ],
)
