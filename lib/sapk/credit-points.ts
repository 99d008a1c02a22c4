import type { Finding } from '@/lib/refusal'
import type { Predicate } from '@/lib/registry/predicate'

/** Source: Peraturan BKN 3/2023. */
const PERCENT: Record<Predicate, number> = { very_good: 150, good: 100, needs_improvement: 75, poor: 50, very_poor: 25 }

/**
 * Angka kredit earned by a predicate in some months, in thousandths, half up.
 *
 * @param coefficientThousandths points a year of the jenjang, such as 12 500 for 12,5
 */
export function creditFor(coefficientThousandths: number, predicate: Predicate, months: number): number {
  return Math.round((coefficientThousandths * PERCENT[predicate] * months) / 1200)
}

/**
 * The angka kredit as the rule saw them, in thousandths; null when no rule asked for them or there is no PAK. Findings
 * that were stored before the facts were thousandths hold the points themselves, as `credit`.
 */
export function creditOf(findings: readonly Finding[]): number | null {
  const facts = findings.find(({ code }) => code === 'promotion.credit_points')?.facts
  if (typeof facts?.creditThousandths === 'number') return facts.creditThousandths
  return typeof facts?.credit === 'number' ? Math.round(facts.credit * 1000) : null
}

/** The angka kredit that a decree prints: "112,500". */
export function printedCredit(findings: readonly Finding[]): string | null {
  const thousandths = creditOf(findings)
  if (thousandths === null) return null
  return `${Math.trunc(thousandths / 1000)},${String(thousandths % 1000).padStart(3, '0')}`
}
