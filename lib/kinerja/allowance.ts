import { add, decimal, type Exact, exact, greatest, isAtLeast, multiply, nearestWhole, subtract } from '@/lib/exact'
import type { AllowanceRule } from '@/lib/kinerja/allowance-rule'
import { type DaysOfMonth, prorated } from '@/lib/kinerja/minutes'
import { type Score, type Step, shown, step } from '@/lib/kinerja/working'
import type { Predicate } from '@/lib/registry/predicate'

/** A month of somebody, as far as an allowance may ask for it. */
export type AllowanceMonth = {
  baseRupiah: number // allowance of the class of the post
  isCpns: boolean
  predicate: Predicate | null // null: the month was not assessed
  reports: number // daily reports that were made
  deficientReports: number // of them: do not meet expectation
  approvedMinutes: number
  days: DaysOfMonth
  attendance: string | number | { attended: number; of: number } // per cent of its part, or days
}

/** What a month would pay. A preview: paying is not done here. */
export type Allowance = {
  amountRupiah: number
  fullRupiah: number // with nothing taken away
  steps: Step[]
  needsNote: boolean // the superior has to write why less is paid
}

/**
 * The allowance of a month by the rule of the agency, in whole rupiah, half up once at the end.
 *
 * @throws RangeError for an amount that is not whole, or attendance outside 0-100
 */
export function allowanceOf(rule: AllowanceRule, month: AllowanceMonth): Allowance {
  const share = month.isCpns ? rule.cpnsPercent : 100
  const whole = percentOf(exact(month.baseRupiah), exact(share))
  const part = percentOf(whole, exact(rule.performancePercent))
  const attendance = attendancePart(rule, whole, month.attendance)
  const effect = effectOf(rule.effect, month, { whole, performance: part })
  const total = greatest(exact(0), subtract(add(effect.paid, attendance.value), effect.taken))
  return {
    amountRupiah: nearestWhole(total),
    fullRupiah: nearestWhole(whole),
    needsNote: effect.needsNote,
    steps: [
      step('base', `${month.baseRupiah} × ${share} %`, whole),
      step('performance', `${shown(whole)} × ${rule.performancePercent} % × ${effect.payPercent} %`, effect.paid),
      ...attendance.steps,
      step('taken', effect.takenExpression, effect.taken),
      step('allowance', `${shown(effect.paid)} + ${shown(attendance.value)} − ${shown(effect.taken)}`, total),
    ],
  }
}

type Parts = { whole: Exact; performance: Exact }
type Effect = { payPercent: number; paid: Exact; taken: Exact; takenExpression: string; needsNote: boolean }

function effectOf(effect: AllowanceRule['effect'], month: AllowanceMonth, parts: Parts): Effect {
  const pays = (payPercent: number) => ({ payPercent, paid: percentOf(parts.performance, exact(payPercent)) })
  const takes = (of: keyof Parts, percent: number) => ({
    taken: percentOf(parts[of], exact(percent)),
    takenExpression: `${shown(parts[of])} × ${percent} %`,
  })
  const nothing = { taken: exact(0), takenExpression: '0' }
  switch (effect.kind) {
    case 'predicate': {
      const percent = month.predicate ? effect.takesPercent[month.predicate] : 0
      return { ...pays(100), ...takes(effect.of, percent), needsNote: false }
    }
    case 'reports': {
      if (month.reports === 0) {
        const { of, takesPercent } = effect.noReport
        return { ...pays(100), ...takes(of, takesPercent), needsNote: effect.needsNote }
      }
      const reached = effect.deficient.find(({ from }) => month.deficientReports >= from)
      const needsNote = effect.needsNote && reached !== undefined
      return { ...pays(reached?.payPercent ?? 100), ...nothing, needsNote }
    }
    case 'minutes': {
      const norm = prorated(exact(effect.normMinutes), month.days)
      const excess = subtract(exact(month.approvedMinutes), norm)
      const reached = effect.excess.find(({ from }) => isAtLeast(excess, exact(from)))
      return { ...pays(reached?.payPercent ?? 0), ...nothing, needsNote: false }
    }
  }
}

function attendancePart(rule: AllowanceRule, whole: Exact, attendance: AllowanceMonth['attendance']): Score {
  const isDays = typeof attendance === 'object'
  const reached = isDays ? exact(attendance.attended, attendance.of) : percentOf(exact(1), decimal(attendance))
  if (!isAtLeast(reached, exact(0)) || !isAtLeast(exact(1), reached)) {
    throw new RangeError(`no attendance: ${shown(reached)}`)
  }
  const value = multiply(percentOf(whole, exact(rule.attendancePercent)), reached)
  const share = isDays ? `${attendance.attended} / ${attendance.of}` : `${shown(decimal(attendance))} %`
  return { value, steps: [step('attendance', `${shown(whole)} × ${rule.attendancePercent} % × ${share}`, value)] }
}

function percentOf(value: Exact, percent: Exact): Exact {
  return multiply(multiply(value, percent), exact(1, 100))
}
