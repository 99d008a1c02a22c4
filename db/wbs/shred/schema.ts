import { check, customType, pgEnum, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm/sql'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** What a key makes unreadable when it goes: the report with all that was said, or the sealed identity alone. */
export const shredPurpose = pgEnum('shred_purpose', ['report', 'identity'])

/** Kunci hancur: what a stored wrap or share is encrypted with once more (docs/decisions/0118). No day, nothing else. */
export const shredKeys = pgTable(
  'shred_keys',
  { reportId: uuid().notNull(), purpose: shredPurpose().notNull(), key: bytes().notNull() },
  (table) => [
    primaryKey({ columns: [table.reportId, table.purpose] }),
    check('key_is_256_bits', sql`octet_length(${table.key}) = 32`),
  ],
)
