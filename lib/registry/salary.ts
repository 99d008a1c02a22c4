import type { ReferenceRow } from '@/db/reference/shapes'
import type { CivilDate } from '@/lib/civil-date'
import { RANKS, type Rank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { inForce, type Validity } from '@/lib/registry/validity'

/** One salary regulation: for each rank its steps, lowest first. */
export type SalaryTable = Validity & { steps: Record<Rank, readonly SalaryStep[]>; lowestRupiah: number }

/** The pay from a masa kerja golongan, in whole years, until the next step. */
type SalaryStep = { serviceYears: number; amountRupiah: number }

/** Source: PP 7/1977 art. 5. */
const CPNS_PERCENT = 80

/**
 * Gaji pokok of a rank at a masa kerja golongan, by the table in force on a day: the greatest step reached; below the
 * first step the first one is paid, above the last the last. Undefined when no table is in force.
 */
export function baseSalary(reference: Reference, rank: Rank, serviceMonths: number, on: CivilDate): number | undefined {
  const table = salaryTableOn(reference, on)
  return table && stepAt(table.steps[rank], serviceMonths)?.amountRupiah
}

/** What a CPNS is paid out of a full amount, in whole rupiah. */
export function cpnsSalary(amountRupiah: number): number {
  return Math.round((amountRupiah * CPNS_PERCENT) / 100)
}

export function salaryTableOn(reference: Reference, on: CivilDate): SalaryTable | undefined {
  return inForce(reference.salaries, on)
}

function stepAt(steps: readonly SalaryStep[], serviceMonths: number): SalaryStep | undefined {
  let reached = steps[0]
  for (const step of steps) {
    if (step.serviceYears * 12 > serviceMonths) break
    reached = step
  }
  return reached
}

/** Groups the rows of all salary regulations, newest first. */
export function salaryTables(rows: readonly ReferenceRow<'salaries'>[]): SalaryTable[] {
  const starts = [...new Set(rows.map((row) => row.validFrom))].sort().reverse()
  return starts.flatMap((validFrom) => {
    const own = rows.filter((row) => row.validFrom === validFrom)
    const [first] = own
    if (!first) return []
    const steps = {} as Record<Rank, SalaryStep[]>
    for (const rank of RANKS) steps[rank] = stepsOf(own, rank)
    const lowestRupiah = Math.min(...own.map((row) => row.data.amountRupiah))
    return [{ validFrom, validTo: first.validTo, source: first.source, steps, lowestRupiah }]
  })
}

function stepsOf(rows: readonly ReferenceRow<'salaries'>[], rank: Rank): SalaryStep[] {
  return rows
    .filter((row) => row.data.rank === rank)
    .map(({ data }) => ({ serviceYears: data.serviceYears, amountRupiah: data.amountRupiah }))
    .sort((one, other) => one.serviceYears - other.serviceYears)
}
