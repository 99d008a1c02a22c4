import { sql } from 'drizzle-orm'
import { check, index, integer, pgEnum, pgTable, text } from 'drizzle-orm/pg-core'
import { unitChanges } from '../reference/unit-changes'
import { entryColumns, entryRules } from './histories'
import { ofOwnUnit, walls } from './policies'
import { units } from './registry'

export const unitChange = pgEnum('unit_change', unitChanges)

/**
 * Riwayat unor: one row says one thing of a unit from a day on, so that a name which comes later says nothing of a place
 * that was decided before. Columns of another change are null.
 */
export const unitHistory = pgTable(
  'unit_history',
  {
    ...entryColumns(),
    unitId: integer()
      .notNull()
      .references(() => units.id, { onDelete: 'cascade' }), // an import taken back takes its units with it
    change: unitChange().notNull(),
    name: text(), // of found and rename
    kind: text(), // jenis unor, likewise
    parentId: integer(), // of found and move, null at the top; no key: it may name a unit that an import took back
    headTitle: text(), // of found and head, null without one
    headEchelon: text(),
  },
  (table) => [
    index('unit_history_unit').on(table.unitId, table.effectiveOn),
    index('unit_history_day').on(table.effectiveOn),
    ...entryRules('unit_history', table),
    check('unit_history_name', sql`(btrim(coalesce(name, '')) <> '') = (change in ('found', 'rename'))`),
    check('unit_history_kind', sql`kind is null or change in ('found', 'rename')`),
    check('unit_history_parent', sql`parent_id is null or (change in ('found', 'move') and parent_id <> unit_id)`),
    check('unit_history_head', sql`num_nonnulls(head_title, head_echelon) = 0 or change in ('found', 'head')`),
    ...walls('unit_history', ofOwnUnit),
  ],
)
