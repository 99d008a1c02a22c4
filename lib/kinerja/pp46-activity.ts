import { decimal, divide, type Exact, exact, isAtLeast, mean, multiply, subtract } from '@/lib/exact'
import { MOST_DECIMALS, type Score, shown, step } from '@/lib/kinerja/working'

/** A target and what came of it, in one unit; decimals as a form or a column gives them. */
export type Measure = { target: string | number; realised: string | number }

/** Kegiatan tugas jabatan. A cost that the contract gives no target for does not count. */
export type Activity = {
  isDone: boolean
  quantity: Measure
  quality: Measure // of 100
  time: Measure // months, weeks or days
  cost: Measure | null // rupiah
}

const ASPECTS = ['quantity', 'quality', 'time', 'cost'] as const

/**
 * Nilai capaian of one activity: the sum of its aspects by three, or by four when it has a target of cost. One that was
 * not done keeps its divisor and has nought in each: ours, the annex says so of time and cost alone.
 *
 * @throws RangeError for a target that is not above nought, or less than nought done
 *
 * Source: Perka BKN 1/2013.
 */
export function activityScore(activity: Activity): Score {
  const lines = ASPECTS.flatMap((aspect) => {
    const measure = activity[aspect]
    return measure ? [{ aspect, ...(activity.isDone ? aspectLine(aspect, measure) : NOT_DONE) }] : []
  })
  const value = mean(lines.map((line) => line.value))
  const terms = lines.map((line) => shown(line.value)).join(' + ')
  return {
    value,
    steps: [
      ...lines.map((line) => step(line.aspect, line.expression, line.value)),
      step('activity', `(${terms}) / ${lines.length}`, value),
    ],
  }
}

type Line = { expression: string; value: Exact }

const NOUGHT = exact(0)
const HUNDRED = exact(100)
const NOT_DONE: Line = { expression: '0', value: NOUGHT }

/** One aspect of an activity that was done. Source: Perka BKN 1/2013. */
export function aspectLine(aspect: (typeof ASPECTS)[number], { target, realised }: Measure): Line {
  const [aim, result] = [decimal(target), decimal(realised)]
  if (isAtLeast(NOUGHT, aim) || !isAtLeast(result, NOUGHT)) throw new RangeError(`no measure: ${realised} of ${target}`)
  return aspect === 'time' || aspect === 'cost' ? economy(aim, result) : ratio(aim, result)
}

/** Quantity and quality; more than the target counts, without a limit. */
function ratio(target: Exact, realised: Exact): Line {
  const value = multiply(divide(realised, target), HUNDRED)
  return { expression: `${asEntered(realised)} / ${asEntered(target)} × 100`, value }
}

const WEIGHT = decimal('1.76') // nilai tertimbang: a target that is met gives 76
const ON_TARGET = exact(76)

/**
 * Time and cost. Saving up to 24 per cent raises the value from 76 to 100; more than that shows a bad plan, and the
 * value falls from 76. Below nought counts as nought: ours.
 */
function economy(target: Exact, realised: Exact): Line {
  const [aim, result] = [asEntered(target), asEntered(realised)]
  const weighted = multiply(divide(subtract(multiply(WEIGHT, target), realised), target), HUNDRED)
  const expression = `((1.76 × ${aim} − ${result}) / ${aim}) × 100`
  const isWithin24 = isAtLeast(multiply(realised, HUNDRED), multiply(ON_TARGET, target))
  if (!isWithin24) {
    return { expression: `76 − (${expression} − 100)`, value: subtract(ON_TARGET, subtract(weighted, HUNDRED)) }
  }
  if (isAtLeast(weighted, NOUGHT)) return { expression, value: weighted }
  return { expression: `max(0, ${expression})`, value: NOUGHT }
}

/** What was saved of the target of time or cost in per cent; below nought when it was passed. */
export function efficiencyPercent({ target, realised }: Measure): Exact {
  return subtract(HUNDRED, multiply(divide(decimal(realised), decimal(target)), HUNDRED))
}

function asEntered(value: Exact): string {
  return shown(value, MOST_DECIMALS)
}
