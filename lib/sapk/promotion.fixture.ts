import { readReferenceRows } from '@/db/reference/read'
import { buildReference } from '@/lib/registry/reference'
import { type PromotionFacts, type PromotionType, promotionFindings } from '@/lib/sapk/promotion'

export const reference = buildReference(readReferenceRows())

/** Somebody who may be promoted to III/c on 1 April 2027: nothing stands in the way but what a test changes. */
export const facts: PromotionFacts = {
  status: 'pns',
  legalStatus: '01',
  rank: 'III/b',
  rankSince: '2023-04-01',
  serviceMonths: 96,
  unpaidMonths: 0,
  unpaidLeaves: [],
  hasRankDecree: true,
  educationLevel: '40',
  isSpecialist: false,
  predicates: { 2024: 'good', 2025: 'good', 2026: 'good' },
  sanctions: [],
  post: { kind: 'executing', name: 'Penelaah Teknis Kebijakan', echelon: null, grade: null },
  postSince: '2023-04-01',
  inauguratedOn: null,
  superiorRank: 'IV/a',
  retiresOn: '2045-01-01',
  proofs: [],
  creditThousandths: null,
  supportCreditThousandths: null,
  isBlocked: false,
  hasOpenProposal: false,
}

export const head = (echelon: string) => ({ kind: 'structural', name: 'Kepala', echelon, grade: null }) as const

/** Codes of what is unmet, for a TMT decided a month before. */
export function unmet(
  type: PromotionType,
  changes: Partial<PromotionFacts> = {},
  effectiveOn = '2027-04-01',
): string[] {
  return promotionFindings(type, { ...facts, ...changes }, effectiveOn, '2027-03-01', reference)
    .filter((finding) => !finding.met)
    .map((finding) => finding.code.replace('promotion.', ''))
}
