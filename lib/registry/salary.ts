import type { ReferenceRow } from '@/db/reference/shapes'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { RANKS, type Rank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { inForce, isInForce, type Validity } from '@/lib/registry/validity'

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

/**
 * All salary regulations, newest first, cut wherever a row begins or ends: a single corrected row makes a table of its
 * own days, in which every other row goes on.
 */
export function salaryTables(rows: readonly ReferenceRow<'salaries'>[]): SalaryTable[] {
  const starts = [
    ...new Set(rows.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo ? [addDays(validTo, 1)] : [])])),
  ].sort()
  const tables = starts.flatMap((validFrom, index) => {
    const own = rows.filter((row) => isInForce(row, validFrom))
    const [newest] = own.toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : -1))
    if (!newest) return []
    const next = starts[index + 1]
    const steps = {} as Record<Rank, SalaryStep[]>
    for (const rank of RANKS) steps[rank] = stepsOf(own, rank)
    const lowestRupiah = Math.min(...own.map((row) => row.data.amountRupiah))
    return [{ validFrom, validTo: next ? addDays(next, -1) : null, source: newest.source, steps, lowestRupiah }]
  })
  return tables.reverse()
}

function stepsOf(rows: readonly ReferenceRow<'salaries'>[], rank: Rank): SalaryStep[] {
  return rows
    .filter((row) => row.data.rank === rank)
    .map(({ data }) => ({ serviceYears: data.serviceYears, amountRupiah: data.amountRupiah }))
    .sort((one, other) => one.serviceYears - other.serviceYears)
}
