import { type CivilDate, monthsOf, wholeMonthsBetween } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import { type Rank, rankOrder } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { rowOn } from '@/lib/registry/validity'
import type { PromotionFacts } from '@/lib/sapk/promotion'
import {
  commonConditions,
  examCondition,
  FULL_TENURE_YEARS,
  hasFullTenure,
  superiorCondition,
  tenureCondition,
} from '@/lib/sapk/promotion-conditions'

/**
 * Kenaikan pangkat pilihan for holders of a structural post (201): one rank below its minimum after a year in rank and
 * post, within its range after four years, never past its maximum nor the direct superior.
 *
 * Source: PP 99/2000 art. 9-12 jo. PP 12/2002; ranges PP 13/2002.
 */
export function structuralPromotion(
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  decidedOn: CivilDate,
  reference: Reference,
): Finding[] {
  const { echelon } = facts.post
  const range = echelon === null ? undefined : rowOn(reference.echelons, echelon, effectiveOn)
  return [
    ...commonConditions(facts, effectiveOn, decidedOn, reference),
    ...(range ? rangeConditions(facts, effectiveOn, range) : [rangeUnknown(facts)]),
    superiorCondition(facts),
    examCondition(facts),
  ]
}

/** Where a rank stands in the range of a post: case a is `one_below`, case b `inside`. */
export type PlaceInRange = 'far_below' | 'one_below' | 'inside' | 'at_maximum'

export function placeOf(rank: Rank, minRank: Rank, maxRank: Rank): PlaceInRange {
  const stepsBelow = rankOrder(minRank) - rankOrder(rank)
  if (stepsBelow > 1) return 'far_below'
  if (stepsBelow === 1) return 'one_below'
  return rankOrder(rank) >= rankOrder(maxRank) ? 'at_maximum' : 'inside'
}

function rangeConditions(
  facts: PromotionFacts,
  effectiveOn: CivilDate,
  { minRank, maxRank }: { minRank: Rank; maxRank: Rank },
): Finding[] {
  const place = placeOf(facts.rank, minRank, maxRank)
  const rangeFacts = { rank: facts.rank, echelon: facts.post.echelon, minRank, maxRank }
  return [
    ...tenureByPlace(facts, effectiveOn, place),
    { code: 'promotion.post_minimum', met: place !== 'far_below', facts: rangeFacts, source: 'PP 13/2002' },
    { code: 'promotion.post_maximum', met: place !== 'at_maximum', facts: rangeFacts, source: 'PP 13/2002' },
  ]
}

/** Without the range of the post neither end of it can be judged, nor the years that its place in it asks for. */
function rangeUnknown({ post }: PromotionFacts): Finding {
  return { code: 'promotion.post_range', met: false, facts: { echelon: post.echelon }, source: 'PP 13/2002' }
}

function tenureByPlace(facts: PromotionFacts, effectiveOn: CivilDate, place: PlaceInRange): Finding[] {
  if (place === 'inside') return [tenureCondition(facts, effectiveOn, FULL_TENURE_YEARS)]
  if (place !== 'one_below') return []
  if (hasFullTenure(facts, effectiveOn)) return [afterInauguration(facts, effectiveOn)]
  return [tenureCondition(facts, effectiveOn, 1), yearInPost(facts, effectiveOn)]
}

/** After four years in the rank the next period following the pelantikan is enough. */
function afterInauguration(facts: PromotionFacts, effectiveOn: CivilDate): Finding {
  const { postSince, inauguratedOn } = facts
  return {
    code: inauguratedOn ? 'promotion.inaugurated' : 'promotion.inauguration',
    met: inPostAndInaugurated(facts) < effectiveOn,
    facts: { postSince, inauguratedOn, effectiveOn },
    source: 'PP 99/2000 jo. PP 12/2002',
  }
}

const POST_TENURE_YEARS = 1

function yearInPost(facts: PromotionFacts, effectiveOn: CivilDate): Finding {
  const { postSince, inauguratedOn } = facts
  const postMonths = wholeMonthsBetween(postTenureSince(facts), effectiveOn)
  return {
    code: inauguratedOn ? 'promotion.inaugurated_tenure_1' : 'promotion.post_tenure_1',
    met: postMonths >= monthsOf(POST_TENURE_YEARS),
    facts: { postSince, inauguratedOn, postMonths, effectiveOn },
    source: 'PP 99/2000 jo. PP 12/2002',
  }
}

type Taken = Pick<PromotionFacts, 'postSince' | 'inauguratedOn'>

/** The year in a post counts from the pelantikan; where none is on record, from the TMT of the post. */
export function postTenureSince({ postSince, inauguratedOn }: Taken): CivilDate {
  return inauguratedOn ?? postSince
}

/** The day on which a post is in force and its holder, where a pelantikan is on record, sworn in as well. */
export function inPostAndInaugurated({ postSince, inauguratedOn }: Taken): CivilDate {
  return inauguratedOn && inauguratedOn > postSince ? inauguratedOn : postSince
}
