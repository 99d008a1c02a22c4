import * as z from 'zod'
import { PREDICATES, type Predicate } from '@/lib/registry/predicate'

const percent = z.number().int().min(0).max(100)
const day = z.iso.date()

/** Of the whole allowance, or of its part for performance. */
const base = z.enum(['whole', 'performance'])

/** Steps from the highest to the lowest; the first one that is reached pays. */
const stepsOf = <S extends z.ZodType<{ from: number; payPercent: number }>>(each: S) =>
  z
    .array(each)
    .min(1)
    .refine((list) => list.every(({ from }, at) => at === 0 || from < (list[at - 1]?.from ?? 0)), {
      error: 'kinerja.allowance_steps',
    })

/** What of a month's work changes the allowance. */
const effect = z.discriminatedUnion('kind', [
  /** The predikat of the month takes so many per cent away. */
  z.object({
    kind: z.literal('predicate'),
    of: base,
    takesPercent: z.record(z.enum(PREDICATES), percent),
  }),
  /** Daily reports that do not meet expectation pay less, and a month without a report takes away. */
  z.object({
    kind: z.literal('reports'),
    deficient: stepsOf(z.object({ from: z.number().int().min(1), payPercent: percent })),
    noReport: z.object({ of: base, takesPercent: percent }),
    needsNote: z.boolean(), // the superior writes why
  }),
  /** Approved minutes above the norm; below it nothing is paid for performance. */
  z.object({
    kind: z.literal('minutes'),
    normMinutes: z.number().int().positive(),
    excess: stepsOf(z.object({ from: z.number().int().min(0), payPercent: percent })),
  }),
])

/** Tunjangan kinerja or TPP as an agency pays it, a row of data with its days. */
export const allowanceRule = z
  .object({
    name: z.string().min(1),
    performancePercent: percent,
    attendancePercent: percent,
    cpnsPercent: percent, // of the allowance of the post
    effect,
    validFrom: day,
    validTo: day.nullable(),
    source: z.string().min(1),
  })
  .refine((rule) => rule.performancePercent + rule.attendancePercent === 100, {
    error: 'kinerja.allowance_shares',
    path: ['attendancePercent'],
  })

export type AllowanceRule = z.infer<typeof allowanceRule>

/** A rule without its days, which are columns of their own. */
export type AllowanceTerms = Omit<AllowanceRule, 'validFrom' | 'validTo'>

const ALL_PAID: Record<Predicate, number> = { very_good: 0, good: 0, needs_improvement: 0, poor: 0, very_poor: 0 }

/** Models from which an agency starts. Where a regulation says no shares, those of Permentan 20/2025 stand. */
export const ALLOWANCE_MODELS: Record<'bakamla' | 'klh' | 'minutes', AllowanceRule> = {
  bakamla: {
    name: 'Bakamla',
    performancePercent: 60,
    attendancePercent: 40,
    cpnsPercent: 80,
    effect: { kind: 'predicate', of: 'whole', takesPercent: { ...ALL_PAID, poor: 1, very_poor: 2 } },
    validFrom: '2023-01-01',
    validTo: null,
    source: 'Peraturan Bakamla 1/2023 pasal 11',
  },
  klh: {
    name: 'KLH',
    performancePercent: 60,
    attendancePercent: 40,
    cpnsPercent: 80,
    effect: {
      kind: 'reports',
      deficient: [
        { from: 11, payPercent: 80 },
        { from: 6, payPercent: 85 },
        { from: 1, payPercent: 90 },
      ],
      noReport: { of: 'performance', takesPercent: 35 },
      needsNote: true,
    },
    validFrom: '2025-01-01',
    validTo: null,
    source: 'Permen LH 6/2025',
  },
  minutes: {
    name: 'Menit efektif',
    performancePercent: 60,
    attendancePercent: 40,
    cpnsPercent: 80,
    effect: {
      kind: 'minutes',
      normMinutes: 7260,
      excess: [
        { from: 901, payPercent: 100 }, // K1
        { from: 701, payPercent: 90 },
        { from: 501, payPercent: 80 },
        { from: 301, payPercent: 70 },
        { from: 0, payPercent: 50 }, // K5; the model says 1 and leaves out the norm itself, which is not below it
      ],
    },
    validFrom: '2020-01-01',
    validTo: null,
    source: 'Pola TPP daerah',
  },
}
