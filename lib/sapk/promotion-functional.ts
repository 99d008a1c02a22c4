import type { CivilDate } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import { nextRank, rankOrder } from '@/lib/registry/ranks'
import type { CreditPointGrade, Reference } from '@/lib/registry/reference'
import { rowOn } from '@/lib/registry/validity'
import type { PromotionFacts } from '@/lib/sapk/promotion'
import { commonConditions, isAbove, tenureCondition } from '@/lib/sapk/promotion-conditions'

/**
 * Kenaikan pangkat pilihan for holders of a functional post (202): two years in the rank, the angka kredit of the
 * rank, and a rank that belongs to the jenjang. The direct superior may be passed, there is no Ujian Dinas.
 *
 * Source: PP 99/2000 art. 13; PermenPANRB 1/2023; Peraturan BKN 3/2023.
 */
export function functionalPromotion(
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  reference: Reference,
): Finding[] {
  const grade = facts.post.grade === null ? undefined : rowOn(reference.creditPoints, facts.post.grade, effectiveOn)
  return [
    ...commonConditions(facts, effectiveOn, decidedOn, reference),
    tenureCondition(facts, effectiveOn, 2),
    creditCondition(facts, grade),
    gradeCondition(facts, grade),
  ]
}

/**
 * Angka kredit that a rank of a jenjang asks for, in thousandths. They accumulate within the jenjang and restart at
 * the next; a rank still below the jenjang was earned in the one before and asks for none.
 */
export function requiredCredit(facts: Pick<PromotionFacts, 'rank'>, grade: CreditPointGrade): number {
  const steps = rankOrder(facts.rank) - rankOrder(grade.fromRank) + 1
  return Math.max(0, steps) * grade.rankThresholdThousandths
}

function creditCondition(facts: PromotionFacts, grade: CreditPointGrade | undefined): Finding {
  const requiredThousandths = grade ? requiredCredit(facts, grade) : null
  const { creditThousandths, supportCreditThousandths } = facts
  return {
    code: 'promotion.credit_points',
    met: requiredThousandths !== null && (creditThousandths ?? 0) >= requiredThousandths,
    facts: { creditThousandths, supportCreditThousandths, requiredThousandths, grade: facts.post.grade },
    source: 'PermenPANRB 1/2023; Peraturan BKN 3/2023',
  }
}

/** Past the last rank of the jenjang: uji kompetensi, a vacancy and the decree of the next jenjang come first. */
function gradeCondition(facts: PromotionFacts, grade: CreditPointGrade | undefined): Finding {
  const next = nextRank(facts.rank)
  return {
    code: 'promotion.grade',
    met: grade !== undefined && (next === undefined || !isAbove(next, grade.toRank)),
    facts: {
      grade: facts.post.grade,
      lastRank: grade?.toRank ?? null,
      nextRank: next ?? null,
      entersGrade: grade !== undefined && next === grade.fromRank,
      hasCompetencyTest: facts.proofs.includes('UKOM'),
    },
    source: 'PermenPANRB 1/2023',
  }
}
