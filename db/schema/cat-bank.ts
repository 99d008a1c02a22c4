import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgEnum, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { ReadItem } from '@/lib/cat/item-file'
import { ofAgency, ofProgramme } from './cat-columns'
import { examItems, examItemVersions } from './cat-items'
import { ofActorAgency, ofOwnProgramme, ofVisibleProgramme, sharedWalls, walls } from './policies'

/** Kisi-kisi: how many items of an aspect a form of the programme has. */
export const examBlueprintCells = pgTable(
  'exam_blueprint_cells',
  {
    ...ofProgramme(),
    section: text().notNull(),
    aspect: text().notNull(),
    minimum: smallint().notNull(),
    maximum: smallint().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.programmeId, table.section, table.aspect] }),
    check('exam_blueprint_cells_order', sql`minimum >= 0 and maximum >= minimum`),
    ...sharedWalls('exam_blueprint_cells', ofVisibleProgramme, ofOwnProgramme),
  ],
)

export const itemStep = pgEnum('exam_item_step', [
  'write',
  'import',
  'submit',
  'approve',
  'return',
  'retire',
  'leak',
  'restore',
])

/** What happened to an item: who wrote, reviewed, returned it, and why. Rows stay as they were written. */
export const examItemSteps = pgTable(
  'exam_item_steps',
  {
    id: uuid().primaryKey().defaultRandom(),
    itemId: uuid()
      .notNull()
      .references(() => examItems.id),
    versionId: uuid()
      .notNull()
      .references(() => examItemVersions.id),
    ...ofAgency(),
    step: itemStep().notNull(),
    reason: text(),
    accountId: uuid().notNull(),
    actorName: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index('exam_item_steps_item').on(table.itemId, table.at),
    ...walls('exam_item_steps', ofActorAgency('agency_id')),
  ],
)

/** Items of a file that was read and waits: nothing of it is in the bank before somebody applies it. */
export const examItemImports = pgTable(
  'exam_item_imports',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofAgency(),
    accountId: uuid().notNull(),
    fileName: text().notNull(),
    items: jsonb().$type<ReadItem[]>().notNull(), // emptied once it is applied: they hold keys
    createdAt: timestamp({ withTimezone: true }).notNull(),
    appliedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('exam_item_imports_agency').on(table.agencyId, table.createdAt),
    ...walls('exam_item_imports', ofActorAgency('agency_id')),
  ],
)
