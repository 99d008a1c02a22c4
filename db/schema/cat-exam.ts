import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AnswerChange } from '@/lib/cat/answers'
import type { AskingDevice } from '@/lib/cat/asking-device'
import type { SectionBalance } from '@/lib/cat/form-balance'
import type { HalfSignedMinutes } from '@/lib/cat/minutes'
import type { Paper } from '@/lib/cat/paper'
import type { SectionScores } from '@/lib/cat/programme'
import type { Receipt } from '@/lib/cat/receipt'
import type { SignedText } from '@/lib/documents/signer'
import type { Finding } from '@/lib/refusal'
import { examCandidates } from './cat'
import { ofAgency, ofProgramme } from './cat-columns'
import { addedByVisitors, examRole, ofActorAgency, shownToVisitors, systemRole, walls } from './policies'

/** Titik lokasi: where an exam is held. */
export const examSites = pgTable(
  'exam_sites',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofAgency(),
    name: text().notNull(),
    address: text().notNull(),
    timeZone: text().notNull(), // Asia/Jakarta, Asia/Makassar or Asia/Jayapura
  },
  (table) => [
    unique().on(table.agencyId, table.name),
    ...walls('exam_sites', ofActorAgency('agency_id')),
    shownToVisitors('exam_sites'),
  ],
)

export const examRooms = pgTable(
  'exam_rooms',
  {
    id: uuid().primaryKey().defaultRandom(),
    siteId: uuid()
      .notNull()
      .references(() => examSites.id),
    ...ofAgency(),
    name: text().notNull(),
    seats: smallint().notNull(),
    seatsPerRow: smallint().notNull(),
  },
  (table) => [
    unique().on(table.siteId, table.name),
    check('exam_rooms_seats', sql`seats > 0 and seats_per_row > 0`),
    ...walls('exam_rooms', ofActorAgency('agency_id')),
    shownToVisitors('exam_rooms'),
  ],
)

export const sessionState = pgEnum('exam_session_state', ['planned', 'open', 'released', 'closed', 'void'])

/** Sesi: one sitting of a programme at a site. */
export const examSessions = pgTable(
  'exam_sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofProgramme(),
    siteId: uuid()
      .notNull()
      .references(() => examSites.id),
    ...ofAgency(),
    number: smallint().notNull(),
    startsAt: timestamp({ withTimezone: true }).notNull(),
    publishedAt: timestamp({ withTimezone: true }), // from then on candidates have their cards
    state: sessionState().notNull().default('planned'),
    releasedAt: timestamp({ withTimezone: true }),
    closedAt: timestamp({ withTimezone: true }),
    voidedAt: timestamp({ withTimezone: true }), // cancelled, for good
    voidReason: text(),
    voidedBy: uuid(), // account
    voidedName: text(),
    content: jsonb().$type<string[]>(), // item versions of all its papers, in the order of the sealed content
    contentKey: text(), // opens the sealed content; given out from the release on
    balance: jsonb().$type<SectionBalance[]>(), // how difficult its form is, against the forms before it
    sealedContent: text(), // what the papers are made of, encrypted, for every candidate the same
    root: text(), // over the receipts of all its attempts; published from the close on
    seal: jsonb().$type<SignedText>(), // the root and the hash of its keys, signed at the close
    minutesDraft: jsonb().$type<HalfSignedMinutes>(), // signed by the supervisor, until the witness signs
    minutesCode: text(), // of its signed berita acara
    keysSalt: text(), // keeps others from guessing keys by their hash until they are published
    isBoardShown: boolean().notNull().default(true), // the live board; the exam goes on without it
    needsExamBrowser: boolean().notNull().default(false), // candidates sign in with Safe Exam Browser alone
    version: integer().notNull().default(1),
  },
  (table) => [
    uniqueIndex('exam_sessions_start').on(table.siteId, table.startsAt).where(sql`voided_at is null`),
    check(
      'exam_sessions_void',
      sql`(state::text = 'void') = (voided_at is not null) and (voided_at is null) = (void_reason is null)
        and (voided_at is null) = (voided_by is null) and (voided_at is null) = (voided_name is null)`,
    ),
    check('exam_sessions_root', sql`root ~ '^[0-9a-f]{64}$'`),
    ...walls('exam_sessions', ofActorAgency('agency_id')),
    shownToVisitors('exam_sessions'),
  ],
)

/** The rooms of its site that a session has. */
export const examSessionRooms = pgTable(
  'exam_session_rooms',
  {
    sessionId: uuid()
      .notNull()
      .references(() => examSessions.id),
    roomId: uuid()
      .notNull()
      .references(() => examRooms.id),
    ...ofAgency(),
  },
  (table) => [
    primaryKey({ columns: [table.sessionId, table.roomId] }),
    index('exam_session_rooms_room').on(table.roomId),
    ...walls('exam_session_rooms', ofActorAgency('agency_id')),
    shownToVisitors('exam_session_rooms'),
  ],
)

export const attemptState = pgEnum('exam_attempt_state', [
  'scheduled',
  'registered',
  'running',
  'paused',
  'finished',
  'absent',
  'disqualified',
  'void', // its session was cancelled
])

/** Where a candidate sat until a move: the last epoch there, and the place in words. */
type LeftSeat = { epoch: number; place: string }

/** One candidate in one session. `head` and `eventCount` are the end of the chain of its answers. */
export const examAttempts = pgTable(
  'exam_attempts',
  {
    id: uuid().primaryKey().defaultRandom(),
    sessionId: uuid()
      .notNull()
      .references(() => examSessions.id),
    candidateId: uuid()
      .notNull()
      .references(() => examCandidates.id),
    ...ofAgency(),
    roomId: uuid().references(() => examRooms.id),
    seat: smallint(),
    leftSeats: jsonb().$type<LeftSeat[]>().notNull().default([]), // in the order in which they were left
    state: attemptState().notNull().default('scheduled'),
    pinHash: text(),
    epoch: smallint().notNull().default(0), // grows when another device takes over: the older one may write no more
    device: text(), // fingerprint of the one that holds the seat; null: the next one that signs in does
    asking: jsonb().$type<AskingDevice[]>().notNull().default([]), // others that want to go on, until the supervisor lets one
    allowedSeconds: integer().notNull(),
    startedAt: timestamp({ withTimezone: true }),
    pausedAt: timestamp({ withTimezone: true }),
    pausedSeconds: integer().notNull().default(0),
    finishedAt: timestamp({ withTimezone: true }),
    finishedBy: text(), // candidate, time or supervisor
    endOrderedAt: timestamp({ withTimezone: true }), // a person ended it, or gave it back after the close: it is scored next
    flags: jsonb().$type<number[]>().notNull().default([]), // places that the candidate is unsure about
    registeredAt: timestamp({ withTimezone: true }),
    identityNote: text(), // how the identity was checked when not by the card alone
    face: text(), // same or unlike: as the desk saw it beside the photo of the registration; null: there was none
    needsHelp: boolean().notNull().default(false), // the candidate calls the supervisor
    eventCount: integer().notNull().default(0),
    head: text().notNull().default('0'.repeat(64)),
    lastSeenAt: timestamp({ withTimezone: true }),
    pendingAnswers: smallint().notNull().default(0), // that the device has not sent yet, as it said when it was last seen
  },
  (table) => [
    unique('exam_attempts_candidate').on(table.sessionId, table.candidateId),
    uniqueIndex('exam_attempts_seat').on(table.sessionId, table.roomId, table.seat),
    // without a pattern: it is asked with every answer
    check('exam_attempts_head', sql`length(head) = 64 and translate(head, '0123456789abcdef', '') = ''`),
    check('exam_attempts_face', sql`face in ('same', 'unlike')`),
    ...walls('exam_attempts', ofActorAgency('agency_id')),
    pgPolicy('exam_attempts_exam', { to: examRole, using: sql`true`, withCheck: sql`true` }),
  ],
)

/** The paper of one attempt: which item stands where, and the order of its options. Made before the session. */
export const examPapers = pgTable(
  'exam_papers',
  {
    attemptId: uuid()
      .primaryKey()
      .references(() => examAttempts.id),
    ...ofAgency(),
    paper: jsonb().$type<Paper>().notNull(),
  },
  () => [...walls('exam_papers', ofActorAgency('agency_id')), shownToVisitors('exam_papers')],
)

/** Every change of an answer, as it was accepted; append-only and chained (lib/cat/chain.ts). */
export const examAnswerEvents = pgTable(
  'exam_answer_events',
  {
    attemptId: uuid().notNull(), // written together with its attempt, or not at all: a foreign key would only ask again
    seq: integer().notNull(), // from 1, without a gap
    epoch: smallint().notNull(),
    clientSeq: integer().notNull(), // of the device that sent it
    item: smallint().notNull(), // place on the paper, from 1
    option: text(), // null: cleared
    at: bigint({ mode: 'number' }).notNull(), // milliseconds of the server's clock, part of the chain
    isLate: boolean().notNull(),
    link: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.attemptId, table.seq] }),
    unique('exam_answer_events_once').on(table.attemptId, table.epoch, table.clientSeq),
    ...walls('exam_answer_events', sql`exists (select 1 from exam_attempts a where a.id = attempt_id)`),
    pgPolicy('exam_answer_events_exam', { to: examRole, using: sql`true`, withCheck: sql`true` }),
  ],
)

/**
 * What a device could not send in time: evidence of what was chosen, and no part of the score. An incident of its
 * session; rows stay as they came.
 */
export const examLateAnswers = pgTable(
  'exam_late_answers',
  {
    attemptId: uuid()
      .notNull()
      .references(() => examAttempts.id),
    ...ofAgency(),
    epoch: smallint().notNull(), // of the device when they were chosen
    digest: text().notNull(), // of epoch and changes: the same piece is kept once
    changes: jsonb().$type<AnswerChange[]>().notNull(),
    choices: text().notNull(), // the last one at each question, in the letters that the candidate saw
    seat: text().notNull(), // where they were chosen
    receivedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.attemptId, table.digest] }),
    ...walls('exam_late_answers', ofActorAgency('agency_id')),
    shownToVisitors('exam_late_answers'),
    addedByVisitors('exam_late_answers'),
  ],
)

export const incidentKind = pgEnum('exam_incident_kind', [
  'note',
  'pause',
  'resume',
  'outage', // a pause that the server makes of the time in which it answered nobody
  'extra_time',
  'seat_move',
  'device_change',
  'new_pin',
  'late_registration',
  'unlike_face',
  'end',
  'disqualification',
  'reinstatement',
  'cancellation',
])

/**
 * What happened in a session, each with its reason. A disqualification, its revocation (reinstatement), and the
 * cancellation of a session in which somebody has answered hold once a second person has decided them; a second person may
 * decline them as well.
 */
export const examIncidents = pgTable(
  'exam_incidents',
  {
    id: uuid().primaryKey().defaultRandom(),
    sessionId: uuid()
      .notNull()
      .references(() => examSessions.id),
    attemptId: uuid().references(() => examAttempts.id), // null: the whole session or room
    ...ofAgency(),
    kind: incidentKind().notNull(),
    reason: text().notNull(),
    seconds: integer(), // of a pause that ended, of an outage, or of extra time
    recordedBy: uuid(), // account; null: the server
    recordedName: text().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
    decidedBy: uuid(), // another account
    decidedName: text(),
    decidedAt: timestamp({ withTimezone: true }),
    declinedBy: uuid(), // or so: another account that does not agree
    declinedName: text(),
    declinedAt: timestamp({ withTimezone: true }),
    declineReason: text(),
  },
  (table) => [
    index('exam_incidents_session').on(table.sessionId, table.recordedAt),
    check('exam_incidents_recorded', sql`(recorded_by is null) = (kind::text = 'outage')`),
    check('exam_incidents_two', sql`decided_by <> recorded_by`),
    check(
      'exam_incidents_declined',
      sql`(declined_by is null or declined_by <> recorded_by) and (declined_at is null) = (decline_reason is null)
        and (declined_at is null or decided_at is null)`,
    ),
    ...walls('exam_incidents', ofActorAgency('agency_id')),
    // what concerns the time of a candidate, and why they were stopped
    shownToVisitors(
      'exam_incidents',
      sql`kind::text in ('pause', 'outage', 'extra_time', 'end') or (kind = 'disqualification' and decided_at is not null)`,
    ),
  ],
)

/** When the server last said that it is there, by the clock of the database: one row (lib/cat/outage.server.ts). */
export const examHeartbeat = pgTable(
  'exam_heartbeat',
  {
    isOnly: boolean().primaryKey().default(true),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  () => [
    check('exam_heartbeat_one', sql`is_only`),
    pgPolicy('exam_heartbeat_system', { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
)

/** What a candidate takes home once the session is closed (lib/cat/receipt.ts). */
export const examReceipts = pgTable(
  'exam_receipts',
  {
    attemptId: uuid()
      .primaryKey()
      .references(() => examAttempts.id),
    ...ofAgency(),
    receipt: jsonb().$type<Receipt>().notNull(),
  },
  () => [...walls('exam_receipts', ofActorAgency('agency_id')), shownToVisitors('exam_receipts')],
)

/** The score of an attempt, with the thresholds it was held against. */
export const examScores = pgTable(
  'exam_scores',
  {
    attemptId: uuid()
      .primaryKey()
      .references(() => examAttempts.id),
    ...ofAgency(),
    scores: jsonb().$type<SectionScores>().notNull(),
    total: smallint().notNull(),
    isAboveGrade: boolean().notNull(),
    findings: jsonb().$type<Finding[]>().notNull(),
    scoredAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index('exam_scores_total').on(table.agencyId, table.total),
    ...walls('exam_scores', ofActorAgency('agency_id')),
    shownToVisitors('exam_scores'),
  ],
)
