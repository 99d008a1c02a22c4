import * as z from 'zod'
import { TEST_KINDS } from '@/lib/cat/second-plan'
import { typed, typedOrNone } from '@/lib/cat/typed-number'

/** The last word before something is told to the public: what was looked at, and until when candidates may object. */
export const announceInput = z.object({
  id: z.uuid(), // of the programme
  stage: z.enum(['first', 'final']),
  fingerprint: z.string().max(64), // of the ranking that was on screen
  objectionsUntil: z.iso.date().nullable(), // none to the result after the objections
  reason: z.string().trim().max(500), // of a correction
})

/** Scores of the second stage; the reason is for those that are recorded already and change. */
export const secondStageInput = z.object({
  id: z.uuid(), // of the programme
  text: z.string().max(2_000_000), // empty where every test is held here
  reason: z.string().trim().max(500),
})

/** One test by its name; another name is another test. A test that is held here has the points of its programme. */
export const secondTestInput = z
  .object({
    id: z.uuid(), // of the programme
    version: z.int().nonnegative(), // of the plan, 0 while there is none
    name: z
      .string()
      .trim()
      .regex(/^[^;/]{2,60}$/, 'cat.test_name'),
    kind: z.enum(TEST_KINDS),
    heldIn: z.string().max(36), // another programme, or nothing
    maximum: typedOrNone(1, 9_999),
    weightPercent: typed(1, 100),
    minimum: typedOrNone(1, 9_999),
    reason: z.string().trim().max(500), // once scores are recorded
    remove: z.boolean(),
  })
  .refine(({ heldIn, maximum }) => heldIn !== '' || maximum !== null, {
    path: ['maximum'],
    message: 'cat.number_range',
  })
  .refine(({ heldIn, kind }) => heldIn === '' || kind === 'cat', { path: ['kind'], message: 'cat.held_is_cat' })
