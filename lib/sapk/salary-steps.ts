import { addMonths, type CivilDate, firstOfMonth } from '@/lib/civil-date'
import type { Rank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { baseSalary, cpnsSalary, salaryTableOn } from '@/lib/registry/salary'

/** What is paid from a day on, by one salary table, so that the steps of many years compare. */
export type SalaryPoint = { on: CivilDate; amountRupiah: number }

/**
 * Every step of pay from the first decree to a day: 80 percent until PNS, each rank, each kenaikan gaji berkala.
 *
 * @param ranks oldest first
 * @param pnsOn null while somebody is CPNS
 */
export function salarySteps(
  ranks: readonly { rank: Rank; effectiveOn: CivilDate; serviceMonths: number }[],
  pnsOn: CivilDate | null,
  today: CivilDate,
  reference: Reference,
): SalaryPoint[] {
  const table = salaryTableOn(reference, today)
  if (!table) return []
  const points: SalaryPoint[] = []
  for (const [index, { rank, effectiveOn, serviceMonths }] of ranks.entries()) {
    const until = ranks[index + 1]?.effectiveOn ?? today
    const full = baseSalary(reference, rank, serviceMonths, today)
    if (full === undefined) continue
    points.push({ on: effectiveOn, amountRupiah: full })
    for (const { serviceYears, amountRupiah } of table.steps[rank].slice(1)) {
      const on = addMonths(firstOfMonth(effectiveOn), serviceYears * 12 - serviceMonths)
      if (on > effectiveOn && on < until) points.push({ on, amountRupiah })
    }
  }
  return asCpns(points, pnsOn, today)
}

/** Before PNS 80 percent are paid; becoming PNS is a step of its own. */
function asCpns(points: SalaryPoint[], pnsOn: CivilDate | null, today: CivilDate): SalaryPoint[] {
  const until = pnsOn ?? today
  const before = points.filter(({ on }) => on < until)
  const atPns = before[before.length - 1]
  const paid = before.map(({ on, amountRupiah }) => ({ on, amountRupiah: cpnsSalary(amountRupiah) }))
  const step = pnsOn && atPns ? [{ on: pnsOn, amountRupiah: atPns.amountRupiah }] : []
  return [...paid, ...step, ...points.filter(({ on }) => on >= until)]
}
