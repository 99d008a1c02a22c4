import type { CivilDate } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import type { ExamProof } from '@/lib/registry/history-fields'
import type { Post } from '@/lib/registry/positions'
import type { Predicate } from '@/lib/registry/predicate'
import { nextRank, type Rank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { baseSalary } from '@/lib/registry/salary'
import { serviceMonthsAfter, serviceMonthsAt } from '@/lib/registry/service-time'
import { isProvisional } from '@/lib/sapk/performance'
import { functionalPromotion } from '@/lib/sapk/promotion-functional'
import { regularPromotion } from '@/lib/sapk/promotion-regular'
import { structuralPromotion } from '@/lib/sapk/promotion-structural'
import type { UnpaidLeave } from '@/lib/sapk/unpaid-leave'

/** Reguler, pilihan jabatan struktural, pilihan jabatan fungsional. */
export const PROMOTION_TYPES = ['regular', 'structural', 'functional'] as const

export type PromotionType = (typeof PROMOTION_TYPES)[number]

/** Everything the rules need to know of one person. */
export type PromotionFacts = {
  status: 'cpns' | 'pns' | 'pppk'
  legalStatus: string // kedudukan hukum, BKN code
  rank: Rank
  rankSince: CivilDate // TMT of the first decree of the rank held without a break
  serviceMonths: number // masa kerja golongan on that day, as the last decree and PMK make it
  unpaidMonths: number | null // CLTN since that day; null when its period is not known
  unpaidLeaves: readonly UnpaidLeave[] // CLTN
  hasRankDecree: boolean // the history names the decree of the rank
  educationLevel: string | null // tk_pendidikan of the highest diploma recognised in the data
  isSpecialist: boolean // that diploma is a Spesialis I
  predicates: Readonly<Record<number, Predicate | undefined>> // by year
  sanctions: readonly { severity: 'light' | 'medium' | 'severe'; endsOn: CivilDate }[]
  post: Post
  postSince: CivilDate // TMT jabatan
  inauguratedOn: CivilDate | null // pelantikan in a structural post, where it is on record
  superiorRank: Rank | null // null when nobody is above
  retiresOn: CivilDate // first day of pension
  proofs: readonly ExamProof[]
  creditThousandths: number | null // angka kredit within the present jenjang; null without a PAK
  supportCreditThousandths: number | null // what of them is unsur penunjang
  isBlocked: boolean // Peraturan BKN 1/2023
  hasOpenProposal: boolean
}

/** Memenuhi syarat; memenuhi syarat once the examination is shown (MS_BERSYARAT); tidak memenuhi syarat. */
export type PromotionOutcome = 'eligible' | 'conditional' | 'ineligible'

export type PromotionVerdict = {
  type: PromotionType
  outcome: PromotionOutcome
  /** The year just before the TMT is not assessed yet: the outcome may still change. */
  isProvisional: boolean
  findings: Finding[]
}

/** Unmet, these ask for a paper that is not in the data yet; they do not refuse. */
export const CONDITIONAL_CODES: ReadonlySet<string> = new Set(['promotion.service_exam_1', 'promotion.service_exam_2'])

/**
 * Whether somebody may be promoted on a TMT in the post held now, and every condition behind the answer.
 *
 * @param effectiveOn TMT of the new rank; the rules in force on it decide
 * @param decidedOn the day of the decision, which says what years are assessed
 */
export function judgePromotion(
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  reference: Reference,
): PromotionVerdict {
  const type = applicablePromotionType(facts)
  const findings = promotionFindings(type, facts, effectiveOn, decidedOn, reference)
  return {
    type,
    findings,
    outcome: outcomeOf(findings),
    isProvisional: isProvisional(facts.predicates, effectiveOn, decidedOn),
  }
}

/** The conditions of one type of promotion on a TMT, in the order of the regulation. */
export function promotionFindings(
  type: PromotionType,
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  reference: Reference,
): Finding[] {
  return RULES[type](facts, effectiveOn, decidedOn, reference)
}

/** A head is promoted by the post, a functional officer by angka kredit, everybody else by time. */
export function applicablePromotionType({ post }: Pick<PromotionFacts, 'post'>): PromotionType {
  return post.kind === 'executing' ? 'regular' : post.kind
}

export function outcomeOf(findings: readonly Finding[]): PromotionOutcome {
  let outcome: PromotionOutcome = 'eligible'
  for (const finding of findings) {
    if (finding.met) continue
    if (!CONDITIONAL_CODES.has(finding.code)) return 'ineligible'
    outcome = 'conditional'
  }
  return outcome
}

/** What the decree would print, whether or not the person is eligible. Undefined at the top of the ladder. */
export function proposedRank(
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  reference: Reference,
): { rank: Rank; serviceMonths: number; salaryRupiah: number | null } | undefined {
  const rank = nextRank(facts.rank)
  if (!rank) return undefined
  const serviceMonths = serviceMonthsAfter(
    serviceMonthsAt(facts, effectiveOn, facts.unpaidMonths ?? 0),
    facts.rank,
    rank,
  )
  return { rank, serviceMonths, salaryRupiah: baseSalary(reference, rank, serviceMonths, effectiveOn) ?? null }
}

type PromotionRule = (
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  reference: Reference,
) => Finding[]

const RULES: Record<PromotionType, PromotionRule> = {
  regular: regularPromotion,
  structural: structuralPromotion,
  functional: functionalPromotion,
}
