import { addMonths, type CivilDate, firstOfMonth } from '@/lib/civil-date'
import type { Predicate } from '@/lib/registry/predicate'
import type { Rank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { baseSalary, cpnsSalary, salaryTableOn } from '@/lib/registry/salary'

export type IncrementFacts = {
  status: 'cpns' | 'pns' | 'pppk'
  rank: Rank
  rankSince: CivilDate
  serviceMonths: number
  unpaidMonths: number | null
  retiresOn: CivilDate
  latestPredicate: Predicate | null
}

/** One kenaikan gaji berkala, or why there is none on the present rank. */
export type Increment =
  | {
      effectiveOn: CivilDate
      noticeDueOn: CivilDate
      serviceYears: number
      oldRupiah: number
      newRupiah: number // in full; a CPNS is paid `paidRupiah` of it
      paidRupiah: number
      /** Null without a predicate. False asks for a decision on postponing; the date does not move by itself. */
      isPerformanceSufficient: boolean | null
    }
  | { none: 'last_step' | 'after_retirement' | 'unpaid_leave_unknown' | 'no_salary_table' }

/** The notice letter is issued two months before. */
const NOTICE_MONTHS_BEFORE = 2

/**
 * The first kenaikan gaji berkala after a day on the present rank: the first of the month in which the masa kerja
 * golongan reaches the next row of the salary table. The first row is paid from the beginning, so reaching it is none.
 *
 * Source: PP 7/1977 art. 11; PP 5/2024.
 */
export function nextIncrement(facts: IncrementFacts, after: CivilDate, reference: Reference): Increment {
  if (facts.unpaidMonths === null) return { none: 'unpaid_leave_unknown' }
  const table = salaryTableOn(reference, after)
  if (!table) return { none: 'no_salary_table' }

  const rankMonth = firstOfMonth(facts.rankSince)
  for (const { serviceYears } of table.steps[facts.rank].slice(1)) {
    const missingMonths = serviceYears * 12 - facts.serviceMonths + facts.unpaidMonths
    const effectiveOn = addMonths(rankMonth, missingMonths)
    if (missingMonths <= 0 || effectiveOn <= after) continue
    if (effectiveOn >= facts.retiresOn) return { none: 'after_retirement' }
    return incrementAt(facts, effectiveOn, serviceYears, reference)
  }
  return { none: 'last_step' }
}

function incrementAt(
  facts: IncrementFacts,
  effectiveOn: CivilDate,
  serviceYears: number,
  reference: Reference,
): Increment {
  const newRupiah = baseSalary(reference, facts.rank, serviceYears * 12, effectiveOn)
  const oldRupiah = baseSalary(reference, facts.rank, serviceYears * 12 - 1, effectiveOn)
  if (newRupiah === undefined || oldRupiah === undefined) return { none: 'no_salary_table' }
  return {
    effectiveOn,
    noticeDueOn: addMonths(effectiveOn, -NOTICE_MONTHS_BEFORE),
    serviceYears,
    oldRupiah,
    newRupiah,
    paidRupiah: facts.status === 'cpns' ? cpnsSalary(newRupiah) : newRupiah,
    isPerformanceSufficient: isSufficient(facts.latestPredicate),
  }
}

/** At least Butuh Perbaikan, the successor of "cukup". */
function isSufficient(predicate: Predicate | null): boolean | null {
  return predicate === null ? null : predicate !== 'poor' && predicate !== 'very_poor'
}
