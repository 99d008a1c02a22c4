import type { CivilDate } from '@/lib/civil-date'
import { GRADES, type Grade, type Post } from '@/lib/registry/positions'
import { type Rank, rankOrder } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { rowOn } from '@/lib/registry/validity'
import { type NextPromotion, nextPromotion } from '@/lib/sapk/next-promotion'
import { applicablePromotionType, PROMOTION_TYPES, type PromotionFacts, type PromotionType } from '@/lib/sapk/promotion'

/** A post that somebody does not hold, with the ranks that belong to it. */
export type SupposedPost = { post: Post; fromRank: Rank | null; toRank: Rank | null }

/** The next promotion of a type that the post held is not for, in a post taken today; null when the rank allows none. */
export type OtherPath = NextPromotion & { supposed: SupposedPost | null }

/**
 * Every type with its next date and what is missing for it. Only that of the post held is open; the dates of the others
 * suppose that a post of their kind is taken today, of those that a rank allows the one that leads on soonest, without
 * angka kredit yet and whoever stands above it.
 *
 * Source: PP 99/2000 jo. PP 12/2002; ranks of posts PP 13/2002, PermenPANRB 1/2023.
 */
export function promotionPaths(
  facts: PromotionFacts,
  from: CivilDate,
  today: CivilDate,
  reference: Reference,
): { own: NextPromotion; others: OtherPath[] } {
  const held = applicablePromotionType(facts)
  const others = PROMOTION_TYPES.filter((type) => type !== held).map((type) => {
    const paths = supposedPosts[type](facts, today, reference).map((supposed) => {
      const taken = { ...facts, ...JUST_TAKEN, post: supposed.post, postSince: today }
      return { ...nextPromotion(taken, from, today, reference), supposed }
    })
    return closedNow(type, held, paths.reduce<OtherPath | undefined>(sooner, undefined))
  })
  return { own: nextPromotion(facts, from, today, reference), others }
}

/** What a post that is taken today does not bring along. */
const JUST_TAKEN = {
  inauguratedOn: null,
  superiorRank: null,
  creditThousandths: null,
  supportCreditThousandths: null,
} satisfies Partial<PromotionFacts>

function closedNow(type: PromotionType, held: PromotionType, path: OtherPath | undefined): OtherPath {
  const finding = { code: 'promotion.post_kind', met: false, facts: { needed: type, held }, source: 'PP 99/2000' }
  const findings = path?.findings.filter(({ code }) => code !== 'promotion.superior') ?? []
  return {
    type,
    effectiveOn: path?.effectiveOn ?? null,
    findings: [finding, ...findings],
    stops: path?.stops ?? [finding],
    supposed: path?.supposed ?? null,
  }
}

/** The lower post comes first and stays, unless a higher one leads on earlier. */
function sooner(one: OtherPath | undefined, other: OtherPath): OtherPath {
  if (one === undefined) return other
  if (other.effectiveOn === null) return one
  return one.effectiveOn === null || other.effectiveOn < one.effectiveOn ? other : one
}

const supposedPosts: Record<
  PromotionType,
  (facts: PromotionFacts, today: CivilDate, reference: Reference) => SupposedPost[]
> = {
  regular: () => [{ post: { kind: 'executing', name: '', echelon: null, grade: null }, fromRank: null, toRank: null }],

  structural: (_, today, reference) =>
    [...reference.echelons.keys()]
      .flatMap((echelon) => {
        const range = rowOn(reference.echelons, echelon, today)
        if (!range) return []
        const post: Post = { kind: 'structural', name: '', echelon, grade: null }
        return [{ post, fromRank: range.minRank, toRank: range.maxRank }]
      })
      .sort((one, other) => rankOrder(one.fromRank) - rankOrder(other.fromRank)),

  functional: ({ rank, educationLevel }, today, reference) => {
    const grades = GRADES.flatMap((grade) => {
      const row = rowOn(reference.creditPoints, grade, today)
      if (!row || rankOrder(rank) < rankOrder(row.fromRank) || rankOrder(row.toRank) < rankOrder(rank)) return []
      const post: Post = { kind: 'functional', name: '', echelon: null, grade }
      return [{ post, fromRank: row.fromRank, toRank: row.toRank }]
    })
    const isExpert = (educationLevel ?? '') >= EXPERT_FROM_LEVEL
    const fitting = grades.filter(({ post }) => isExpert === isExpertGrade(post.grade))
    return fitting.length > 0 ? fitting : grades
  },
}

/** Keahlian asks for D-IV or S-1. */
const EXPERT_FROM_LEVEL = '35'

function isExpertGrade(grade: Grade | null): boolean {
  return grade?.startsWith('Ahli') ?? false
}
