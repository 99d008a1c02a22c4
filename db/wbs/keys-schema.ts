import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgEnum, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, reportId } from './schema'

/** Keys of recipients, the signed list that names them, and the log of what was signed (docs/decisions/0113, 0126). */

/** Kunci penerima: the public halves of a recipient's keys. The account is that of the office. */
export const recipientKeys = pgTable(
  'recipient_keys',
  {
    id: text().primaryKey(), // as the manifest names it
    accountId: uuid().notNull(),
    agePub: text().notNull(),
    signPub: bytes().notNull(),
    startsOn: date().notNull(),
    endsOn: date(),
    revokedOn: date(),
  },
  (table) => [index().on(table.accountId)],
)

/** Kunci terbungkus: the private halves, which a passphrase, a passkey or a recovery code opens in the browser alone. */
export const wrappedKeys = pgTable(
  'wrapped_keys',
  {
    keyId: text()
      .notNull()
      .references(() => recipientKeys.id, { onDelete: 'cascade' }),
    kind: text().notNull(), // passphrase, passkey or recovery
    kdf: text().notNull(), // its parameters as JSON
    ct: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.keyId, table.kind] })],
)

/** `listed`: stands in a signed list; until then nobody encrypts to it. */
export const keyOfferState = pgEnum('key_offer_state', ['offered', 'approved', 'refused', 'listed'])

/**
 * Kunci yang ditawarkan: what a person of the office made in the own browser and hands in for the next list. What it is to
 * stand for in the list is said by whoever approves it, who is never the same person.
 */
export const keyOffers = pgTable(
  'key_offers',
  {
    id: uuid().primaryKey(), // becomes the id of the key in the list
    accountId: uuid().notNull(),
    agePub: text().notNull().unique(),
    signPub: bytes().notNull(),
    proof: bytes().notNull(), // signed with the key: whoever offers it holds it
    locked: text(), // the private half as it was locked, JSON; moves to wrapped_keys with the list, goes with a refusal
    offeredOn: date().notNull(),
    state: keyOfferState().notNull().default('offered'),
    name: text(),
    position: text(),
    roles: text().array(),
    groupId: text(), // null: reads no new reports, as a custodian
    decidedBy: uuid(),
    decidedOn: date(),
  },
  (table) => [
    index().on(table.accountId),
    check('nobody_decides_about_the_own_key', sql`${table.decidedBy} <> ${table.accountId}`),
    check('a_lock_lies_in_one_place', sql`(${table.state}::text in ('listed', 'refused')) = (${table.locked} is null)`),
    check(
      'what_is_approved_is_complete',
      sql`${table.state} <> 'approved' or num_nulls(${table.name}, ${table.position}, ${table.roles}, ${table.decidedBy}) = 0`,
    ),
  ],
)

/** What the next list is to say otherwise of a key that stands in the last one. Gone when it does. */
export const keyChanges = pgTable(
  'key_changes',
  {
    keyId: text().primaryKey(), // of the manifest
    accountId: uuid().notNull(), // its holder
    endsOn: date(),
    position: text().notNull(),
    groupId: text(),
    plannedBy: uuid().notNull(),
    plannedOn: date().notNull(),
  },
  (table) => [check('nobody_changes_the_own_key', sql`${table.plannedBy} <> ${table.accountId}`)],
)

/** The list of valid recipient keys as the root key signed it. */
export const manifests = pgTable('manifests', {
  version: integer().primaryKey(),
  content: text().notNull(), // byte for byte what is signed
  signature: bytes().notNull(),
})

/** Log kunci: one leaf for each manifest and certificate, append-only. */
export const logLeaves = pgTable(
  'log_leaves',
  { seq: integer().primaryKey(), leaf: bytes().notNull(), hash: bytes().notNull() },
  (table) => [unique().on(table.hash)],
)

/** A signed root of the log at one size. */
export const checkpoints = pgTable('checkpoints', {
  size: integer().primaryKey(),
  root: bytes().notNull(),
  signature: bytes().notNull(),
  signedOn: date().notNull(),
})

/** Pemulihan diganti: reports whose wraps are still for a key of last resort that another one has replaced. */
export const recoveryDues = pgTable('recovery_dues', { reportId: reportId().primaryKey() })

/** Pemulihan: days on which the key of last resort was used, until a ceremony signs them into the log. */
export const recoveries = pgTable('recoveries', { usedOn: date().primaryKey() })
