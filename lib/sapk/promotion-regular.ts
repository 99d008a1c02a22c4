import type { CivilDate } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import { nextRank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { rowOn } from '@/lib/registry/validity'
import type { PromotionFacts } from '@/lib/sapk/promotion'
import {
  commonConditions,
  examCondition,
  FULL_TENURE_YEARS,
  isAbove,
  superiorCondition,
  tenureCondition,
} from '@/lib/sapk/promotion-conditions'

/** From this TMT a regular promotion may pass the direct superior. Source: Peraturan BKN 2/2025. */
const SUPERIOR_MAY_BE_PASSED_FROM = '2025-05-20'

/** Who finished a Spesialis I rises from this rank sooner, with one year of Baik. */
const SPECIALIST_RANK = 'III/b'
const SPECIALIST_TENURE_YEARS = 2
const SPECIALIST_GOOD_YEARS = 1
const SPECIALIST_SOURCE = 'Kepka BKN 12/2002; Peraturan BKN 2/2025'

/**
 * Kenaikan pangkat reguler (101): for those in no structural or functional post, after four years in the rank, as far
 * as the diploma carries. A Spesialis I in III/b waits two years.
 *
 * Source: PP 99/2000 art. 6-8 jo. PP 12/2002; Kepka BKN 12/2002; Peraturan BKN 2/2025.
 */
export function regularPromotion(
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  reference: Reference,
): Finding[] {
  const findings = commonFindings(facts, effectiveOn, decidedOn, reference)
  findings.push(ceilingCondition(facts, effectiveOn, reference))
  if (effectiveOn < SUPERIOR_MAY_BE_PASSED_FROM) findings.push(superiorCondition(facts))
  findings.push(examCondition(facts))
  return findings
}

function commonFindings(...[facts, effectiveOn, decidedOn, reference]: Parameters<typeof regularPromotion>): Finding[] {
  if (facts.isSpecialist && facts.rank === SPECIALIST_RANK) {
    return [
      ...commonConditions(facts, effectiveOn, decidedOn, reference, SPECIALIST_GOOD_YEARS),
      tenureCondition(facts, effectiveOn, SPECIALIST_TENURE_YEARS, SPECIALIST_SOURCE),
    ]
  }
  return [
    ...commonConditions(facts, effectiveOn, decidedOn, reference),
    tenureCondition(facts, effectiveOn, FULL_TENURE_YEARS),
  ]
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
