import 'server-only'
import type { Tx } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import type { Rank } from '@/lib/registry/ranks'
import { loadReference } from '@/lib/registry/reference.server'
import { baseSalary } from '@/lib/registry/salary'
import { serviceMonthsAt } from '@/lib/registry/service-time'
import { findFacts, type PersonFacts } from '@/lib/sapk/facts.server'
import { judgePromotion, type PromotionVerdict, proposedRank } from '@/lib/sapk/promotion'
import type { Proposal } from '@/lib/sapk/proposal'

/** What the rules say of one person today, and both ranks as the papers print them. */
export type Assessment = PromotionVerdict & {
  person: PersonFacts['person']
  before: { rank: Rank; since: CivilDate; serviceMonths: number; salaryRupiah: number }
  /** Null at the top of the ladder. */
  after: { rank: Rank; serviceMonths: number; salaryRupiah: number } | null
}

/**
 * Asks the rules about some employees for a TMT. People whom the actor may not see, or who have no rank to reckon
 * from, are left out.
 */
export async function assessEmployees(
  tx: Tx,
  context: Context,
  employeeIds: readonly string[],
  effectiveOn: CivilDate,
): Promise<Assessment[]> {
  const reference = await loadReference(tx)
  const found = await findFacts(tx, employeeIds, effectiveOn, reference)
  return found.flatMap(({ person, facts }) => {
    if (!facts) return []
    const verdict = judgePromotion(facts, effectiveOn, civilDay(context.now), reference)
    const serviceMonths = serviceMonthsAt(facts, effectiveOn, facts.unpaidMonths ?? 0)
    const proposed = proposedRank(facts, effectiveOn, reference)
    const before = {
      rank: facts.rank,
      since: facts.rankSince,
      serviceMonths,
      salaryRupiah: baseSalary(reference, facts.rank, serviceMonths, effectiveOn) ?? 0,
    }
    const after = proposed && { ...proposed, salaryRupiah: proposed.salaryRupiah ?? 0 }
    return [{ ...verdict, person, before, after: after ?? null }]
  })
}

/** What a proposal keeps of an assessment: the verdict and both ranks, as the papers print them. */
export type Figures = Pick<
  Proposal,
  | 'type'
  | 'findings'
  | 'isConditional'
  | 'isProvisional'
  | 'fromRank'
  | 'fromRankSince'
  | 'fromServiceMonths'
  | 'fromSalaryRupiah'
  | 'toRank'
  | 'toServiceMonths'
  | 'toSalaryRupiah'
>

/** Refuses conditions_unmet, with what is unmet, for somebody who may not be promoted. */
export function figuresOf({ type, findings, outcome, isProvisional, before, after }: Assessment): Figures {
  if (outcome === 'ineligible' || !after) {
    const unmet = findings.filter((finding) => !finding.met)
    throw new Refusal('conditions_unmet', { unmet: unmet.length }, {}, unmet)
  }
  return {
    type,
    findings,
    isConditional: outcome === 'conditional',
    isProvisional,
    fromRank: before.rank,
    fromRankSince: before.since,
    fromServiceMonths: before.serviceMonths,
    fromSalaryRupiah: before.salaryRupiah,
    toRank: after.rank,
    toServiceMonths: after.serviceMonths,
    toSalaryRupiah: after.salaryRupiah,
  }
}

/** The figures of a proposal by today's data: what is sent was judged on the day. Refuses conditions_unmet, not_found. */
export async function currentFigures(
  tx: Tx,
  context: Context,
  { employeeId, effectiveOn }: Pick<Proposal, 'employeeId' | 'effectiveOn'>,
): Promise<Figures> {
  const [assessment] = await assessEmployees(tx, context, [employeeId], effectiveOn)
  if (!assessment) throw new Refusal('not_found')
  return figuresOf(assessment)
}
