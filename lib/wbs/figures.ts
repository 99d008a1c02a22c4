import { type Closure, MEASURED_STEPS, type MeasuredStep, OUTCOMES } from '@/lib/wbs/closure'
import { AGENCY_KINDS } from '@/lib/wbs/conclusion'
import type { Quarter } from '@/lib/wbs/quarter'
import { CATEGORIES } from '@/lib/wbs/report-content'
import { LEAST_SHOWN, type Shown, shownMedian, suppress } from '@/lib/wbs/suppression'

type Cells<Key extends string> = Record<Key, Shown>

/**
 * What is published of one quarter: the indicators of ISO 37002:2021, 9.1.2. Each table counts every concluded report once,
 * and none is a coarser form of another, so that `concluded` is all they share.
 */
export type QuarterFigures = {
  quarter: Quarter
  received: Shown
  concluded: Shown // without those that nobody could open
  unreadable?: Shown // stands in no table: a count that two tables share would give away what one of them keeps back
  categories: Cells<(typeof CATEGORIES)[number]>
  agencies: Cells<(typeof AGENCY_KINDS)[number]>
  results: Cells<(typeof OUTCOMES)[number]> // in or out of scope, and the proven share, are read from here
  correctiveActions: Cells<'yes' | 'no'>
  retaliation: Cells<'yes' | 'no'>
  days: Record<MeasuredStep, Shown> // half of the reports took no longer
}

export function quarterFigures(
  quarter: Quarter,
  counts: { received: number; unreadable: number },
  closures: readonly Closure[],
): QuarterFigures {
  const shown = (count: number) => (count < LEAST_SHOWN ? null : count)
  const tableOf = <Key extends string>(keys: readonly Key[], keyOf: (closure: Closure) => Key) => {
    const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>
    for (const closure of closures) counts[keyOf(closure)] += 1
    return suppress(counts)
  }
  const yesOrNo = (is: (closure: Closure) => boolean) =>
    tableOf(['yes', 'no'] as const, (closure) => (is(closure) ? 'yes' : 'no')).cells
  const results = tableOf(OUTCOMES, ({ result }) => result)
  const measured = (step: MeasuredStep) => closures.map(({ days }) => days[step]).filter((each) => each !== null)
  return {
    quarter,
    received: shown(counts.received),
    unreadable: shown(counts.unreadable),
    concluded: results.total,
    categories: tableOf(CATEGORIES, ({ category }) => category).cells,
    agencies: tableOf(AGENCY_KINDS, ({ agencyKind }) => agencyKind).cells,
    results: results.cells,
    correctiveActions: yesOrNo(({ hasCorrectiveAction }) => hasCorrectiveAction),
    retaliation: yesOrNo(({ hasRetaliation }) => hasRetaliation),
    days: Object.fromEntries(
      MEASURED_STEPS.map((step) => [step, shownMedian(measured(step))]),
    ) as QuarterFigures['days'],
  }
}

/** Proven or partly, of those that were investigated to an end, in whole percent; null where a part of it is kept back. */
export function provenPercent({ proven, partly_proven, not_proven }: QuarterFigures['results']): Shown {
  if (proven === null || partly_proven === null || not_proven === null) return null
  return Math.round((100 * (proven + partly_proven)) / (proven + partly_proven + not_proven))
}
