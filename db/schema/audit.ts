import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { accountRole } from './access'
import {
  addedByVisitors,
  appRole,
  byActorAccount,
  nationalRole,
  ofActorAccount,
  ofActorAgency,
  ofActorEmployee,
  systemRole,
} from './policies'

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/**
 * One life of the database: a new cluster counts its transactions anew, so that numbers of an old one come again.
 * `origin` is the identifier of the cluster, from the database itself.
 */
export const auditIncarnations = pgTable(
  'audit_incarnations',
  {
    number: integer().primaryKey().generatedAlwaysAsIdentity(),
    origin: text().notNull(),
    beganAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  () => [pgPolicy('audit_incarnations_system', { to: systemRole, using: sql`true`, withCheck: sql`true` })],
)

/**
 * Jejak audit: append-only. `xid` is the transaction that wrote the row; the sealer closes all transactions below a
 * horizon into one link of a hash chain every second, so that writers never wait for each other.
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    seq: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    incarnation: integer().notNull().default(sql`audit_incarnation()`),
    xid: xid8().notNull().default(sql`pg_current_xact_id()`),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    event: text().notNull(), // a permission name, or auth.* for sign-in events
    accountId: uuid(), // null for the system
    actorName: text().notNull(),
    role: text().$type<(typeof accountRole.enumValues)[number] | 'system'>().notNull(),
    unit: text(), // where the actor served then
    agencyId: integer(), // whose data it concerns
    employeeId: uuid(), // whose file it concerns
    subjectId: text(), // the row it concerns
    before: jsonb(),
    after: jsonb(),
    reason: text(),
  },
  (table) => [
    index('audit_events_employee').on(table.employeeId, table.seq),
    index('audit_events_agency').on(table.agencyId, table.seq),
    index('audit_events_account').on(table.accountId, table.seq),
    index('audit_events_subject').on(table.subjectId, table.seq),
    index('audit_events_event').on(sql`${table.event} collate "C"`, table.seq),
    index('audit_events_order').on(table.incarnation, table.xid, table.seq),
    pgPolicy('audit_events_insert', { to: appRole, for: 'insert', withCheck: byActorAccount('account_id') }),
    pgPolicy('audit_events_select', {
      to: appRole,
      for: 'select',
      using: sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')} or ${ofActorAccount('account_id')}`,
    }),
    pgPolicy('audit_events_national', { to: nationalRole, using: sql`true`, withCheck: byActorAccount('account_id') }),
    pgPolicy('audit_events_system', { to: systemRole, using: sql`true`, withCheck: sql`true` }),
    addedByVisitors('audit_events', byActorAccount('account_id')),
  ],
)

/** One link of the chain: the events of one incarnation whose transactions are in [lowXid, highXid). */
export const auditSeals = pgTable(
  'audit_seals',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    incarnation: integer().notNull(),
    lowXid: xid8().notNull(),
    highXid: xid8().notNull(),
    eventCount: integer().notNull(),
    hash: text().notNull(), // hex SHA-256 over the previous hash and the events
    sealedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  () => [
    pgPolicy('audit_seals_system', { to: systemRole, using: sql`true`, withCheck: sql`true` }),
    pgPolicy('audit_seals_national', { to: nationalRole, for: 'select', using: sql`true` }),
  ],
)
