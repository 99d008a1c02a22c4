import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { ResultChange } from '@/lib/cat/settlement'
import { ofAgency, ofProgramme } from './cat-columns'
import { announcementStage, examAnnouncements } from './cat-results'
import { ofActorAgency, wallsOfTwo } from './policies'

/** What one person proposes for a reason, and another one agrees to or declines. */
const decidedByTwo = () => ({
  reason: text().notNull(),
  proposedBy: uuid().notNull(), // account
  proposedName: text().notNull(),
  proposedAt: timestamp({ withTimezone: true }).notNull(),
  decidedBy: uuid(), // account, of somebody else
  decidedName: text(),
  decidedAt: timestamp({ withTimezone: true }),
  declineReason: text(), // null: agreed to
})

/**
 * Candidates whom nothing tells apart at the last place: one person proposes who stands ahead, another one agrees or
 * declines. What was decided stays.
 */
export const examFinalTies = pgTable(
  'exam_final_ties',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofProgramme(),
    ...ofAgency(),
    ahead: jsonb().$type<string[]>().notNull(), // numbers of candidates
    behind: jsonb().$type<string[]>().notNull(),
    ...decidedByTwo(),
  },
  (table) => [
    index('exam_final_ties_programme').on(table.programmeId, table.agencyId),
    check('exam_final_ties_decided', sql`(decided_by is null) = (decided_at is null)`),
    check('exam_final_ties_two', sql`decided_by is distinct from proposed_by`),
    check('exam_final_ties_declined', sql`decline_reason is null or decided_at is not null`),
    ...wallsOfTwo('exam_final_ties', ofActorAgency('agency_id')),
  ],
)

/**
 * What objections change, which an agency asks the national committee (Panselnas) to approve before it is published. What
 * was decided stays.
 */
export const examSettlements = pgTable(
  'exam_settlements',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofProgramme(),
    ...ofAgency(),
    stage: announcementStage().notNull(),
    fingerprint: text().notNull(), // of the ranking that it is about
    reason: text().notNull(),
    objections: jsonb().$type<string[]>().notNull(), // numbers of candidates whose objection was accepted
    changes: jsonb().$type<ResultChange[]>().notNull(),
    proposedBy: uuid().notNull(), // account
    proposedName: text().notNull(),
    proposedAt: timestamp({ withTimezone: true }).notNull(),
    decidedBy: uuid(), // account, of somebody else
    decidedName: text(),
    decidedAt: timestamp({ withTimezone: true }),
    declineReason: text(), // null: approved
  },
  (table) => [
    index('exam_settlements_programme').on(table.programmeId, table.agencyId),
    check(
      'exam_settlements_decided',
      sql`(decided_by is null) = (decided_at is null) and (decided_at is null) = (decided_name is null)
        and (decline_reason is null or decided_at is not null)`,
    ),
    check('exam_settlements_two', sql`decided_by is distinct from proposed_by`),
    ...wallsOfTwo('exam_settlements', ofActorAgency('agency_id')),
  ],
)

export const rulingKind = pgEnum('exam_ruling_kind', [
  'withdrawal',
  'withdrawal_undone',
  'correction',
  'earlier_score',
  'earlier_score_undone',
])

/**
 * Keputusan panitia: candidates who withdraw (APS), who use their score of an earlier selection, or do so no more, and
 * candidates whose announced result the committee itself finds wrong. One person proposes it, another one agrees or declines. What was decided stays.
 */
export const examRulings = pgTable(
  'exam_rulings',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofProgramme(),
    ...ofAgency(),
    kind: rulingKind().notNull(),
    announcementId: uuid().references(() => examAnnouncements.id), // of a correction: the version that is wrong
    numbers: jsonb().$type<string[]>().notNull(), // of candidates
    ...decidedByTwo(),
  },
  (table) => [
    index('exam_rulings_programme').on(table.programmeId, table.agencyId),
    check('exam_rulings_announcement', sql`(kind::text = 'correction') = (announcement_id is not null)`),
    check(
      'exam_rulings_decided',
      sql`(decided_by is null) = (decided_at is null) and (decided_at is null) = (decided_name is null)
        and (decline_reason is null or decided_at is not null)`,
    ),
    check('exam_rulings_two', sql`decided_by is distinct from proposed_by`),
    ...wallsOfTwo('exam_rulings', ofActorAgency('agency_id')),
  ],
)
