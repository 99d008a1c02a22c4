import * as z from 'zod'
import { CREATIVITY_LEVELS } from '@/lib/kinerja/assessment'
import { evaluationRef, words } from '@/lib/kinerja/evaluation'
import { figure } from '@/lib/kinerja/plan-input'

const NEEDED = 'kinerja.figure'
const given = (most: number) => figure(most, 0)

const realised = z.object({
  itemId: z.uuid(),
  isDone: z.boolean(),
  quantity: given(99_999_999),
  duration: given(9_999),
  cost: given(999_999_999_999), // rupiah, empty where the plan has no target of cost
  credit: given(9_999), // angka kredit: shown, and no part of the score
})

/** What was done of an activity is said in figures; of one that was not done nothing is asked. */
const says = (name: 'quantity' | 'duration') =>
  [
    (activity: z.output<typeof realised>) => !activity.isDone || activity[name] !== '',
    { message: NEEDED, path: [name] as PropertyKey[] },
  ] as const

const task = z.object({ text: words(500), letter: words(200) })
const creation = z.object({ text: words(500), letter: words(200), level: z.enum(CREATIVITY_LEVELS) })
const additions = { extraTasks: z.array(task).max(50), creations: z.array(creation).max(20) }

/** The employee says what was achieved, and what came on top of the plan. */
export const confirmActivitiesInput = evaluationRef.extend({
  activities: z.array(realised.refine(...says('quantity')).refine(...says('duration'))).max(100),
  ...additions,
})

const score = figure(100, 0).min(1, NEEDED)

const assessed = {
  activities: z
    .array(
      realised
        .extend({ quality: figure(100, 0) })
        .refine(...says('quantity'))
        .refine(...says('duration'))
        .refine(({ isDone, quality }) => !isDone || quality !== '', { message: NEEDED, path: ['quality'] }),
    )
    .max(100),
  ...additions,
  isStructural: z.boolean(),
  behaviour: z.object({
    service: score,
    integrity: score,
    commitment: score,
    discipline: score,
    teamwork: score,
    leadership: figure(100, 0),
  }),
}

/**
 * The appraiser verifies the figures, gives quality and behaviour, and recommends. The superior decides an objection in the
 * same fields, and `ground` holds the reasons.
 */
export const scoreInput = evaluationRef.extend({ ...assessed, ground: words(4000) })

export type ConfirmActivitiesInput = z.output<typeof confirmActivitiesInput>
export type ScoreInput = z.output<typeof scoreInput>
export type AssessmentInput = Omit<ScoreInput, keyof z.output<typeof evaluationRef> | 'ground'>
export type RealisedActivity = ConfirmActivitiesInput['activities'][number]

/** Tugas tambahan and kreativitas. */
export type Additions = Pick<ConfirmActivitiesInput, 'extraTasks' | 'creations'>
