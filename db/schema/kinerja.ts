import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
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
import type { PlanPeople } from '@/lib/kinerja/plan'
import { files } from './documents'
import { ofActorAgency, ofActorEmployee, sharedWalls, walls } from './policies'
import { agencies, employees, units } from './registry'

/** Basis of an SKP, by the period of work. */
export const performanceRegime = pgEnum('performance_regime', ['pp46_2011', 'permenpanrb8_2021', 'permenpanrb6_2022'])

/** How long entries may wait, and how often work is evaluated: what an agency decides, from a day on. */
export const performanceSettings = pgTable(
  'performance_settings',
  {
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    startsOn: date().notNull(),
    entryDays: smallint().notNull().default(3), // working days after the work within which it is entered
    lateDays: smallint(), // working days after those within which a reason still opens the day, null without end
    reviewDays: smallint().notNull().default(5), // working days within which the appraiser answers
    dayMinutes: smallint().notNull().default(600), // most minutes that one day counts
    evaluatedEvery: text().notNull().default('quarter'), // month or quarter
  },
  (table) => [
    primaryKey({ columns: [table.agencyId, table.startsOn] }),
    check('performance_settings_days', sql`entry_days between 0 and 31 and review_days between 1 and 31`),
    check('performance_settings_late', sql`late_days between 0 and 250`),
    check('performance_settings_minutes', sql`day_minutes between 1 and 1440`),
    check('performance_settings_every', sql`evaluated_every in ('month', 'quarter')`),
    ...sharedWalls('performance_settings', sql`true`, ofActorAgency('agency_id')),
  ],
)

/** From the tree of units, or by a letter that says otherwise; acting (Plt) and daily (Plh) need one too. */
export const appraiserKind = pgEnum('appraiser_kind', ['derived', 'letter', 'acting', 'daily'])

/**
 * Pejabat penilai of a person over a time. The superior of the appraiser (atasan pejabat penilai) is the appraiser's own
 * one on that day. Two of one person never overlap (`appraisers_no_overlap`).
 */
export const appraisers = pgTable(
  'appraisers',
  {
    id: uuid().primaryKey().defaultRandom(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    appraiserId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer() // of the employee
      .notNull()
      .references(() => agencies.id),
    startsOn: date().notNull(),
    endsOn: date(), // last day, null while it goes on
    kind: appraiserKind().notNull().default('derived'),
    letterNumber: text(),
    letterOn: date(),
    reason: text(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    recordedBy: uuid(), // account
  },
  (table) => [
    index().on(table.employeeId, table.startsOn),
    index().on(table.appraiserId),
    check('appraisers_not_oneself', sql`employee_id <> appraiser_id`),
    check('appraisers_period', sql`ends_on is null or ends_on >= starts_on`),
    check('appraisers_letter', sql`kind = 'derived' or btrim(coalesce(letter_number, '')) <> ''`),
    ...walls(
      'appraisers',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}`,
      ofActorAgency('agency_id'),
    ),
  ],
)

/** What a person says of an appraiser who is not theirs; the performance officer answers it. */
export const appraiserReports = pgTable(
  'appraiser_reports',
  {
    id: uuid().primaryKey().defaultRandom(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    rightful: text().notNull(), // who it should be, as the person says it
    reason: text().notNull(),
    reportedAt: timestamp({ withTimezone: true }).notNull(),
    closedAt: timestamp({ withTimezone: true }),
    closedBy: uuid(), // account
    answer: text(),
  },
  (table) => [
    index().on(table.agencyId, table.closedAt),
    uniqueIndex('appraiser_reports_open').on(table.employeeId).where(sql`closed_at is null`),
    check('appraiser_reports_text', sql`btrim(rightful) <> '' and btrim(reason) <> ''`),
    check('appraiser_reports_answer', sql`closed_at is null or btrim(coalesce(answer, '')) <> ''`),
    ...walls(
      'appraiser_reports',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')}`,
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')}`,
    ),
  ],
)

export const planState = pgEnum('plan_state', ['draft', 'proposed', 'agreed', 'replaced', 'ended'])
export const planModel = pgEnum('plan_model', ['quantitative', 'qualitative'])

/** Of whom the rows are that hang on a plan: the policy of `plans` answers. */
const ofVisiblePlan = sql`exists (select 1 from plans p where p.id = plan_id)`
const ofPartyToPlan = sql`exists (select 1 from plans p where p.id = plan_id and (${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}))`
const ofOpenPlan = sql`exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and (${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}))`

/**
 * SKP: the contract of a person with the direct superior for a year or the part of it spent in one post. An amendment is
 * a row of its own that names the one it replaces. Two agreed ones of a person never overlap (`plans_no_overlap`).
 */
export const plans = pgTable(
  'plans',
  {
    id: uuid().primaryKey().defaultRandom(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    unitId: integer().references(() => units.id), // of the post it is for
    regime: performanceRegime().notNull(),
    model: planModel(), // of PermenPANRB 6/2022 alone
    startsOn: date().notNull(),
    endsOn: date().notNull(), // last day, of the same year
    revision: smallint().notNull().default(1),
    replacesId: uuid().references((): AnyPgColumn => plans.id),
    amendmentReason: text(),
    state: planState().notNull().default('draft'),
    appraiserId: uuid()
      .notNull()
      .references(() => employees.id),
    superiorId: uuid().references(() => employees.id), // atasan pejabat penilai
    people: jsonb().$type<PlanPeople>().notNull(), // as they were when it was made, for the forms
    resources: text().notNull().default(''), // dukungan sumber daya
    accountability: text().notNull().default(''), // skema pertanggungjawaban
    consequences: text().notNull().default(''), // konsekuensi
    proposedAt: timestamp({ withTimezone: true }),
    agreedAt: timestamp({ withTimezone: true }),
    version: integer().notNull().default(1),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index().on(table.employeeId, table.startsOn),
    index().on(table.appraiserId, table.state),
    index().on(table.agencyId, table.startsOn),
    check('plans_one_year', sql`ends_on >= starts_on and date_part('year', starts_on) = date_part('year', ends_on)`),
    check('plans_not_oneself', sql`employee_id <> appraiser_id`),
    check('plans_model', sql`(model is null) = (regime <> 'permenpanrb6_2022')`),
    check('plans_agreed', sql`(agreed_at is null) = (state in ('draft', 'proposed'))`),
    check('plans_amendment', sql`replaces_id is null or btrim(coalesce(amendment_reason, '')) <> ''`),
    ...walls(
      'plans',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}
        or ${ofActorEmployee('superior_id')} or exists (select 1 from appraisers a where a.appraiser_id = plans.employee_id
          and ${ofActorEmployee('employee_id')})`,
      sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')} or ${ofActorAgency('agency_id')}`,
    ),
  ],
)

export const planItemKind = pgEnum('plan_item_kind', ['main', 'additional', 'activity'])

/**
 * One line of a plan: a rencana hasil kerja, main or additional, or with PP 46/2011 a kegiatan tugas jabatan, whose
 * targets stand in the row itself.
 */
export const planItems = pgTable(
  'plan_items',
  {
    id: uuid().primaryKey().defaultRandom(),
    planId: uuid()
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    lineId: uuid().notNull().defaultRandom(), // stays the same from one revision to the next
    kind: planItemKind().notNull(),
    text: text().notNull(),
    leaderItemId: uuid().references((): AnyPgColumn => planItems.id), // the superior's result that it serves
    leaderText: text(), // in its place for the time being, where the superior has no plan yet
    quantity: numeric({ precision: 14, scale: 3 }),
    quantityUnit: text(),
    quality: numeric({ precision: 6, scale: 3 }), // of 100
    duration: numeric({ precision: 8, scale: 3 }),
    durationUnit: text(), // month, week or day
    costRupiah: bigint({ mode: 'number' }),
    creditThousandths: integer(), // angka kredit, functional posts
  },
  (table) => [
    unique().on(table.planId, table.position),
    index().on(table.leaderItemId),
    check('plan_items_text', sql`btrim(text) <> ''`),
    check('plan_items_targets', sql`(kind = 'activity') = (quantity is not null and duration is not null)`),
    check('plan_items_positive', sql`quantity > 0 and quality between 0 and 100 and duration > 0 and cost_rupiah > 0`),
    ...walls('plan_items', ofVisiblePlan, ofOpenPlan),
  ],
)

export const indicatorAspect = pgEnum('indicator_aspect', ['quantity', 'quality', 'time', 'cost'])

/** Indikator kinerja individu of a result, with its target: one figure, a range, or words. */
export const planIndicators = pgTable(
  'plan_indicators',
  {
    id: uuid().primaryKey().defaultRandom(),
    planId: uuid()
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    itemId: uuid()
      .notNull()
      .references(() => planItems.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    aspect: indicatorAspect(), // null in a qualitative plan
    perspective: text(), // of a high official's plan: recipients, process, strengthening, budget
    text: text().notNull(),
    target: text().notNull(), // as both agreed it
    targetLeast: numeric({ precision: 18, scale: 4 }),
    targetMost: numeric({ precision: 18, scale: 4 }),
    unit: text(),
  },
  (table) => [
    unique().on(table.itemId, table.position),
    index().on(table.planId),
    check('plan_indicators_range', sql`target_most is null or target_least <= target_most`),
    ...walls('plan_indicators', ofVisiblePlan, ofOpenPlan),
  ],
)

/** Ekspektasi khusus pimpinan on one core value of BerAKHLAK. */
export const planBehaviours = pgTable(
  'plan_behaviours',
  {
    planId: uuid()
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    value: text().notNull(), // service, accountable, competent, harmonious, loyal, adaptive, collaborative
    expectation: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.value] }),
    ...walls('plan_behaviours', ofVisiblePlan, ofOpenPlan),
  ],
)

/** Dialog kinerja: what either side said about a plan or one line of it. Append-only. */
export const planNotes = pgTable(
  'plan_notes',
  {
    id: uuid().primaryKey().defaultRandom(),
    planId: uuid()
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    itemId: uuid().references(() => planItems.id, { onDelete: 'set null' }),
    authorId: uuid()
      .notNull()
      .references(() => employees.id),
    authorName: text().notNull(),
    text: text().notNull(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index().on(table.planId, table.writtenAt),
    check('plan_notes_text', sql`btrim(text) <> ''`),
    ...walls('plan_notes', ofVisiblePlan, ofPartyToPlan),
  ],
)

/**
 * Umpan balik berkelanjutan: what the appraiser says at any time about one result of a plan, or about one core value.
 * The person reads it at once. Append-only.
 */
export const planFeedback = pgTable(
  'plan_feedback',
  {
    id: uuid().primaryKey().defaultRandom(),
    planId: uuid()
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' }),
    itemId: uuid().references(() => planItems.id),
    value: text(), // as in plan_behaviours
    authorId: uuid()
      .notNull()
      .references(() => employees.id),
    authorName: text().notNull(),
    text: text().notNull(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index().on(table.planId, table.writtenAt),
    check('plan_feedback_about', sql`(item_id is null) <> (value is null)`),
    check('plan_feedback_text', sql`btrim(text) <> ''`),
    ...walls('plan_feedback', ofVisiblePlan, sql`${ofActorEmployee('author_id')} and ${ofPartyToPlan}`),
  ],
)

export const entryKind = pgEnum('entry_kind', ['plan', 'additional', 'general'])
export const entryState = pgEnum('entry_state', ['submitted', 'returned', 'approved', 'rejected', 'withdrawn'])

/**
 * Catatan harian: work of one day. The id comes from the device, so that the same entry sent twice is one. Two of a
 * person that stand never overlap (`daily_entries_no_overlap`).
 */
export const dailyEntries = pgTable(
  'daily_entries',
  {
    id: uuid().primaryKey(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    appraiserId: uuid().references(() => employees.id), // who answers it: the appraiser of the day of work
    workOn: date().notNull(),
    startsMinute: smallint().notNull(), // of the day, at the place of work
    endsMinute: smallint().notNull(),
    kind: entryKind().notNull(),
    planItemId: uuid().references(() => planItems.id),
    text: text().notNull(),
    quantity: numeric({ precision: 12, scale: 2 }),
    unit: text(),
    place: text(), // office, home, duty
    orderBy: text(), // tugas tambahan: who gave the order
    orderNumber: text(), // and by which letter
    lateReason: text(),
    state: entryState().notNull().default('submitted'),
    approvedMinutes: smallint(),
    reviewNote: text(),
    reviewedBy: uuid().references(() => employees.id),
    reviewedAt: timestamp({ withTimezone: true }),
    deviceAt: timestamp({ withTimezone: true }).notNull(), // by the clock of the device
    skewSeconds: integer().notNull().default(0), // that this clock was ahead when it sent, see `clockSkewSeconds`
    receivedAt: timestamp({ withTimezone: true }).notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index().on(table.employeeId, table.workOn),
    index('daily_entries_waiting').on(table.appraiserId, table.workOn).where(sql`state = 'submitted'`),
    index().on(table.agencyId, table.workOn),
    check('daily_entries_time', sql`starts_minute >= 0 and starts_minute < ends_minute and ends_minute <= 1440`),
    check('daily_entries_text', sql`btrim(text) <> ''`),
    check('daily_entries_item', sql`(kind = 'plan') = (plan_item_id is not null)`),
    check('daily_entries_order', sql`kind <> 'additional' or btrim(coalesce(order_by, '')) <> ''`),
    check('daily_entries_minutes', sql`approved_minutes between 0 and ends_minute - starts_minute`),
    check(
      'daily_entries_reviewed',
      sql`(state in ('submitted', 'withdrawn')) or (reviewed_at is not null and reviewed_by <> employee_id)`,
    ),
    ...walls(
      'daily_entries',
      sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')} or ${ofActorAgency('agency_id')}`,
      sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}`,
    ),
  ],
)

/** A person was reminded by the appraiser of working days without entries. Append-only. */
export const entryReminders = pgTable(
  'entry_reminders',
  {
    id: uuid().primaryKey().defaultRandom(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    appraiserId: uuid()
      .notNull()
      .references(() => employees.id),
    agencyId: integer() // of the employee
      .notNull()
      .references(() => agencies.id),
    days: date().array().notNull(),
    sentAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index().on(table.employeeId, table.sentAt),
    check('entry_reminders_days', sql`cardinality(days) > 0`),
    ...walls(
      'entry_reminders',
      sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')} or ${ofActorAgency('agency_id')}`,
      ofActorEmployee('appraiser_id'),
    ),
  ],
)

const ofVisibleEntry = sql`exists (select 1 from daily_entries d where d.id = entry_id)`
const ofOwnEntry = sql`${ofActorEmployee('employee_id')} and exists (
  select 1 from daily_entries d where d.id = entry_id and d.employee_id = entry_evidence.employee_id)`

/** Bukti dukung of an entry: a photo or a file, or a link. Gone with nothing: what was answered keeps it. */
export const entryEvidence = pgTable(
  'entry_evidence',
  {
    id: uuid().primaryKey(), // from the device
    entryId: uuid()
      .notNull()
      .references(() => dailyEntries.id),
    employeeId: uuid() // of the entry
      .notNull()
      .references(() => employees.id),
    kind: text().notNull(), // photo, file or link
    name: text().notNull(),
    fileSha256: text().references(() => files.sha256),
    url: text(),
    receivedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index().on(table.entryId),
    check('entry_evidence_kind', sql`kind in ('photo', 'file', 'link')`),
    check(
      'entry_evidence_content',
      sql`(kind = 'link') = (url is not null) and (kind = 'link') = (file_sha256 is null)`,
    ),
    ...walls('entry_evidence', ofVisibleEntry, ofOwnEntry),
  ],
)
