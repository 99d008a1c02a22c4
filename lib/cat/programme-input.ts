import * as z from 'zod'
import { EARLIER_OF, EARLIER_USES } from '@/lib/cat/earlier-score'
import { FILL_KINDS } from '@/lib/cat/fill'
import { FORMATION_KINDS, JOB_GROUPS, readKind, readWord } from '@/lib/cat/formation'
import { BOARD_SHOWS, FULL_POINTS, OPTION_COUNTS, SCORINGS } from '@/lib/cat/programme'
import { RULE_AGENCIES, SECOND_RULES } from '@/lib/cat/second-plan'
import { typed, typedOrNone } from '@/lib/cat/typed-number'

const line = (most: number) => z.string().trim().min(3).max(most, 'too_long')
const sectionCode = z
  .string()
  .trim()
  .regex(/^[A-Z][A-Z0-9_]{1,11}$/, 'cat.section_code')

/** Codes of sections in order, as they are typed. */
const sectionCodes = z
  .string()
  .max(200, 'too_long')
  .transform((text) =>
    text
      .toUpperCase()
      .split(/[^A-Z0-9_]+/)
      .filter(Boolean),
  )

const year = z
  .string()
  .trim()
  .regex(/^20\d\d$/, 'cat.year')
  .transform(Number)

/** What a kind of formation, a group of jobs or an accommodation is called; it is shown as it is written. */
const word = z
  .string()
  .trim()
  .regex(/^[\p{L}\d][\p{L}\d _()/&,-]{1,39}$/u, 'cat.word')

export const programmeRef = z.object({ id: z.uuid(), version: z.int().nonnegative() })

/** A programme of one's own, made from the one of `id`: its sections, grades and blueprint come along. */
export const copyInput = z.object({
  id: z.uuid(),
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][\w.-]{2,29}$/, 'cat.programme_code'),
  name: line(120),
  year,
  source: line(200),
})

export const factsInput = programmeRef.extend({
  name: line(120),
  year,
  source: line(200),
  minutes: typed(5, 600),
  weightPercent: typed(0, 100),
  perVacancy: typedOrNone(1, 20), // null: nobody is ranked
  tieBreak: sectionCodes, // that decide between equal totals, the first one first
  exclusionYears: typedOrNone(1, 50), // null: for good
  earlierFrom: z.string().trim().max(30), // code of the selection whose scores count here; empty: none
  earlierOf: z.enum(EARLIER_OF),
  earlierUse: z.enum(EARLIER_USES),
  earlierMark: z.string().trim().max(10),
  boardShows: z.enum(BOARD_SHOWS),
})

/** One section by its code; new where the code is. */
export const sectionInput = programmeRef
  .extend({
    code: sectionCode,
    name: line(120),
    itemCount: typed(1, 300),
    pointsPerItem: typed(1, 100),
    scoring: z.enum(SCORINGS),
    optionCount: z.enum(OPTION_COUNTS).transform(Number),
    tolerancePercent: typed(1, 50),
    remove: z.boolean(),
  })
  .refine(({ scoring, pointsPerItem }) => scoring === 'single' || pointsPerItem % FULL_POINTS === 0, {
    path: ['pointsPerItem'],
    message: 'cat.weighted_points',
  })
  .refine(({ scoring, optionCount }) => scoring === 'single' || optionCount <= FULL_POINTS, {
    path: ['optionCount'],
    message: 'cat.weighted_options',
  })

/** The passing grade of one kind of formation and group of jobs. */
export const gradeInput = programmeRef.extend({
  formationKind: word.transform((text) => readKind(text, FORMATION_KINDS) ?? text),
  jobGroup: word.or(z.literal('')).transform((text) => readWord(text, JOB_GROUPS) ?? text),
  minimums: z.record(z.string().max(12), typedOrNone(0, 5_000)),
  minimumTotal: typedOrNone(0, 9_999),
  fillTotal: typedOrNone(0, 9_999), // may fill what is left though below the grade; null: nobody
  source: line(200),
  remove: z.boolean(),
})

/** Who has which time in all, and on which kind of formation alone; '' is on each. */
export const accommodationInput = programmeRef.extend({
  accommodation: word,
  minutes: typed(5, 900),
  formationKind: word.or(z.literal('')).transform((text) => readKind(text, FORMATION_KINDS) ?? text),
  remove: z.boolean(),
})

/** One limit of the second stage. */
export const secondRuleInput = programmeRef.extend({
  agencies: z.enum(RULE_AGENCIES),
  rule: z.enum(SECOND_RULES),
  value: typed(0, 100),
  source: line(200),
  remove: z.boolean(),
})

/** One rule for vacancies that are left, by its place in their order. */
export const fillRuleInput = programmeRef.extend({
  position: typed(1, 20),
  into: z.enum(FILL_KINDS),
  from: z.enum(FILL_KINDS),
  isSameLocation: z.enum(['same', 'any']).transform((where) => where === 'same'),
  source: line(200),
  remove: z.boolean(),
})

/** How many items of one aspect a form has. */
export const cellInput = programmeRef
  .extend({
    section: sectionCode,
    aspect: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_.]{2,60}$/, 'cat.aspect_code'),
    minimum: typed(0, 300),
    maximum: typed(0, 300),
    remove: z.boolean(),
  })
  .refine(({ minimum, maximum }) => minimum <= maximum, { path: ['maximum'], message: 'cat.cell_order' })
