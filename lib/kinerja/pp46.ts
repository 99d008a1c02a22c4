import type { CivilDate } from '@/lib/civil-date'
import { add, decimal, divide, type Exact, exact, isAtLeast, mean, multiply, sum } from '@/lib/exact'
import { bandOf, bandsOn } from '@/lib/kinerja/bands'
import { type Activity, activityScore } from '@/lib/kinerja/pp46-activity'
import { type Score, shown, step } from '@/lib/kinerja/working'
import type { Finding } from '@/lib/refusal'
import type { Predicate } from '@/lib/registry/predicate'

/** Whom something new and useful served: the unit, the agency or the State, as who certified it says. */
export type Creativity = 'unit' | 'organisation' | 'state'

/** Perilaku kerja, each of 100; leadership of structural officials alone. */
export type BehaviourScores = {
  service: string | number
  integrity: string | number
  commitment: string | number
  discipline: string | number
  teamwork: string | number
  leadership: string | number | null
}

export type PerformanceInput = {
  startsOn: CivilDate
  activities: readonly Activity[]
  extraTasks: number // tugas tambahan ordered in writing
  creativity: readonly Creativity[]
  behaviour: BehaviourScores
  isStructural: boolean
}

export type PerformanceScore = Score & {
  plan: Exact
  behaviour: Exact
  predicate: Predicate
  version: string // of the formulas and of the bands, to compute it again years later
}

/**
 * Whether there is enough to compute a score from: an activity, and leadership of a structural official.
 *
 * Source: PP 46/2011 art. 12; Perka BKN 1/2013.
 */
export function scoreFindings({ activities, behaviour, isStructural }: PerformanceInput): Finding[] {
  const [source, count] = ['PP 46/2011; Perka BKN 1/2013', activities.length]
  return [
    { code: 'kinerja.score_activities', met: count > 0, facts: { count }, source },
    {
      code: 'kinerja.score_behaviour',
      met: !isStructural || behaviour.leadership !== null,
      facts: { aspects: isStructural ? 6 : 5 },
      source,
    },
  ]
}

const FORMULAS = 'pp46-1'
const PLAN_PERCENT = exact(60)
const BEHAVIOUR_PERCENT = exact(40)

/**
 * Prestasi kerja: 60 per cent of the SKP and 40 of the behaviour, with its word.
 *
 * @throws RangeError where `scoreFindings` are unmet, for a target that is not above nought, or behaviour outside 0-100
 *
 * Source: PP 46/2011 art. 15; Perka BKN 1/2013.
 */
export function performanceScore(input: PerformanceInput): PerformanceScore {
  const bands = bandsOn(input.startsOn)
  const plan = planScore(input.activities, input.extraTasks, input.creativity)
  const behaviour = behaviourScore(input.behaviour, input.isStructural)
  const value = add(planShare(plan.value), behaviourShare(behaviour.value))
  const expression = `${shown(plan.value)} × 60 % + ${shown(behaviour.value)} × 40 %`
  return {
    value,
    plan: plan.value,
    behaviour: behaviour.value,
    predicate: bandOf(value, bands),
    version: `${FORMULAS} ${bands.version}`,
    steps: [...plan.steps, ...behaviour.steps, step('result', expression, value)],
  }
}

/** What the SKP counts for in the whole. Source: PP 46/2011 art. 15. */
export function planShare(plan: Exact): Exact {
  return percentOf(plan, PLAN_PERCENT)
}

/** What the behaviour counts for in the whole. Source: PP 46/2011 art. 15. */
export function behaviourShare(behaviour: Exact): Exact {
  return percentOf(behaviour, BEHAVIOUR_PERCENT)
}

const CREATIVITY_POINTS: Record<Creativity, number> = { unit: 3, organisation: 6, state: 12 }

/**
 * Nilai SKP: the mean of the activities, points for extra tasks and for the highest creativity; it may pass 100.
 *
 * Source: Perka BKN 1/2013. Of several creations the highest counts: ours, the annex does not say.
 */
export function planScore(
  activities: readonly Activity[],
  extraTasks: number,
  creativity: readonly Creativity[],
): Score {
  const scores = activities.map(activityScore)
  const extra = exact(extraTaskPoints(extraTasks))
  const creative = exact(creativityPoints(creativity))
  const value = sum([mean(scores.map((score) => score.value)), extra, creative])
  const terms = scores.map((score) => shown(score.value)).join(' + ')
  const expression = `(${terms}) / ${scores.length} + ${shown(extra)} + ${shown(creative)}`
  return { value, steps: [...scores.flatMap(({ steps }) => steps), step('plan', expression, value)] }
}

/** Points of the highest creativity. Source: Perka BKN 1/2013. */
export function creativityPoints(creativity: readonly Creativity[]): number {
  return Math.max(0, ...creativity.map((level) => CREATIVITY_POINTS[level]))
}

/** Points of tugas tambahan in a year. Source: Perka BKN 1/2013. */
export function extraTaskPoints(tasks: number): number {
  if (tasks >= 7) return 3
  if (tasks >= 4) return 2
  return tasks >= 1 ? 1 : 0
}

/**
 * Perilaku kerja: the mean of five aspects, or of six for structural officials. Leadership of anybody else is left out,
 * whatever was entered.
 *
 * @throws RangeError outside 0-100, and for a structural official without a score of leadership
 *
 * Source: PP 46/2011 art. 12.
 */
export function behaviourScore(scores: BehaviourScores, isStructural: boolean): Score {
  const { service, integrity, commitment, discipline, teamwork, leadership } = scores
  if (isStructural && leadership === null) throw new RangeError('a structural official has no score of leadership')
  const counted = [service, integrity, commitment, discipline, teamwork, ...(isStructural ? [leadership ?? 0] : [])]
  const values = counted.map((each) => {
    const value = decimal(each)
    if (!isAtLeast(value, exact(0)) || !isAtLeast(HUNDRED, value))
      throw new RangeError(`no score of behaviour: ${each}`)
    return value
  })
  const value = mean(values)
  const terms = values.map((each) => shown(each)).join(' + ')
  return { value, steps: [step('behaviour', `(${terms}) / ${values.length}`, value)] }
}

const HUNDRED = exact(100)

function percentOf(value: Exact, percent: Exact): Exact {
  return divide(multiply(value, percent), HUNDRED)
}
