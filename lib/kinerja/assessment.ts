import { type Exact, formatExact, fractionFrom, fractionText } from '@/lib/exact'
import type { AssessmentInput, RealisedActivity } from '@/lib/kinerja/assessment-input'
import { type Creativity, type PerformanceInput, performanceScore } from '@/lib/kinerja/pp46'
import type { Activity } from '@/lib/kinerja/pp46-activity'
import type { Step } from '@/lib/kinerja/working'
import type { Predicate } from '@/lib/registry/predicate'
import { plainDecimal } from '@/lib/typed-decimal'

/** Targets of one activity, as its plan has them. */
export type ActivityTarget = {
  id: string
  quantity: string | null
  quality: string | null
  duration: string | null
  costRupiah: number | null
}

/** Perilaku kerja of PP 46/2011 art. 12 in the order of its form; leadership of structural officials alone. */
export const BEHAVIOUR_ASPECTS = ['service', 'integrity', 'commitment', 'discipline', 'teamwork', 'leadership'] as const

export const CREATIVITY_LEVELS = ['unit', 'organisation', 'state'] as const satisfies readonly Creativity[]

const NEEDED = 'kinerja.figure'

/** A score of PP 46/2011 with all that made it, so that it can be computed again years later; numbers without loss. */
export type Assessment = AssessmentInput & {
  plan: string
  behaviourValue: string
  value: string
  steps: Step[]
  version: string
}

/**
 * Which figures the plan has a target for and the form left empty, by the name of the field. Quality without a target is
 * held against 100: the annex says "normally 100".
 */
export function missingFigures(
  activities: readonly RealisedActivity[],
  targets: readonly ActivityTarget[],
): Record<string, string> {
  const missing = activities.flatMap(({ itemId, isDone, cost }, at) => {
    const target = targets.find(({ id }) => id === itemId)
    return isDone && target?.costRupiah !== null && cost === '' ? [[`activities.${at}.cost`, NEEDED]] : []
  })
  return Object.fromEntries(missing)
}

/** The figures of a form beside the targets of the plan, in the order of the plan. */
export function performanceInput(
  startsOn: string,
  targets: readonly ActivityTarget[],
  { activities, extraTasks, creations, isStructural, behaviour }: AssessmentInput,
): PerformanceInput {
  return {
    startsOn,
    activities: targets.flatMap((target) => {
      const found = activities.find(({ itemId }) => itemId === target.id)
      return found ? [activityOf(target, found)] : []
    }),
    extraTasks: extraTasks.length,
    creativity: creations.map(({ level }) => level),
    behaviour: {
      service: plain(behaviour.service),
      integrity: plain(behaviour.integrity),
      commitment: plain(behaviour.commitment),
      discipline: plain(behaviour.discipline),
      teamwork: plain(behaviour.teamwork),
      leadership: behaviour.leadership === '' ? null : plain(behaviour.leadership),
    },
    isStructural,
  }
}

function activityOf(target: ActivityTarget, found: AssessmentInput['activities'][number]): Activity {
  const done = (figure: string) => (found.isDone ? plain(figure) : '0')
  return {
    isDone: found.isDone,
    quantity: { target: target.quantity ?? '1', realised: done(found.quantity) },
    quality: {
      target: Number(target.quality ?? 0) > 0 ? (target.quality ?? '100') : '100',
      realised: done(found.quality),
    },
    time: { target: target.duration ?? '12', realised: done(found.duration) },
    cost: target.costRupiah === null ? null : { target: target.costRupiah, realised: done(found.cost) },
  }
}

/** A figure that was left out is nought. */
function plain(figure: string): string {
  return figure === '' ? '0' : plainDecimal(figure)
}

/**
 * The score of a form, with its word.
 *
 * @throws RangeError where `scoreFindings` are unmet
 */
export function assess(
  startsOn: string,
  targets: readonly ActivityTarget[],
  input: AssessmentInput,
): { assessment: Assessment; predicate: Predicate; value: Exact } {
  const { activities, extraTasks, creations, isStructural, behaviour } = input
  const result = performanceScore(performanceInput(startsOn, targets, input))
  const assessment = {
    activities,
    extraTasks,
    creations,
    isStructural,
    behaviour,
    plan: fractionText(result.plan),
    behaviourValue: fractionText(result.behaviour),
    value: fractionText(result.value),
    steps: result.steps,
    version: result.version,
  }
  return { assessment, predicate: result.predicate, value: result.value }
}

const FIGURE = /^\d{1,12}([.,]\d{1,3})?$/

/** The score of a form that is still being filled in; undefined while a figure is missing or is none. */
export function previewOf(startsOn: string, targets: readonly ActivityTarget[], input: AssessmentInput) {
  const { activities, behaviour, isStructural } = input
  const measures = activities.flatMap(({ itemId, isDone, quantity, duration, quality, cost }) => {
    const hasCost = targets.find(({ id }) => id === itemId)?.costRupiah !== null
    return isDone ? [quantity, duration, quality, ...(hasCost ? [cost] : [])] : []
  })
  const aspects = BEHAVIOUR_ASPECTS.filter((each) => each !== 'leadership' || isStructural).map(
    (each) => behaviour[each],
  )
  const isWhole = [...measures, ...aspects].every((figure) => FIGURE.test(figure))
  const isOfHundred = aspects.every((figure) => Number(plain(figure)) <= 100)
  return activities.length > 0 && isWhole && isOfHundred ? assess(startsOn, targets, input) : undefined
}

/** A kept number to two decimals, half up, with a point: what a column takes and a form prints. */
export function twoDecimals(fraction: string): string {
  return formatExact(fractionFrom(fraction), 2)
}

/** The lines of the working, activity by activity, and then those of the whole. */
export function stepsByActivity(steps: readonly Step[]): { activities: Step[][]; whole: Step[] } {
  const ends = steps.flatMap(({ code }, at) => (code === 'activity' ? [at + 1] : []))
  return {
    activities: ends.map((end, at) => steps.slice(ends[at - 1] ?? 0, end)),
    whole: steps.slice(ends.at(-1) ?? 0),
  }
}
