import { sql } from 'drizzle-orm'
import {
  boolean,
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Role } from '@/lib/auth/actor'
import type { Finding } from '@/lib/refusal'
import { proposalEnds, stateIsNone } from '../reference/proposal-ends'
import { actorAgencies, ofActorAgency, ofActorEmployee, readableByAll, walls } from './policies'
import { agencies, employees, rankCode, units } from './registry'

/** Periods of promotion that differ from the rule in force: BKN announces other dates by letter. */
export const promotionPeriods = pgTable(
  'promotion_periods',
  {
    effectiveOn: date().primaryKey(), // TMT KP
    opensOn: date().notNull(),
    closesOn: date().notNull(), // last day for the agency's approval
    approvalTargetOn: date().notNull(),
    letterNumber: text().notNull(),
    note: text(),
  },
  () => readableByAll('promotion_periods'),
)

/** Status of one person in a proposal, see `lib/sapk/proposal.ts`. */
export const proposalState = pgEnum('proposal_state', [
  'draft',
  'collecting',
  'agency_review',
  'agency_repair',
  'awaiting_approval',
  'awaiting_letter',
  'sent',
  'bkn_review',
  'returned',
  'rejected',
  'accepted',
  'technical_draft',
  'initialling',
  'technical_signing',
  'technical_sent',
  'decree_draft',
  'decree_signing',
  'decree_recorded',
  'decree_sent',
  'updating',
  'done',
  'cancelled',
  'turned_down',
  'technical_revoked',
])

/** Usul: one letter of an agency that proposes several people for one period. */
export const promotionBatches = pgTable(
  'promotion_batches',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    effectiveOn: date().notNull(),
    number: text().notNull(), // U-2027-04-003
    letterNumber: text(),
    letterOn: date(),
    letterCode: text(), // issued document
    createdBy: uuid().notNull(), // account
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique().on(table.agencyId, table.number), ...walls('promotion_batches', ofActorAgency('agency_id'))],
)

/** One person of a proposal. Facts of both ranks are kept as they were when it was made. */
export const promotionProposals = pgTable(
  'promotion_proposals',
  {
    id: uuid().primaryKey().defaultRandom(),
    number: text().notNull(), // KP-2027-04-0118
    batchId: uuid()
      .notNull()
      .references(() => promotionBatches.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    unitId: integer().references(() => units.id),
    effectiveOn: date().notNull(), // TMT of the new rank
    type: text().notNull(), // regular, structural or functional
    state: proposalState().notNull().default('draft'),
    fromRank: rankCode().notNull(),
    fromRankSince: date().notNull(),
    fromServiceMonths: integer().notNull(), // masa kerja golongan at the TMT in the old rank
    fromSalaryRupiah: integer().notNull(),
    toRank: rankCode().notNull(),
    toServiceMonths: integer().notNull(),
    toSalaryRupiah: integer().notNull(),
    findings: jsonb().$type<Finding[]>().notNull(), // as they stood at the last submit
    isConditional: boolean().notNull().default(false),
    isProvisional: boolean().notNull().default(false),
    // who did which step: maker is never approver
    madeBy: uuid().notNull(),
    checkedBy: uuid(),
    approvedBy: uuid(),
    verifierId: uuid(), // holds the file now; while it is sent: to whom it was passed on
    verifierName: text(),
    heldSince: timestamp({ withTimezone: true }),
    acceptedBy: uuid(),
    initialledBy: uuid().array().notNull().default(sql`'{}'`),
    round: smallint().notNull().default(1), // grows with each return
    enteredStateAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    dueOn: date(), // of whoever has to act now
    sentAt: timestamp({ withTimezone: true }), // the service clock of BKN starts; it stands still while returned, see the timeline
    technicalNumber: text(), // pertek
    technicalYear: smallint(),
    technicalOn: date(),
    technicalCode: text(), // issued document
    decreeNumber: text(),
    decreeOn: date(),
    decreeCode: text(),
    decreeEnteredBy: uuid(), // who ordered its correction, or recorded it: another person signs or confirms
    approvalBy: text().notNull().default('regional_office'), // who gives the pertek: regional_office, bkn or head_of_bkn
    decreeAuthority: text(), // agency, bkn (for the President) or president: whose decree it is
    edition: smallint().notNull().default(1), // grows when a signed paper is corrected or taken back
    version: integer().notNull().default(1),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique().on(table.agencyId, table.number),
    uniqueIndex('promotion_proposals_one_open')
      .on(table.employeeId)
      .where(sql.raw(stateIsNone(proposalEnds))),
    uniqueIndex('promotion_proposals_technical_number').on(table.technicalNumber, table.technicalYear),
    index('promotion_proposals_queue').on(table.agencyId, table.state, table.dueOn),
    index('promotion_proposals_state').on(table.state, table.dueOn),
    index('promotion_proposals_employee').on(table.employeeId),
    index('promotion_proposals_batch').on(table.batchId),
    ...walls(
      'promotion_proposals',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')}`,
      ofActorAgency('agency_id'),
    ),
  ],
)

const ofVisibleProposal = sql`exists (select 1 from promotion_proposals p where p.id = proposal_id)`
const ofOwnedProposal = sql`exists (
  select 1 from promotion_proposals p where p.id = proposal_id and p.agency_id = ${actorAgencies})`

/** Timeline: every step with actor, time, reason, from and to. Append-only. */
export const proposalEvents = pgTable(
  'proposal_events',
  {
    id: uuid().primaryKey().defaultRandom(),
    proposalId: uuid()
      .notNull()
      .references(() => promotionProposals.id),
    at: timestamp({ withTimezone: true }).notNull(),
    position: smallint().notNull(), // order within one instant
    event: text().notNull(),
    fromState: proposalState(),
    toState: proposalState().notNull(),
    accountId: uuid(),
    actorName: text().notNull(),
    actorRole: text().notNull(),
    actorOffice: text().notNull(),
    reasonCode: text(),
    detail: text(),
    nextStep: text(),
    dueOn: date(),
    effectiveOn: date(), // the TMT to which it was moved
    documentType: text(), // the paper that was replaced
    documentId: uuid(),
  },
  (table) => [
    index('proposal_events_proposal').on(table.proposalId, table.at),
    ...walls('proposal_events', ofVisibleProposal, ofOwnedProposal),
  ],
)

/** A document of the employee's archive that the proposal shows for one requirement. */
export const proposalDocuments = pgTable(
  'proposal_documents',
  {
    proposalId: uuid()
      .notNull()
      .references(() => promotionProposals.id),
    documentType: text().notNull(),
    documentId: uuid().notNull(), // employee_documents
    attachedBy: uuid().notNull(),
    attachedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.proposalId, table.documentType] }),
    ...walls('proposal_documents', ofVisibleProposal, ofOwnedProposal),
  ],
)

/** The verifier's verdict on one item of one round: a changed field or a document. */
export const proposalChecks = pgTable(
  'proposal_checks',
  {
    proposalId: uuid()
      .notNull()
      .references(() => promotionProposals.id),
    round: smallint().notNull(),
    item: text().notNull(), // field:rank, document:SK_PANGKAT
    matches: boolean().notNull(),
    reasonCode: text(),
    detail: text(),
    nextStep: text(),
    checkedBy: uuid().notNull(),
    checkedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    reply: text(), // of the agency, with the repair
  },
  (table) => [
    primaryKey({ columns: [table.proposalId, table.round, table.item] }),
    ...walls('proposal_checks', ofVisibleProposal, ofOwnedProposal),
  ],
)

/** Running numbers about an agency: one counter per series; the row is locked while a number is taken. */
export const numberSeries = pgTable(
  'number_series',
  {
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    series: text().notNull(), // such as decree, or proposal:2027-04
    year: smallint().notNull(),
    last: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.series, table.year] }),
    ...walls('number_series', ofActorAgency('agency_id')),
  ],
)

/** One command for many people that somebody gave at once; it is done in the background as that person. */
export const bulkRuns = pgTable(
  'bulk_runs',
  {
    id: uuid().primaryKey().defaultRandom(),
    event: text().notNull(), // create, or a step of `lib/sapk/bulk-command.ts`
    agencyId: integer()
      .notNull()
      .references(() => agencies.id), // of the actor
    accountId: uuid().notNull(),
    role: text().$type<Role>().notNull(),
    effectiveOn: date(), // of the proposals that are created
    batchId: uuid().references(() => promotionBatches.id), // into which they go
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('bulk_runs_account').on(table.accountId, table.createdAt),
    index('bulk_runs_open').on(table.createdAt).where(sql`finished_at is null`),
    ...walls('bulk_runs', ofActorAgency('agency_id')),
  ],
)

export const bulkItemState = pgEnum('bulk_item_state', ['waiting', 'done', 'skipped'])

/** What became of one person of a run; what is skipped says why. */
export const bulkItems = pgTable(
  'bulk_items',
  {
    runId: uuid()
      .notNull()
      .references(() => bulkRuns.id),
    position: integer().notNull(),
    itemId: uuid().notNull(), // the proposal, or the employee to be proposed
    version: integer(), // of the proposal, as it was when the command was given
    state: bulkItemState().notNull().default('waiting'),
    code: text(), // why it was skipped: a refusal or a finding
    decidedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.position] }),
    index('bulk_items_state').on(table.runId, table.state, table.position),
    check('bulk_items_code', sql`(state = 'skipped') = (code is not null)`),
    ...walls('bulk_items', sql`exists (select 1 from bulk_runs r where r.id = run_id)`),
  ],
)
