import { sql } from 'drizzle-orm'
import {
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
import type { Assessment } from '@/lib/kinerja/assessment'
import type { Additions, RealisedActivity } from '@/lib/kinerja/assessment-input'
import type { Rollup } from '@/lib/kinerja/evaluation'
import { planItems, plans } from './kinerja-plan'
import { ofActorAgency, ofActorEmployee, sharedWalls, walls } from './policies'
import { agencies, employees, units } from './registry'

export const evaluationKind = pgEnum('evaluation_kind', ['periodic', 'annual'])
export const evaluationState = pgEnum('evaluation_state', [
  'open',
  'confirmed',
  'received',
  'objected',
  'answered',
  'accepted',
  'kept',
  'changed',
])

const ofParty = sql`${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}
  or ${ofActorEmployee('superior_id')}`

/** The bands of PP 46/2011 and the matrix of PermenPANRB 6/2022 a second time: whatever writes, no predikat is typed. */
const OF_SCORE_OR_MATRIX = sql`predicate is not distinct from case
  when score >= 91 then 'very_good' when score >= 76 then 'good' when score >= 61 then 'needs_improvement'
  when score >= 51 then 'poor' when score is not null then 'very_poor'
  when result_rating is null or behaviour_rating is null then null
  when behaviour_rating = 'below' then case when result_rating = 'below' then 'very_poor' else 'poor' end
  when result_rating = 'below' then 'needs_improvement'
  when result_rating = 'above' and behaviour_rating = 'above' then 'very_good'
  else 'good' end`

/**
 * Evaluation of a plan over a month, a quarter or its whole time, with the answer of the person to it: two ratings by
 * PermenPANRB 6/2022, a score by PP 46/2011. Made when somebody first acts on it; a final one never changes (`evaluations_final`).
 */
export const evaluations = pgTable(
  'evaluations',
  {
    id: uuid().primaryKey().defaultRandom(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    kind: evaluationKind().notNull(),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    appraiserId: uuid()
      .notNull()
      .references(() => employees.id),
    superiorId: uuid().references(() => employees.id), // decides an objection
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    unitId: integer().references(() => units.id),
    state: evaluationState().notNull().default('open'),
    confirmedAt: timestamp({ withTimezone: true }),
    resultRating: text(), // above, as_expected, below; so behaviour
    behaviourRating: text(),
    additions: jsonb().$type<Additions>(), // PP 46/2011: tugas tambahan and kreativitas as the employee says them
    score: numeric({ precision: 16, scale: 2 }), // PP 46/2011: nilai prestasi kerja, half up
    assessment: jsonb().$type<Assessment>(), // how the score was made
    predicate: text(), // of the matrix, or the word of the score
    ground: text(), // dasar penilaian: the employee reads it
    deviationReason: text(), // from the pattern of the unit
    receivedOn: date(), // the day that the result reached the employee: the days of an objection count from it
    receivedAt: timestamp({ withTimezone: true }), // the instants of both, to tell the others
    objectedOn: date(),
    objectedAt: timestamp({ withTimezone: true }),
    objection: text(), // reasons of the employee
    answer: text(), // of the appraiser
    answeredAt: timestamp({ withTimezone: true }),
    decision: text(), // reasons of the superior
    decidedAt: timestamp({ withTimezone: true }),
    firstResultRating: text(), // as they were before the decision
    firstBehaviourRating: text(),
    firstScore: numeric({ precision: 16, scale: 2 }),
    firstAssessment: jsonb().$type<Assessment>(),
  },
  (table) => [
    unique().on(table.employeeId, table.kind, table.startsOn), // also where an amendment replaced the plan
    index().on(table.planId),
    index().on(table.appraiserId),
    index().on(table.superiorId),
    index().on(table.unitId, table.startsOn),
    index().on(table.agencyId, table.startsOn),
    check('evaluations_not_oneself', sql`employee_id <> appraiser_id and employee_id is distinct from superior_id`),
    check('evaluations_period', sql`ends_on >= starts_on`),
    check(
      'evaluations_ratings',
      sql`result_rating in ('above', 'as_expected', 'below') and behaviour_rating in ('above', 'as_expected', 'below')`,
    ),
    check('evaluations_predicate', OF_SCORE_OR_MATRIX),
    // a number of PP 46/2011 or ratings of PermenPANRB 6/2022, by the day of the work
    check(
      'evaluations_regime',
      sql`(score is null or (starts_on < '2021-07-01' and assessment is not null and result_rating is null
        and behaviour_rating is null)) and (result_rating is null or starts_on >= '2022-01-01')`,
    ),
    check('evaluations_received', sql`(state in ('open', 'confirmed')) = (received_on is null)`),
    check(
      'evaluations_rated',
      sql`received_on is null or (predicate is not null and btrim(coalesce(ground, '')) <> '')`,
    ),
    check(
      'evaluations_objected',
      sql`objected_on is null or (received_on is not null and btrim(coalesce(objection, '')) <> '')`,
    ),
    check('evaluations_decided', sql`(state in ('kept', 'changed')) = (decided_at is not null)`),
    // and see `evaluations_by_party`
    ...walls(
      'evaluations',
      sql`${ofParty} or (${ofActorAgency('agency_id')}
      and is_final_evaluation(state, received_on))`,
      ofParty,
    ),
  ],
)

const ofVisibleEvaluation = sql`exists (select 1 from evaluations e where e.id = evaluation_id)`
const ofOpenEvaluation = sql`exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and (${ofActorEmployee('employee_id')} or ${ofActorEmployee('appraiser_id')}))`
const ofAppraisedEvaluation = sql`exists (select 1 from evaluations e where e.id = evaluation_id
  and e.state in ('open', 'confirmed') and ${ofActorEmployee('appraiser_id')})`

/**
 * What an evaluation says of one result of the plan: the realisation that the employee confirmed, with the approved
 * work behind it on that day, and the feedback of the appraiser.
 */
export const evaluationLines = pgTable(
  'evaluation_lines',
  {
    evaluationId: uuid()
      .notNull()
      .references(() => evaluations.id, { onDelete: 'cascade' }),
    itemId: uuid()
      .notNull()
      .references(() => planItems.id),
    realisation: text().notNull().default(''),
    measures: jsonb().$type<RealisedActivity>(), // PP 46/2011: what was realised of an activity, in figures
    rollup: jsonb().$type<Rollup>().notNull().default({ entries: 0, quantities: [] }), // from `approved_work`
    feedback: text().notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.evaluationId, table.itemId] }),
    ...walls('evaluation_lines', ofVisibleEvaluation, ofOpenEvaluation),
  ],
)

/** Feedback of the appraiser on one core value of BerAKHLAK. */
export const evaluationBehaviours = pgTable(
  'evaluation_behaviours',
  {
    evaluationId: uuid()
      .notNull()
      .references(() => evaluations.id, { onDelete: 'cascade' }),
    value: text().notNull(), // see `CORE_VALUES`
    feedback: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.evaluationId, table.value] }),
    check('evaluation_behaviours_text', sql`btrim(feedback) <> ''`),
    ...walls('evaluation_behaviours', ofVisibleEvaluation, ofAppraisedEvaluation),
  ],
)

/** Capaian kinerja organisasi: the predikat of a unit itself for a year. No personal data. */
export const unitAchievements = pgTable(
  'unit_achievements',
  {
    unitId: integer()
      .notNull()
      .references(() => units.id),
    year: smallint().notNull(),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    predicate: text().notNull(), // excellent, good, needs_improvement, poor, very_poor
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.year] }),
    check(
      'unit_achievements_predicate',
      sql`predicate in ('excellent', 'good', 'needs_improvement', 'poor', 'very_poor')`,
    ),
    ...sharedWalls('unit_achievements', sql`true`, ofActorAgency('agency_id')),
  ],
)
