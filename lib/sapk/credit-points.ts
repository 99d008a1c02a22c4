import type { Finding } from '@/lib/refusal'

/**
 * The angka kredit as the rule saw them, in thousandths; null when no rule asked for them or there is no PAK. Findings
 * that were stored before the facts were thousandths hold the points themselves, as `credit`.
 */
export function creditOf(findings: readonly Finding[]): number | null {
  const facts = creditFacts(findings)
  if (typeof facts?.creditThousandths === 'number') return facts.creditThousandths
  return typeof facts?.credit === 'number' ? Math.round(facts.credit * 1000) : null
}

/**
 * The same as a row of the rank history keeps them, utama and penunjang apart; findings that were stored without the
 * parts leave penunjang open.
 */
export function creditParts(findings: readonly Finding[]) {
  const total = creditOf(findings)
  const support = creditFacts(findings)?.supportCreditThousandths
  const supportCreditThousandths = typeof support === 'number' ? support : null
  return {
    mainCreditThousandths: total === null ? null : total - (supportCreditThousandths ?? 0),
    supportCreditThousandths,
  }
}

/** The angka kredit that a decree prints: "112,500". */
export function printedCredit(findings: readonly Finding[]): string | null {
  const thousandths = creditOf(findings)
  if (thousandths === null) return null
  return `${Math.trunc(thousandths / 1000)},${String(thousandths % 1000).padStart(3, '0')}`
}

function creditFacts(findings: readonly Finding[]) {
  return findings.find(({ code }) => code === 'promotion.credit_points')?.facts
}
