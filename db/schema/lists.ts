import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgPolicy, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import type { Role } from '@/lib/auth/actor'
import { appRole, nationalRole, ofActorAccount, ofActorAgency, systemRole } from './policies'

/** Tampilan tersimpan: the filters of a list under a name, for oneself or for the whole team. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid().primaryKey().defaultRandom(),
    accountId: uuid().notNull(),
    agencyId: integer().notNull(),
    page: text().notNull(), // such as nominative
    name: text().notNull(),
    query: text().notNull(), // of the address, without page number
    isShared: boolean().notNull().default(false),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique().on(table.accountId, table.page, table.name),
    index().on(table.agencyId, table.page),
    pgPolicy('saved_views_read', {
      to: appRole,
      for: 'select',
      using: sql`${ofActorAccount('account_id')} or (is_shared and ${ofActorAgency('agency_id')})`,
    }),
    pgPolicy('saved_views_own', {
      to: appRole,
      using: ofActorAccount('account_id'),
      withCheck: ofActorAccount('account_id'),
    }),
    pgPolicy('saved_views_national', { to: nationalRole, using: ofActorAccount('account_id') }),
    pgPolicy('saved_views_system', { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
)

/** Unduhan: a list that is too long to wait for, written to a file in the background and kept for a day. */
export const listExports = pgTable(
  'list_exports',
  {
    id: uuid().primaryKey().defaultRandom(),
    accountId: uuid().notNull(),
    agencyId: integer().notNull(),
    role: text().$type<Role>().notNull(),
    list: text().notNull(), // such as nominative
    format: text().notNull(), // xlsx or csv
    query: jsonb().$type<Record<string, string>>().notNull(), // of the address: filters, sort and columns
    locale: text().notNull(),
    totalRows: integer().notNull(),
    doneRows: integer().notNull().default(0),
    sizeBytes: integer(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp({ withTimezone: true }),
    failedCode: text().$type<'actor_gone' | 'disk_full'>(),
  },
  (table) => [
    index('list_exports_account').on(table.accountId, table.createdAt),
    index('list_exports_open').on(table.createdAt).where(sql`finished_at is null`),
    pgPolicy('list_exports_own', {
      to: appRole,
      using: ofActorAccount('account_id'),
      withCheck: ofActorAccount('account_id'),
    }),
    pgPolicy('list_exports_national', {
      to: nationalRole,
      using: ofActorAccount('account_id'),
      withCheck: ofActorAccount('account_id'),
    }),
    pgPolicy('list_exports_system', { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
)
