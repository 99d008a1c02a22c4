import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ItemOption } from '@/lib/cat/item'
import { ofAgency } from './cat-columns'
import { ofActorAgency, walls } from './policies'

export const itemState = pgEnum('exam_item_state', ['draft', 'in_review', 'approved', 'retired', 'leaked'])

/** Butir soal: one question through all its versions. The bank belongs to one agency. */
export const examItems = pgTable(
  'exam_items',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofAgency(),
    code: text().notNull(),
    section: text().notNull(), // TWK
    aspect: text().notNull(), // a cell of the blueprint: numerik.deret_angka
    state: itemState().notNull().default('draft'),
    measuredPeople: integer().notNull().default(0), // who answered it in sealed sessions, as it is now
    measuredShare: doublePrecision(), // of the highest points, on average over them
    version: integer().notNull().default(1),
  },
  (table) => [
    unique('exam_items_code').on(table.agencyId, table.code),
    index('exam_items_cell').on(table.agencyId, table.section, table.aspect),
    ...walls('exam_items', ofActorAgency('agency_id')),
  ],
)

/** What candidates see of an item. A change is another version; papers keep the version they were made of. */
export const examItemVersions = pgTable(
  'exam_item_versions',
  {
    id: uuid().primaryKey().defaultRandom(),
    itemId: uuid()
      .notNull()
      .references(() => examItems.id),
    ...ofAgency(),
    number: smallint().notNull(),
    stimulus: text(), // shared by several items: HTML of the allowed elements
    stem: text().notNull(), // HTML of the allowed elements; images are data of this document
    options: jsonb().$type<ItemOption[]>().notNull(), // in the order of their writer; ids say nothing (option-ids.server.ts)
    optionNames: text().array().notNull().default([]), // what its file calls each of them; without one: its id
    keepsOrder: boolean().notNull().default(false), // the options are not shuffled
    explanation: text().notNull().default(''), // why the key is the key: for writers and reviewers
    source: text().notNull(), // written, or the file that it was imported from
    writtenBy: uuid().notNull(), // account
    reviewedBy: uuid(), // another account
    reviewedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique('exam_item_versions_number').on(table.itemId, table.number),
    check('exam_item_versions_reviewer', sql`reviewed_by is distinct from written_by`),
    ...walls('exam_item_versions', ofActorAgency('agency_id')),
  ],
)

/** The key: points of each option. The role that serves candidates has no right on this table. */
export const examItemKeys = pgTable(
  'exam_item_keys',
  {
    versionId: uuid()
      .notNull()
      .references(() => examItemVersions.id),
    ...ofAgency(),
    option: text().notNull(),
    points: smallint().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.option] }),
    check('exam_item_keys_points', sql`points >= 0`),
    ...walls('exam_item_keys', ofActorAgency('agency_id')),
  ],
)
