import { type CivilDate, daysBetween } from '@/lib/civil-date'
import type { Closure, MeasuredStep } from '@/lib/wbs/closure'
import type { Case, Step } from '@/lib/wbs/steps'

/** What only the people who end a report know of it, for the statistics. */
export type Concluded = Pick<Closure, 'category' | 'agencyKind' | 'hasCorrectiveAction' | 'hasRetaliation'>

/** Jenis instansi: nothing below a province or a region is told apart. */
export const AGENCY_KINDS = ['central', 'province', 'regency_city'] as const

const OUTCOME_OF: Record<string, Closure['result']> = {
  TERBUKTI: 'proven',
  TERBUKTI_SEBAGIAN: 'partly_proven',
  TIDAK_TERBUKTI: 'not_proven',
  BUKAN_KEWENANGAN: 'forwarded',
}

/** From which event to which each step is measured, the last of both. */
const MEASURED: Record<MeasuredStep, readonly [from: readonly string[], to: string]> = {
  acknowledge: [['received'], 'acknowledge'],
  verify: [['acknowledge'], 'accept'],
  review: [['accept', 'review', 'go_on'], 'investigate'],
  investigate: [['investigate'], 'examine'],
  follow_up: [['recommend'], 'close'],
}

/** What the statistics learn of a report that a step ends; its days are those of the events, the step among them. */
export function closureOf(
  told: Concluded,
  { step, result }: { step: Step; result: string | null },
  history: Case['history'],
  on: CivilDate,
): Closure {
  const events = [...history, { kind: step, on }]
  const daysOf = (measured: MeasuredStep): number | null => {
    const [from, to] = MEASURED[measured]
    const end = events.findLastIndex(({ kind }) => kind === to)
    const begin = events.slice(0, Math.max(end, 0)).findLast(({ kind }) => from.includes(kind))
    return begin && events[end] ? daysBetween(begin.on, events[end].on) : null
  }
  return {
    ...told,
    result: OUTCOME_OF[result ?? ''] ?? 'not_processed',
    days: {
      acknowledge: daysOf('acknowledge'),
      verify: daysOf('verify'),
      review: daysOf('review'),
      investigate: daysOf('investigate'),
      follow_up: daysOf('follow_up'),
    },
  }
}
