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
  uuid,
} from 'drizzle-orm/pg-core'
import type { PlanPeople } from '@/lib/kinerja/plan'
import { performanceRegime } from './kinerja'
import { ofActorAgency, ofActorEmployee, walls } from './policies'
import { agencies, employees, units } from './registry'

export const planState = pgEnum('plan_state', ['draft', 'proposed', 'referred', 'agreed', 'replaced', 'ended'])
export const planModel = pgEnum('plan_model', ['quantitative', 'qualitative'])

/** Of whom the rows are that hang on a plan: the policy of `plans` answers. */
const ofVisiblePlan = sql`exists (select 1 from plans p where p.id = plan_id)`
/** What the people of a plan say to each other is nobody else's. */
const ofPartyToPlan = sql`exists (select 1 from plans p where p.id = plan_id and (${ofActorEmployee('employee_id')}
  or ${ofActorEmployee('appraiser_id')} or ${ofActorEmployee('superior_id')}))`
const ofOwnDraft = sql`exists (select 1 from plans p where p.id = plan_id and p.state = 'draft' and ${ofActorEmployee('employee_id')})`
const ofSideOfPlan = sql`exists (select 1 from plans p where p.id = plan_id and (${ofActorEmployee('employee_id')}
  or ${ofActorEmployee('appraiser_id')}))`
/** Who decides a disagreement speaks while it lies with them, and nobody else says what was decided. */
const ofDeciderOfPlan = sql`exists (select 1 from plans p where p.id = plan_id and p.state::text = 'referred'
  and ${ofActorEmployee('superior_id')})`
const ofAppraiserOfAgreed = sql`exists (select 1 from plans p where p.id = plan_id and p.agreed_at is not null
  and ${ofActorEmployee('appraiser_id')})`

/** A subordinate reads what the leader agreed to for the time together: the own results serve those of the leader. */
const ofLeader = sql`agreed_at is not null and exists (select 1 from appraisers a where a.appraiser_id = plans.employee_id
  and ${ofActorEmployee('employee_id')} and a.starts_on <= plans.ends_on
  and coalesce(a.ends_on, 'infinity') >= plans.starts_on)`

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
    referredBy: text(), // employee or appraiser: the side that took a disagreement to the superior
    referredAt: timestamp({ withTimezone: true }),
    decidedAt: timestamp({ withTimezone: true }), // by the superior, with a note that says why
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
    check('plans_agreed', sql`(agreed_at is not null) = (state in ('agreed', 'replaced', 'ended'))`),
    check(
      'plans_referred',
      sql`(referred_at is null) = (referred_by is null) and referred_by in ('employee', 'appraiser')
        and (decided_at is null or (referred_at is not null and agreed_at is not null))`,
    ),
    check('plans_amendment', sql`replaces_id is null or btrim(coalesce(amendment_reason, '')) <> ''`),
    ...walls(
      'plans',
      sql`${ofActorAgency('agency_id')} or ${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}
        or ${ofActorEmployee('superior_id')} or (${ofLeader})`,
      // and see `plans_by_party`
      sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}
        or ${ofActorEmployee('superior_id')}`,
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
    ...walls('plan_items', ofVisiblePlan, ofOwnDraft),
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
    ...walls('plan_indicators', ofVisiblePlan, ofOwnDraft),
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
    ...walls('plan_behaviours', ofPartyToPlan, ofOwnDraft),
  ],
)

/**
 * Dialog kinerja: what either side said about a plan or one line of it; and of a disagreement its reasons, what the
 * superior wants changed, and the decision. Append-only.
 */
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
    step: text(), // referral, direction, decision; null for what was just said
    text: text().notNull(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index().on(table.planId, table.writtenAt),
    check('plan_notes_text', sql`btrim(text) <> ''`),
    check('plan_notes_step', sql`step in ('referral', 'direction', 'decision')`),
    ...walls(
      'plan_notes',
      ofPartyToPlan,
      sql`${ofActorEmployee('author_id')} and (((step is null or step = 'referral') and ${ofSideOfPlan})
        or (step is distinct from 'referral' and ${ofDeciderOfPlan}))`,
    ),
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
    ...walls('plan_feedback', ofPartyToPlan, sql`${ofActorEmployee('author_id')} and ${ofAppraiserOfAgreed}`),
  ],
)
