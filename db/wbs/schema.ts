import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'

/**
 * The tables of WBS, in a database of their own (docs/decisions/0106). What people wrote is an opaque age file that no key
 * of the server opens. Days only, no time of a day; ids are random; nothing says from where or with what somebody came.
 */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

export const reportState = pgEnum('report_state', [
  'received',
  'verifying',
  'clarifying',
  'forwarded',
  'not_processed',
  'reviewing',
  'investigating',
  'examined', // LHP signed
  'recommended',
  'following_up',
  'closed',
  'reopened',
  'withdrawn',
  'unreadable', // two people state that nobody can open it
])

/** Lingkar: who may read. The reporter has no key of the ring of notes. */
export const messageRing = pgEnum('message_ring', ['pesan', 'catatan'])

/** Pihak: who wrote a message. */
export const messageParty = pgEnum('message_party', ['reporter', 'recipient'])

/** Laporan. */
export const reports = pgTable(
  'reports',
  {
    id: uuid().primaryKey(), // made in the reporter's browser
    locatorHash: bytes().notNull().unique(), // SHA-256 of what the code leads to
    signPub: bytes().notNull(), // Ed25519 of the reporter
    boxPub: text().notNull(), // age recipient of the reporter
    groupId: text().notNull(), // of the manifest
    manifestVersion: integer().notNull(),
    epoch: integer().notNull().default(0), // of the report key
    members: text().array().notNull().default([]), // keys that the signed messages of the epoch name, in both rings
    state: reportState().notNull().default('received'),
    receivedOn: date().notNull(),
    dueOn: date(), // of the next step; null when final
    feedbackOn: date(), // until when the reporter is told what is made of it; null before the acknowledgement and once told
    isQuarantined: boolean().notNull().default(false), // karantina: came in a flood
    isFrozen: boolean().notNull().default(false), // two people stopped the conversation
    isAnswered: boolean().notNull().default(true), // no clarification is asked that the reporter has not written after
    settledOn: date(), // the day the daily work first saw it finished; null while somebody works on it
    keepsIdentity: boolean().notNull().default(false), // LPSK or a reward is pending
    excluded: text().array().notNull().default([]), // keys of the manifest whose persons are never to read it
    stateBefore: reportState(), // where it stood when two people ended it as unreadable; null else
    feedbackBefore: date(),
    withdrawnOn: date(), // of the last withdrawal, as its reporter signed it
    withdrawnAfter: integer(), // the last message that they saw
    withdrawal: bytes(), // the signature
  },
  (table) => [
    index().on(table.groupId, table.state),
    check('locator_is_sha256', sql`octet_length(${table.locatorHash}) = 32`),
    check('sign_pub_is_ed25519', sql`octet_length(${table.signPub}) = 32`),
    check(
      'withdrawal_is_signed_whole',
      sql`num_nonnulls(${table.withdrawnOn}, ${table.withdrawnAfter}, ${table.withdrawal}) in (0, 3)`,
    ),
  ],
)

export const reportId = () =>
  uuid()
    .notNull()
    .references(() => reports.id, { onDelete: 'cascade' })

/** Bungkus: the report key of one epoch, encrypted to one holder: the id of a recipient key, `pelapor` or `pemulihan`. */
export const wraps = pgTable(
  'wraps',
  {
    reportId: reportId(),
    ring: messageRing().notNull().default('pesan'),
    epoch: integer().notNull(),
    holder: text().notNull(),
    ct: bytes().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.reportId, table.ring, table.epoch, table.holder] }),
    index().on(table.holder),
  ],
)

/** Pesan, the report itself among them as the first. */
export const messages = pgTable(
  'messages',
  {
    reportId: reportId(),
    ring: messageRing().notNull().default('pesan'),
    seq: integer().notNull(), // from 1 in each ring
    epoch: integer().notNull(),
    party: messageParty().notNull(),
    senderKey: text(), // key of the recipient whose browser sent it, to answer for what nobody can open
    ct: bytes().notNull(),
    sha256: bytes().notNull(), // of the ciphertext: the next message names it
  },
  (table) => [primaryKey({ columns: [table.reportId, table.ring, table.seq] })],
)

/** Lampiran. Its parts lie as files below the folder of WBS, named by random ids. */
export const attachments = pgTable(
  'attachments',
  {
    id: uuid().primaryKey(),
    reportId: reportId(),
    paddedBytes: bigint({ mode: 'number' }).notNull(),
    parts: integer().notNull(),
    sha256: bytes(), // of all parts; null until the last one came
    isSaid: boolean().notNull().default(false), // a message of its reporter names it
    begunOn: date().notNull(),
  },
  (table) => [index().on(table.reportId)],
)

/** A part that is on disk. */
export const attachmentParts = pgTable(
  'attachment_parts',
  {
    attachmentId: uuid()
      .notNull()
      .references(() => attachments.id, { onDelete: 'cascade' }),
    number: integer().notNull(), // from 0
    fileId: uuid().notNull().unique(),
    bytes: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.attachmentId, table.number] })],
)

/** Luring: a report as a file that somebody locked by hand, without a code and without a way to answer. */
export const offlineReports = pgTable('offline_reports', {
  id: uuid().primaryKey().defaultRandom(),
  groupId: text().notNull(), // of the manifest
  receivedOn: date().notNull(),
  isQuarantined: boolean().notNull().default(false), // karantina: came in a flood
  sha256: bytes().notNull().unique(), // of the file: the same again is no other
  ct: bytes().notNull(),
})

/** Who fetched such a file, and on which day. */
export const offlineOpenings = pgTable(
  'offline_openings',
  {
    reportId: uuid()
      .notNull()
      .references(() => offlineReports.id, { onDelete: 'cascade' }),
    keyId: text().notNull(),
    openedOn: date().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.keyId, table.openedOn] })],
)

/** Kejadian: what the reporter may see of what happened, each chained to the one before it. */
export const events = pgTable(
  'events',
  {
    reportId: reportId(),
    number: integer().notNull(), // from 1
    happenedOn: date().notNull(),
    kind: text().notNull(),
    role: text().notNull(), // who did it, never a name
    chainHash: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.number] })],
)

/** Pembukaan: to which key the ciphertext of a report was handed out, and on which days. No reporter sees it. */
export const openings = pgTable(
  'openings',
  { reportId: reportId(), keyId: text().notNull(), openedOn: date().notNull() },
  (table) => [primaryKey({ columns: [table.reportId, table.keyId, table.openedOn] })],
)
