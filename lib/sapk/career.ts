import type { CivilDate } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import type { Rank } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { baseSalary } from '@/lib/registry/salary'
import { serviceMonthsAt } from '@/lib/registry/service-time'
import { nextIncrement } from '@/lib/sapk/increment'
import { nextPromotion } from '@/lib/sapk/next-promotion'
import { pensionEstimate, retirementAgeOn } from '@/lib/sapk/pension'
import { type PromotionFacts, proposedRank } from '@/lib/sapk/promotion'
import { servicePromotion, servicePromotionOn, servicePromotionRank } from '@/lib/sapk/promotion-service'
import { type RankDecree, type ServiceCredit, withCredits } from '@/lib/sapk/rank-held'

/** One dated point of a career line, behind today or ahead of it. */
export type CareerPoint = {
  on: CivilDate
  kind:
    | 'appointment'
    | 'rank'
    | 'post'
    | 'diploma'
    | 'today'
    | 'increment'
    | 'promotion'
    | 'service_promotion'
    | 'retirement'
  isProjected: boolean
  rank: Rank
  serviceMonths: number // masa kerja golongan; masa kerja pensiun on `retirement`
  /** Base salary by the table of today, so that steps compare; on `retirement` the estimated pension. */
  amountRupiah: number | null
  /** Name of the post or the diploma. */
  label: string | null
  /** What must hold on the day, met or not. */
  findings: Finding[]
}

export type CareerHistory = {
  ranks: readonly RankDecree[] // oldest first
  credits: readonly ServiceCredit[] // recognised PMK
  posts: readonly { name: string; effectiveOn: CivilDate }[]
  diplomas: readonly { name: string; obtainedOn: CivilDate }[]
}

export type CareerFacts = PromotionFacts & {
  bornOn: CivilDate
  cpnsOn: CivilDate
  retirementAgeYears: number
  creditedMonths: number // recognised PMK
}

/**
 * A career from the first decree to the pension: what is in the history, then what follows from it in the present
 * post, supposing good predicates. A projection, not a decision.
 *
 * @param from the first day to promote on, such as the next period still open
 */
export function careerLine(
  history: CareerHistory,
  facts: CareerFacts,
  today: CivilDate,
  from: CivilDate,
  reference: Reference,
): CareerPoint[] {
  const serviceMonths = serviceMonthsAt(facts, today, facts.unpaidMonths ?? 0)
  const present = point(today, 'today', facts.rank, serviceMonths, today, reference)
  return [...pastPoints(history, today, reference), present, ...projectCareer(facts, today, from, reference)]
}

/** The points ahead of today, in order; nothing lies on or after the pension but the pension itself. */
export function projectCareer(
  facts: CareerFacts,
  today: CivilDate,
  from: CivilDate,
  reference: Reference,
): CareerPoint[] {
  const points: CareerPoint[] = []
  let held = facts
  let since = today
  let earliest = from
  for (;;) {
    const next = nextPromotion(held, earliest, today, reference)
    const until = next.effectiveOn ?? held.retiresOn
    points.push(...incrementsBetween(held, since, until, today, reference))
    const proposed = next.effectiveOn === null ? undefined : proposedRank(held, next.effectiveOn, reference)
    if (next.effectiveOn === null || !proposed) break

    const { rank, serviceMonths } = proposed
    points.push({
      ...point(next.effectiveOn, 'promotion', rank, serviceMonths, today, reference),
      isProjected: true,
      findings: next.findings,
    })
    held = { ...held, rank, serviceMonths, rankSince: next.effectiveOn, unpaidMonths: 0, hasOpenProposal: false }
    since = earliest = next.effectiveOn
  }
  return [...points, ...farewell(held, today, reference)]
}

function pastPoints(history: CareerHistory, today: CivilDate, reference: Reference): CareerPoint[] {
  const [first] = history.ranks
  if (!first) return []
  const points = history.ranks.map((row) =>
    point(row.effectiveOn, row === first ? 'appointment' : 'rank', row.rank, row.serviceMonths, today, reference),
  )
  const marks = [
    ...history.posts.map(({ name, effectiveOn }) => ({ on: effectiveOn, kind: 'post' as const, name })),
    ...history.diplomas.map(({ name, obtainedOn }) => ({ on: obtainedOn, kind: 'diploma' as const, name })),
  ]
  const steps = withCredits(history.ranks, history.credits)
  for (const { on, kind, name } of marks) {
    const held = steps.findLast((row) => row.effectiveOn <= on) ?? first
    const serviceMonths = serviceMonthsAt({ rankSince: held.effectiveOn, serviceMonths: held.serviceMonths }, on)
    points.push({ ...point(on, kind, held.rank, serviceMonths, today, reference), label: name })
  }
  return points.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

/** Kenaikan gaji berkala after a day and before another, on the rank held. */
function incrementsBetween(
  facts: CareerFacts,
  since: CivilDate,
  until: CivilDate,
  today: CivilDate,
  reference: Reference,
): CareerPoint[] {
  const points: CareerPoint[] = []
  for (let after = since; ; ) {
    const increment = nextIncrement({ ...facts, latestPredicate: null }, after, reference)
    if ('none' in increment || increment.effectiveOn >= until) return points
    after = increment.effectiveOn
    points.push({
      ...point(after, 'increment', facts.rank, increment.serviceYears * 12, today, reference),
      isProjected: true,
    })
  }
}

/** The pension, and before it the promotion for service where its length allows one. */
function farewell(facts: CareerFacts, today: CivilDate, reference: Reference): CareerPoint[] {
  if (facts.retiresOn <= today) return []
  const ageReachedOn = retirementAgeOn(facts.bornOn, facts.retirementAgeYears)
  const promotedOn = servicePromotionOn(ageReachedOn)
  const findings = servicePromotion(facts, facts.cpnsOn, promotedOn)
  const isGranted =
    promotedOn > today &&
    promotedOn < facts.retiresOn &&
    findings.every((finding) => finding.met || finding.code === 'service_promotion.predicate')
  const rank = isGranted ? servicePromotionRank(facts.rank) : facts.rank
  const serviceMonths = serviceMonthsAt(facts, promotedOn, facts.unpaidMonths ?? 0)
  const points: CareerPoint[] = []
  if (rank !== facts.rank) {
    points.push({
      ...point(promotedOn, 'service_promotion', rank, serviceMonths, today, reference),
      isProjected: true,
      findings,
    })
  }
  const pension = pensionEstimate({ ...facts, rank }, ageReachedOn, facts.retiresOn, reference)
  points.push({
    ...point(facts.retiresOn, 'retirement', rank, pension?.serviceMonths ?? 0, today, reference),
    amountRupiah: pension?.estimateRupiah ?? null,
    isProjected: true,
  })
  return points
}

function point(
  on: CivilDate,
  kind: CareerPoint['kind'],
  rank: Rank,
  serviceMonths: number,
  today: CivilDate,
  reference: Reference,
): CareerPoint {
  const amountRupiah = baseSalary(reference, rank, serviceMonths, today) ?? null
  return { on, kind, isProjected: false, rank, serviceMonths, amountRupiah, label: null, findings: [] }
}
