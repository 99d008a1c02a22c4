import {
  bigint,
  boolean,
  check,
  customType,
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
import { sql } from 'drizzle-orm/sql'

/**
 * The tables of WBS, in a database of their own (docs/decisions/0106). What people wrote is an opaque age file that no key
 * of the server opens. Days only, no time of a day; ids are random; nothing says from where or with what somebody came.
 */
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

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
    settledOn: date(), // the day the daily work first saw it finished; null while somebody works on it
    keepsIdentity: boolean().notNull().default(false), // LPSK or a reward is pending
    excluded: text().array().notNull().default([]), // keys of the manifest whose persons are never to read it
    stateBefore: reportState(), // where it stood when two people ended it as unreadable; null else
    feedbackBefore: date(),
  },
  (table) => [
    index().on(table.groupId, table.state),
    check('locator_is_sha256', sql`octet_length(${table.locatorHash}) = 32`),
    check('sign_pub_is_ed25519', sql`octet_length(${table.signPub}) = 32`),
  ],
)

const reportId = () =>
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

/** Pemulihan: days on which the key of last resort was used, until a ceremony signs them into the log. */
export const recoveries = pgTable('recoveries', { usedOn: date().primaryKey() })

/** Days that are no working days, as the office keeps them. */
export const holidays = pgTable('holidays', { day: date().primaryKey(), name: text().notNull() })

/** Usul keputusan: what one of two people proposed; gone when it is confirmed, or when the report moves on without it. */
export const proposedDecisions = pgTable(
  'proposed_decisions',
  {
    reportId: reportId(),
    step: text().notNull(),
    result: text(),
    keyId: text().notNull(),
    holder: uuid().notNull(), // the person behind the key
    proposedOn: date().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.step] })],
)

/** Benturan kepentingan: who declared one for a report. Nothing of it is theirs any more. */
export const conflicts = pgTable(
  'conflicts',
  {
    reportId: reportId(),
    holder: uuid().notNull(),
    declaredOn: date().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.holder] })],
)

/** Tidak dapat dibuka: who stated that of a report; `signature` is over report, reason and day. */
export const unreadableStatements = pgTable(
  'unreadable_statements',
  {
    reportId: reportId(),
    holder: uuid().notNull(), // the person behind the key
    keyId: text().notNull(),
    reason: text().notNull(),
    statedOn: date().notNull(),
    signature: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.holder] })],
)

/** Minta kunci: a reader whose wraps do not open asks the others for them; gone when somebody gave them. */
export const keyRequests = pgTable(
  'key_requests',
  {
    reportId: reportId(),
    reader: text().notNull(), // key of the manifest, or `pelapor`
    askedOn: date().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.reader] })],
)

/** How long each step may take, as this office keeps it. */
export const limitUnit = pgEnum('limit_unit', ['working', 'calendar', 'month'])

export const handlingDays = pgTable(
  'handling_days',
  { name: text().primaryKey(), days: integer().notNull(), unit: limitUnit().notNull(), source: text().notNull() },
  (table) => [check('days_are_some', sql`${table.days} between 0 and 400`)],
)
