import type { Finding } from '@/lib/refusal'
import type { Predicate } from '@/lib/sapk/performance'

/** Source: Peraturan BKN 3/2023. */
const PERCENT: Record<Predicate, number> = { very_good: 150, good: 100, needs_improvement: 75, poor: 50, very_poor: 25 }

/**
 * Angka kredit earned by a predicate in some months, in thousandths, half up.
 *
 * @param coefficient points a year of the jenjang, such as 12.5
 */
export function creditFor(coefficient: number, predicate: Predicate, months: number): number {
  return Math.round((coefficient * 1000 * PERCENT[predicate] * months) / 1200)
}

/** The angka kredit that a decree prints, as the rule saw them: "112,500". Null when no rule asked for them. */
export function printedCredit(findings: readonly Finding[]): string | null {
  const credit = findings.find(({ code }) => code === 'promotion.credit_points')?.facts.credit
  return typeof credit === 'number' ? credit.toFixed(3).replace('.', ',') : null
}
