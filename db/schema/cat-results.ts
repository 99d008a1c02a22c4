import { sql } from 'drizzle-orm'
import {
  check,
  date,
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
import type { AnnouncedFormation, AnnouncedProgramme, FinalLine } from '@/lib/cat/announcement'
import type { PlannedTest, RecordedTest } from '@/lib/cat/second-plan'
import type { Settlement } from '@/lib/cat/settlement'
import { examCandidates } from './cat'
import { ofAgency, ofProgramme } from './cat-columns'
import { examSessions } from './cat-exam'
import { files } from './documents'
import { addedByVisitors, ofActorAgency, shownToVisitors, walls } from './policies'

/** From when on the answers and keys of an agency's sessions of one programme are public. It is never taken back. */
export const examDisclosures = pgTable(
  'exam_disclosures',
  {
    ...ofProgramme(),
    ...ofAgency(),
    disclosedBy: uuid(), // account
    disclosedName: text().notNull(),
    disclosedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.programmeId, table.agencyId] }),
    ...walls('exam_disclosures', ofActorAgency('agency_id')),
  ],
)

/** The published data of one session, a file that anybody may load (lib/cat/disclosure.ts). */
export const examSessionFiles = pgTable(
  'exam_session_files',
  {
    sessionId: uuid()
      .primaryKey()
      .references(() => examSessions.id),
    ...ofAgency(),
    fileSha256: text()
      .notNull()
      .references(() => files.sha256),
  },
  () => [...walls('exam_session_files', ofActorAgency('agency_id')), shownToVisitors('exam_session_files')],
)

/** How an agency makes up the second stage of a programme: its tests and their weights. */
export const examSecondPlans = pgTable(
  'exam_second_plans',
  {
    ...ofProgramme(),
    ...ofAgency(),
    tests: jsonb().$type<PlannedTest[]>().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.programmeId, table.agencyId] }),
    ...walls('exam_second_plans', ofActorAgency('agency_id')),
  ],
)

/**
 * The result of a candidate in the second stage, as it was brought in; null tests: absent. With a reason it was changed
 * once, and `replaced` is what stood there.
 */
export const examSecondScores = pgTable(
  'exam_second_scores',
  {
    candidateId: uuid()
      .primaryKey()
      .references(() => examCandidates.id),
    ...ofAgency(),
    tests: jsonb().$type<RecordedTest[]>(),
    importedAt: timestamp({ withTimezone: true }).notNull(),
    recordedBy: uuid(), // account; whoever recorded a score does not announce it
    recordedName: text(),
    reason: text(),
    replaced: jsonb().$type<RecordedTest[]>(),
  },
  () => walls('exam_second_scores', ofActorAgency('agency_id')),
)

export const announcementStage = pgEnum('exam_announcement_stage', ['first', 'final'])

/** Pengumuman: what was told to the public of one agency's candidates. It stays; a correction is another version. */
export const examAnnouncements = pgTable(
  'exam_announcements',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofProgramme(),
    ...ofAgency(),
    stage: announcementStage().notNull(),
    version: smallint().notNull(),
    reason: text(), // of a correction
    programme: jsonb().$type<AnnouncedProgramme>().notNull(),
    formations: jsonb().$type<Omit<AnnouncedFormation, 'lines'>[]>().notNull(),
    objectionsUntil: date(), // last civil day on which candidates may object; null: the result after that
    settlement: jsonb().$type<Settlement>(), // of that result: what changed, and by which objections
    publishedBy: uuid(), // account
    publishedName: text().notNull(),
    publishedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    unique('exam_announcements_version').on(table.programmeId, table.agencyId, table.stage, table.version),
    check('exam_announcements_reason', sql`(version = 1) = (reason is null)`),
    check('exam_announcements_settlement', sql`(objections_until is null) = (settlement is not null)`),
    ...walls('exam_announcements', ofActorAgency('agency_id')),
    shownToVisitors('exam_announcements'),
  ],
)

/** The lines of an announcement, in the order in which they are shown. */
export const examAnnouncementLines = pgTable(
  'exam_announcement_lines',
  {
    announcementId: uuid()
      .notNull()
      .references(() => examAnnouncements.id),
    position: integer().notNull(), // from 1, through all formations
    ...ofAgency(),
    formation: text().notNull(), // its code
    number: text().notNull(), // of the candidate
    line: jsonb().$type<Omit<FinalLine, 'number'>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.announcementId, table.position] }),
    unique('exam_announcement_lines_number').on(table.announcementId, table.number),
    index('exam_announcement_lines_formation').on(table.announcementId, table.formation, table.position),
    ...walls('exam_announcement_lines', ofActorAgency('agency_id')),
    shownToVisitors('exam_announcement_lines'),
  ],
)

export const objectionState = pgEnum('exam_objection_state', ['filed', 'accepted', 'rejected'])

/** Sanggah: what a candidate holds against an announced result, and the committee's answer. */
export const examObjections = pgTable(
  'exam_objections',
  {
    id: uuid().primaryKey().defaultRandom(),
    announcementId: uuid()
      .notNull()
      .references(() => examAnnouncements.id),
    candidateId: uuid()
      .notNull()
      .references(() => examCandidates.id),
    ...ofAgency(),
    stage: announcementStage().notNull(), // of the announcement: one objection to each
    text: text().notNull(),
    fileSha256: text().references(() => files.sha256),
    fileName: text(),
    filedAt: timestamp({ withTimezone: true }).notNull(),
    state: objectionState().notNull().default('filed'),
    answer: text(),
    answeredBy: uuid(), // account
    answeredName: text(),
    answeredAt: timestamp({ withTimezone: true }),
    answeredUnder: uuid().references(() => examAnnouncements.id), // the newest version when it was answered
  },
  (table) => [
    unique('exam_objections_once').on(table.candidateId, table.stage),
    index('exam_objections_announcement').on(table.announcementId, table.filedAt),
    check(
      'exam_objections_answered',
      sql`(state = 'filed') = (answered_at is null) and (state = 'filed') = (answered_under is null)`,
    ),
    ...walls('exam_objections', ofActorAgency('agency_id')),
    shownToVisitors('exam_objections'),
    addedByVisitors('exam_objections'),
  ],
)
