import * as z from 'zod'
import { dayInput } from '@/lib/kinerja/day-input'
import { CORE_VALUES, PERSPECTIVES } from '@/lib/kinerja/plan'
import { longReason, remark } from '@/lib/reason-input'
import { typedNumber } from '@/lib/typed-decimal'

const TEXT = z.string().trim().max(2_000)
const NEEDED = TEXT.min(1)
/** A decimal as people write it, with a comma or a point; empty where there is none. */
export const figure = (most: number, least = 0.001) =>
  z
    .string()
    .trim()
    .regex(/^(\d{1,12}([.,]\d{1,3})?)?$/, 'kinerja.figure')
    .refine((text) => text === '' || inRange(typedNumber(text), least, most), 'kinerja.figure')
const inRange = (value: number, least: number, most: number) => least <= value && value <= most
/** An id that a form carries; empty for none. */
const MAYBE_ID = z.string().max(36)
const MOST_ITEMS = 30
const MOST_INDICATORS = 10

export const DURATION_UNITS = ['month', 'week', 'day'] as const
export const PLAN_SOURCES = ['empty', 'previous', 'unit'] as const

export const planRef = z.object({ id: z.uuid(), version: z.int().nonnegative() })

export const newPlanInput = z.object({
  startsOn: dayInput,
  endsOn: dayInput,
  model: z.enum(['quantitative', 'qualitative']),
  source: z.enum(PLAN_SOURCES),
})

const indicatorInput = z.object({
  aspect: z.enum(['', 'quantity', 'quality', 'time', 'cost']),
  perspective: z.enum(['', ...PERSPECTIVES]).optional(),
  text: NEEDED,
  target: NEEDED,
  unit: TEXT,
})

const itemInput = z.object({
  lineId: MAYBE_ID,
  kind: z.enum(['main', 'additional', 'activity']),
  text: NEEDED,
  leaderItemId: MAYBE_ID,
  leaderText: TEXT,
  quantity: figure(99_999_999),
  quantityUnit: TEXT,
  quality: figure(100, 0),
  duration: figure(9_999),
  durationUnit: z.enum(DURATION_UNITS),
  cost: figure(999_999_999_999, 1), // rupiah
  credit: figure(9_999, 0), // angka kredit
  indicators: z.array(indicatorInput).max(MOST_INDICATORS),
})

/** A draft as its form holds it; a line that is an activity has its targets in itself. */
export const planInput = planRef.extend({
  model: z.enum(['quantitative', 'qualitative']),
  resources: TEXT,
  accountability: TEXT,
  consequences: TEXT,
  items: z.array(itemInput).max(MOST_ITEMS),
  behaviours: z.array(z.object({ value: z.enum(CORE_VALUES), expectation: TEXT })).max(CORE_VALUES.length),
})

export type NewPlanInput = z.output<typeof newPlanInput>
export type PlanInput = z.output<typeof planInput>
export type PlanItemInput = PlanInput['items'][number]

export const planNoteInput = z.object({ id: z.uuid(), text: remark })
/** An answer that says why: what to mend, why both do not agree, what the superior decides. */
export const planReturnInput = planRef.extend({ text: longReason })
export const planReferralInput = planReturnInput.extend({ by: z.enum(['employee', 'appraiser']) })
export const amendInput = planRef.extend({ reason: longReason })
export const moveInput = planRef.extend({ movedOn: dayInput, source: z.enum(PLAN_SOURCES) })
export const relinkInput = z.object({ id: z.uuid(), leaderItemId: z.uuid() })
