import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, reportId } from './schema'

/** Identitas tersegel: what a sealed identity is kept as, and who asked for it (docs/decisions/0123). */

/** Segel: the identity of a reporter who gave it, encrypted to a key that two of three custodians hold in shares. */
export const seals = pgTable('seals', {
  reportId: reportId().primaryKey(),
  ct: bytes().notNull(),
  sealedOn: date().notNull(),
})

export const sealShares = pgTable(
  'seal_shares',
  { reportId: uuid().notNull(), keyId: text().notNull(), ct: bytes().notNull() },
  (table) => [
    primaryKey({ columns: [table.reportId, table.keyId] }),
    foreignKey({ columns: [table.reportId], foreignColumns: [seals.reportId] }).onDelete('cascade'),
  ],
)

/** Pemegang bagian: who was ever given a share of the identity of a report, whether they still hold one or not. */
export const shareHolders = pgTable('share_holders', { reportId: reportId(), holder: uuid().notNull() }, (table) => [
  primaryKey({ columns: [table.reportId, table.holder] }),
])

/** What becomes of a question for a sealed identity; `asked`, `granted` and `ordered` are open until their day. */
export const sealRequestState = pgEnum('seal_request_state', [
  'asked',
  'granted',
  'refused',
  'lapsed',
  'ordered',
  'declined', // by custodians
  'opened',
])

/** Permintaan identitas: what is asked stands in the conversation and in letters to custodians; here is its hash alone. */
export const sealRequests = pgTable(
  'seal_requests',
  {
    id: uuid().primaryKey().defaultRandom(),
    reportId: reportId(),
    number: integer().notNull(), // from 1 in each report
    hash: bytes().notNull().unique(), // SHA-256 of the question, which is what is consented to
    requesterKey: text().notNull(),
    state: sealRequestState().notNull().default('asked'),
    askedOn: date().notNull(),
    dueOn: date().notNull(), // of the answer, then of what was allowed
    consentOn: date(), // as the reporter signed it
    consent: bytes(),
  },
  (table) => [
    unique().on(table.reportId, table.number),
    uniqueIndex('one_open_request').on(table.reportId).where(sql`${table.state} in ('asked', 'granted', 'ordered')`),
    check('hash_is_sha256', sql`octet_length(${table.hash}) = 32`),
    check('consent_is_whole', sql`(${table.consent} is null) = (${table.consentOn} is null)`),
  ],
)

export const sealAnswer = pgEnum('seal_answer', ['shared', 'declined'])

/** What each custodian is given of a request, and what they hand on to whoever asked, all of it letters to one reader. */
export const sealAnswers = pgTable(
  'seal_answers',
  {
    requestId: uuid()
      .notNull()
      .references(() => sealRequests.id, { onDelete: 'cascade' }),
    keyId: text().notNull(),
    question: bytes().notNull(),
    order: bytes(), // perintah hukum
    answer: sealAnswer(),
    ct: bytes(), // to whoever asked
    answeredOn: date(),
  },
  (table) => [
    primaryKey({ columns: [table.requestId, table.keyId] }),
    index().on(table.keyId),
    check(
      'answer_is_whole',
      sql`(${table.answer} is null) = (${table.ct} is null) and (${table.answer} is null) = (${table.answeredOn} is null)`,
    ),
  ],
)
