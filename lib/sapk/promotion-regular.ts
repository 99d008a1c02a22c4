import type { CivilDate } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import { nextRank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { rowOn } from '@/lib/registry/validity'
import type { PromotionFacts } from '@/lib/sapk/promotion'
import {
  commonConditions,
  examCondition,
  isAbove,
  superiorCondition,
  tenureCondition,
} from '@/lib/sapk/promotion-conditions'

/** From this TMT a regular promotion may pass the direct superior. Source: Peraturan BKN 2/2025. */
const SUPERIOR_MAY_BE_PASSED_FROM = '2025-05-20'

/**
 * Kenaikan pangkat reguler (101): for those in no structural or functional post, after four years in the rank, as far
 * as the diploma carries.
 *
 * Source: PP 99/2000 art. 6-8 jo. PP 12/2002; Peraturan BKN 2/2025.
 */
export function regularPromotion(
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  reference: Reference,
): Finding[] {
  const findings = commonConditions(facts, effectiveOn, decidedOn, reference)
  findings.push(tenureCondition(facts, effectiveOn, 4), ceilingCondition(facts, effectiveOn, reference))
  if (effectiveOn < SUPERIOR_MAY_BE_PASSED_FROM) findings.push(superiorCondition(facts))
  findings.push(examCondition(facts))
  return findings
}

/** Batas pangkat of the highest diploma recognised in the data. */
function ceilingCondition(facts: PromotionFacts, effectiveOn: CivilDate, reference: Reference): Finding {
  const { educationLevel, rank } = facts
  const level = educationLevel === null ? undefined : rowOn(reference.educationLevels, educationLevel, effectiveOn)
  const next = nextRank(rank)
  return {
    code: 'promotion.education_ceiling',
    met: level !== undefined && (next === undefined || !isAbove(next, level.ceilingRank)),
    facts: { education: level?.name ?? null, ceiling: level?.ceilingRank ?? null, nextRank: next ?? null },
    source: 'Peraturan BKN 2/2025',
  }
}
