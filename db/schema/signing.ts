import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Role } from '@/lib/auth/actor'
import type { Facts } from '@/lib/refusal'
import { issuedDocuments } from './documents'
import { ofActorAgency, shownToVisitors, walls } from './policies'
import { agencies } from './registry'

type SigningDelay = 'disk_full' | 'outage'

/** One confirmation of a signer over many documents: the job signs as that person, as long as they hold the role. */
export const signingBatches = pgTable(
  'signing_batches',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().notNull(), // names the handler of the module that started it
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    accountId: uuid().notNull(), // who confirmed
    role: text().$type<Role>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp({ withTimezone: true }),
    delayCode: text().$type<SigningDelay>(), // why the last run left letters waiting
  },
  (table) => [
    index('signing_batches_agency').on(table.agencyId, table.createdAt),
    index('signing_batches_open').on(table.createdAt).where(sql`finished_at is null`),
    ...walls('signing_batches', ofActorAgency('agency_id')),
  ],
)

export const signingState = pgEnum('signing_state', ['waiting', 'issued', 'failed'])

/** One document of a batch. `issued` and its document are written together, so a document is issued exactly once. */
export const signingItems = pgTable(
  'signing_items',
  {
    id: uuid().primaryKey().defaultRandom(),
    batchId: uuid()
      .notNull()
      .references(() => signingBatches.id),
    position: integer().notNull(),
    kind: text().notNull(), // of the batch, repeated for the rule below
    itemId: text().notNull(), // the row of the module that wants the document
    state: signingState().notNull().default('waiting'),
    documentId: uuid()
      .unique()
      .references(() => issuedDocuments.id),
    refusalCode: text(), // why it failed
    refusalFacts: jsonb().$type<Facts>(),
    decidedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    // one row wants one document: it waits in one batch at most, and once issued it is never signed again
    uniqueIndex('signing_items_once').on(table.kind, table.itemId).where(sql`state <> 'failed'`),
    unique('signing_items_position').on(table.batchId, table.position),
    check('signing_items_document', sql`(state = 'issued') = (document_id is not null)`),
    check('signing_items_refusal', sql`(state = 'failed') = (refusal_code is not null)`),
    ...walls('signing_items', sql`exists (select 1 from signing_batches b where b.id = batch_id)`),
    shownToVisitors('signing_items', sql`kind = 'exam_certificate'`),
  ],
)
