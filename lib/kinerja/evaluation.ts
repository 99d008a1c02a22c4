import * as z from 'zod'
import type { evaluationKind, evaluationState } from '@/db/schema/kinerja-evaluation'
import { addDays, type CivilDate, firstOfNextMonth, lastOfMonth, monthOf } from '@/lib/civil-date'
import { ORGANISATION_PREDICATES } from '@/lib/kinerja/distribution'
import { isAcceptedBySilence, isFinal, type ObjectionState, objectionFlow } from '@/lib/kinerja/objection'
import { CORE_VALUES } from '@/lib/kinerja/plan'
import { FIRST_RATED_YEAR, regimeOn } from '@/lib/kinerja/regime'
import type { Finding } from '@/lib/refusal'
import { RATINGS } from '@/lib/registry/predicate'
import type { Flow } from '@/lib/workflow'
import { addWorkingDays } from '@/lib/working-days'

export type EvaluationKind = (typeof evaluationKind.enumValues)[number]
export type EvaluationState = (typeof evaluationState.enumValues)[number]

/**
 * The employee confirms what was achieved, the appraiser rates it, the employee answers. An appraiser need not wait for
 * whoever lets the days of confirming pass.
 */
export const evaluationFlow = {
  open: { confirm: 'confirmed', send: 'received' },
  confirmed: { send: 'received' },
  ...objectionFlow,
} as const satisfies Flow<EvaluationState>

/** The state that counts on a day: a result to which nobody objected in time is accepted without anybody's doing. */
export function stateOn(state: EvaluationState, receivedOn: CivilDate | null, today: CivilDate): EvaluationState {
  if (state !== 'received' || receivedOn === null || !isAcceptedBySilence(receivedOn, today)) return state
  return evaluationFlow.received.lapse
}

/** Whoever is evaluated has the result. */
export function isRated(state: EvaluationState): state is ObjectionState {
  return state !== 'open' && state !== 'confirmed'
}

/** Nobody was told a result in the days for it. */
export function isRatedLate(state: EvaluationState, ratingDueOn: CivilDate, today: CivilDate): boolean {
  return ratingDueOn < today && !isRated(state)
}

/** The days of confirming have passed: an appraiser need not wait any longer. */
export function canRateUnconfirmed(confirmationDueOn: CivilDate, today: CivilDate): boolean {
  return confirmationDueOn < today
}

/** Nothing follows any more: accepted, or decided. */
export function isFinalState(state: EvaluationState): boolean {
  return isRated(state) && isFinal(state)
}

/** What somebody is to an evaluation. */
export type EvaluationPart = 'employee' | 'appraiser' | 'superior'

/** Approved work that serves one result: how many entries, and their quantities by unit. */
export type Rollup = { entries: number; quantities: { unit: string; quantity: number }[] }

/** What is evaluated at once. */
export type Period = { kind: EvaluationKind; startsOn: CivilDate; endsOn: CivilDate }

/** Working days after a period within which the employee confirms, and the appraiser rates: ours, the law names none. */
const CONFIRM_DAYS = 5
const RATE_DAYS = 10

export function confirmationDueOn(endsOn: CivilDate, holidays: ReadonlySet<CivilDate>): CivilDate {
  return addWorkingDays(endsOn, CONFIRM_DAYS, holidays)
}

/** By PP 46/2011 the end of the month after: a year is assessed by the end of January. */
export function ratingDueOn(endsOn: CivilDate, holidays: ReadonlySet<CivilDate>): CivilDate {
  if (regimeOn(endsOn).regime === 'pp46_2011') return lastOfMonth(firstOfNextMonth(endsOn))
  return addWorkingDays(endsOn, RATE_DAYS, holidays)
}

/**
 * The periods of a plan in order, its months or quarters of the calendar and then the whole of it. A plan that begins or
 * ends within one has the part of it. One that a move ended has no year: the plan of the next post has it. PP 46/2011
 * knows the year alone.
 */
export function evaluationPeriods(
  { startsOn, endsOn, isEnded }: { startsOn: CivilDate; endsOn: CivilDate; isEnded: boolean },
  every: 'month' | 'quarter' | 'year',
): Period[] {
  const periods: Period[] = []
  if (every === 'year') return isEnded ? [] : [{ kind: 'annual', startsOn, endsOn }]
  for (let from = startsOn; from <= endsOn; ) {
    const last = lastOfPeriod(from, every)
    periods.push({ kind: 'periodic', startsOn: from, endsOn: last < endsOn ? last : endsOn })
    from = addDays(last, 1)
  }
  return isEnded ? periods : [...periods, { kind: 'annual', startsOn, endsOn }]
}

function lastOfPeriod(from: CivilDate, every: 'month' | 'quarter'): CivilDate {
  let month = from
  while (every === 'quarter' && monthOf(month) % 3 !== 0) month = firstOfNextMonth(month)
  return lastOfMonth(month)
}

/** What may be confirmed or rated: a period that is over, by the person or by the appraiser, who is somebody else. */
export function confirmationFindings(period: Period, isOwn: boolean, today: CivilDate): Finding[] {
  const source = sourceOf(period)
  return [{ code: 'kinerja.evaluation_owner', met: isOwn, facts: {}, source }, overFinding(period, today)]
}

/**
 * The conditions of a rating, or of a score.
 *
 * Source: PermenPANRB 6/2022; PP 30/2019; PP 46/2011.
 */
export function ratingFindings(
  period: Period,
  {
    isAppraiser,
    isOwn,
    isConfirmed,
    dueOn,
  }: { isAppraiser: boolean; isOwn: boolean; isConfirmed: boolean; dueOn: CivilDate },
  today: CivilDate,
): Finding[] {
  const source = sourceOf(period)
  return [
    { code: 'kinerja.evaluation_appraiser', met: isAppraiser && !isOwn, facts: {}, source },
    overFinding(period, today),
    {
      code: 'kinerja.evaluation_confirmed',
      met: isConfirmed || today > dueOn,
      facts: { dueOn, isConfirmed },
      source,
    },
  ]
}

function overFinding(period: Period, today: CivilDate): Finding {
  const { endsOn } = period
  return { code: 'kinerja.evaluation_over', met: endsOn < today, facts: { endsOn, today }, source: sourceOf(period) }
}

function sourceOf({ startsOn }: Period): string {
  return regimeOn(startsOn).regime === 'pp46_2011' ? 'PP 46/2011' : 'PermenPANRB 6/2022; PP 30/2019'
}

/** Which evaluation: a plan and the period of it. The address of its page says the same. */
export const evaluationRef = z.object({
  planId: z.uuid(),
  kind: z.enum(['periodic', 'annual']),
  startsOn: z.iso.date(),
})

export type EvaluationRef = z.infer<typeof evaluationRef>

/** What somebody has to write. */
export const words = (most: number) => z.string().trim().min(1).max(most)

export const confirmInput = evaluationRef.extend({
  lines: z.array(z.object({ itemId: z.uuid(), realisation: words(1000) })).max(100),
})

export const rateInput = evaluationRef.extend({
  result: z.enum(RATINGS),
  behaviour: z.enum(RATINGS),
  ground: words(4000),
  deviationReason: z.string().trim().max(2000),
  lines: z.array(z.object({ itemId: z.uuid(), feedback: z.string().trim().max(1000) })).max(100),
  values: z
    .array(z.object({ value: z.enum(CORE_VALUES), feedback: z.string().trim().max(1000) }))
    .max(CORE_VALUES.length),
})

/** Reasons of an objection, or an answer to it. */
export const objectionTextInput = evaluationRef.extend({ text: words(4000) })

export const decideObjectionInput = objectionTextInput.extend({ result: z.enum(RATINGS), behaviour: z.enum(RATINGS) })

export const achievementInput = z.object({
  unitId: z.coerce.number().int(),
  year: z.coerce.number().int().min(FIRST_RATED_YEAR).max(2100),
  predicate: z.enum(ORGANISATION_PREDICATES),
})

/** The last part of the address of an evaluation: `tahunan`, or the first day of a shorter period. */
export function periodSlug({ kind, startsOn }: Pick<Period, 'kind' | 'startsOn'>): string {
  return kind === 'annual' ? 'tahunan' : startsOn
}
