import type { nominativeOutcome } from '@/db/schema/nominative'
import type { CivilDate } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import type { Post } from '@/lib/registry/positions'
import type { Rank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import {
  applicablePromotionType,
  judgePromotion,
  type PromotionFacts,
  type PromotionType,
  proposedRank,
} from '@/lib/sapk/promotion'

export type NominativeOutcome = (typeof nominativeOutcome.enumValues)[number]

/** Grows when a change of a rule may change an outcome, so that older results can be told apart. */
export const RULE_VERSION = 5

/** Somebody of the agency, with what the list shows, sorts and filters by. */
export type Person = {
  id: string
  agencyId: number
  nip: string
  name: string
  unitId: number | null
}

/** One line of the nominatif. */
export type NominativeRow = {
  type: PromotionType
  outcome: NominativeOutcome
  isProvisional: boolean
  unmet: Finding[]
  rank: Rank | null
  rankSince: CivilDate | null
  proposedRank: Rank | null
  serviceMonths: number | null
  salaryRupiah: number | null
}

/** Nobody is promoted from a rank that is not on record. Source: Perka BKN 18/2010. */
export const NO_RANK: Finding = { code: 'promotion.rank', met: false, facts: {}, source: 'Perka BKN 18/2010' }

/** What the rules say about one person for one period, cut down to what is kept. */
export function nominativeRow(
  { facts, post }: { facts: PromotionFacts | null; post: Post },
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  reference: Reference,
): NominativeRow {
  if (!facts) return { ...UNKNOWN_RANK, type: applicablePromotionType({ post }) }
  const { type, outcome, isProvisional, findings } = judgePromotion(facts, effectiveOn, decidedOn, reference)
  const proposed = proposedRank(facts, effectiveOn, reference)
  return {
    type,
    outcome,
    isProvisional,
    unmet: findings.filter((finding) => !finding.met),
    rank: facts.rank,
    rankSince: facts.rankSince,
    proposedRank: proposed?.rank ?? null,
    serviceMonths: proposed?.serviceMonths ?? null,
    salaryRupiah: proposed?.salaryRupiah ?? null,
  }
}

const UNKNOWN_RANK: Omit<NominativeRow, 'type'> = {
  outcome: 'ineligible',
  isProvisional: false,
  unmet: [NO_RANK],
  rank: null,
  rankSince: null,
  proposedRank: null,
  serviceMonths: null,
  salaryRupiah: null,
}
