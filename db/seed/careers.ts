import {
  addMonths,
  addYears,
  type CivilDate,
  firstOfMonth,
  firstOfNextMonth,
  monthOf,
  wholeYearsBetween,
} from '@/lib/civil-date'
import { nextRank, type Rank, rankOrder } from '@/lib/registry/ranks'
import type { Reference } from '@/lib/registry/reference'
import { serviceMonthsAfter, serviceMonthsAt } from '@/lib/registry/service-time'
import { rowOn } from '@/lib/registry/validity'
import { nextPeriodDate } from '@/lib/sapk/period'
import { type Family, gradeAt, type LaterStudy, topRank } from './posts'
import type { Random } from './random'

export type PositionKind = 'structural' | 'functional' | 'executing'

export type RankStep = { rank: Rank; effectiveOn: CivilDate; serviceMonths: number; type: string | null }
export type PostStep = {
  kind: PositionKind
  title: string
  unit: number // place in the agency's list of units
  echelon: string | null
  effectiveOn: CivilDate
}
export type StudyStep = LaterStudy & { recognisedOn: CivilDate; isBasis: boolean }

export type Career = {
  cpnsOn: CivilDate
  pnsOn: CivilDate | null
  ranks: RankStep[]
  posts: PostStep[]
  studies: StudyStep[]
}

/** A structural post on the way up, with the ranks its echelon allows. */
export type Rung = { title: string; unit: number; echelon: string }

export type Track =
  | { kind: 'executing'; titles: readonly [string, ...string[]] }
  | { kind: 'functional'; family: Family; before: string }
  | { kind: 'structural'; before: string; rungs: readonly Rung[] }

export type CareerPlan = {
  cpnsOn: CivilDate
  study: LaterStudy
  later: (LaterStudy & { recognisedOn: CivilDate }) | null
  track: Track
  unit: number
  earlierUnit: number
}

/** MKG at entry where the salary column begins at three years. Source: PP 7/1977. */
const ENTRY_MONTHS: Partial<Record<Rank, number>> = { 'I/c': 36, 'II/b': 36, 'II/c': 36 }

/**
 * One working life computed forward from TMT CPNS to the day of the data: promotions on the period dates of their time
 * and by the rules of their type, posts between them, a study finished in service.
 */
export function careerOf(random: Random, plan: CareerPlan, asOf: CivilDate, reference: Reference): Career {
  const basis = rowOn(reference.educationLevels, plan.study.level, plan.cpnsOn)
  if (!basis) throw new Error(`no education level ${plan.study.level}`)
  const probationEnds = addMonths(plan.cpnsOn, 12 + random.between(0, 9))
  const life: Life = {
    random,
    plan,
    asOf,
    reference,
    rank: basis.entryRank,
    since: plan.cpnsOn,
    serviceMonths: ENTRY_MONTHS[basis.entryRank] ?? 0,
    delayPeriods: delay(random),
    rung: -1,
    wait: random.between(2, 20),
    ranks: [],
    posts: [],
    pnsOn: probationEnds > asOf ? null : probationEnds,
  }
  life.ranks.push({ rank: life.rank, effectiveOn: life.since, serviceMonths: life.serviceMonths, type: null })
  begin(life)
  while (step(life));
  finish(life)
  return { cpnsOn: plan.cpnsOn, pnsOn: life.pnsOn, ranks: life.ranks, posts: life.posts, studies: studiesOf(plan) }
}

/** A career that a story of the demonstration needs exactly so; service time still follows from the rules. */
export type ToldCareer = {
  pnsOn: CivilDate
  ranks: readonly [rank: Rank, effectiveOn: CivilDate, type: string | null][]
  posts: readonly Omit<PostStep, 'unit'>[]
}

export function toldCareer(plan: CareerPlan, told: ToldCareer): Career {
  const ranks: RankStep[] = []
  for (const [rank, effectiveOn, type] of told.ranks) {
    const last = ranks[ranks.length - 1]
    const serviceMonths = last
      ? serviceMonthsAfter(
          serviceMonthsAt({ rankSince: last.effectiveOn, serviceMonths: last.serviceMonths }, effectiveOn),
          last.rank,
          rank,
        )
      : (ENTRY_MONTHS[rank] ?? 0)
    ranks.push({ rank, effectiveOn, serviceMonths, type })
  }
  const posts = told.posts.map((post) => ({ ...post, unit: plan.unit }))
  return { cpnsOn: plan.cpnsOn, pnsOn: told.pnsOn, ranks, posts, studies: studiesOf(plan) }
}

type Life = {
  random: Random
  plan: CareerPlan
  asOf: CivilDate
  reference: Reference
  rank: Rank
  since: CivilDate
  serviceMonths: number
  delayPeriods: number
  rung: number // place on the structural ladder, -1 below it
  wait: number // months before the next structural post
  ranks: RankStep[]
  posts: PostStep[]
  pnsOn: CivilDate | null
}

type Promotion = { on: CivilDate; rank: Rank; type: string }

/** Most are promoted on time, some a period or two late: those are the ones who are due today. */
function delay(random: Random): number {
  if (random.chance(62)) return 0
  return random.chance(65) ? 1 : random.between(2, 5)
}

function begin(life: Life) {
  const { plan } = life
  const title = plan.track.kind === 'executing' ? plan.track.titles[0] : plan.track.before
  life.posts.push({ kind: 'executing', title, unit: plan.earlierUnit, echelon: null, effectiveOn: plan.cpnsOn })
}

/** Takes the earlier of the next post and the next promotion; false when neither comes before today. */
function step(life: Life): boolean {
  const promotion = nextPromotion(life)
  const post = nextPost(life)
  if (post && post.effectiveOn <= life.asOf && (!promotion || post.effectiveOn <= promotion.on)) {
    life.posts.push(post)
    if (post.kind === 'structural') life.rung += 1
    life.wait = life.random.between(3, 30)
    return true
  }
  if (!promotion || promotion.on > life.asOf) return false
  life.serviceMonths = serviceMonthsAfter(
    serviceMonthsAt({ rankSince: life.since, serviceMonths: life.serviceMonths }, promotion.on),
    life.rank,
    promotion.rank,
  )
  life.rank = promotion.rank
  life.since = promotion.on
  life.delayPeriods = delay(life.random)
  life.ranks.push({
    rank: life.rank,
    effectiveOn: life.since,
    serviceMonths: life.serviceMonths,
    type: promotion.type,
  })
  return true
}

function nextPromotion(life: Life): Promotion | undefined {
  if (!life.pnsOn) return undefined
  const adjusted = adjustment(life)
  const usual = life.plan.track.kind === 'functional' ? functional(life) : byTime(life)
  return adjusted && (!usual || adjusted.on < usual.on) ? adjusted : usual
}

/** Penyesuaian ijazah: a year in the rank and a diploma whose entry rank is above it. */
function adjustment(life: Life): Promotion | undefined {
  const { later } = life.plan
  if (!later || life.plan.track.kind === 'functional') return undefined
  const target = rowOn(life.reference.educationLevels, later.level, later.recognisedOn)?.adjustmentRank
  if (!target || rankOrder(target) <= rankOrder(life.rank)) return undefined
  const earliest = latest(addYears(life.since, 1), addMonths(later.recognisedOn, 6))
  return { on: periodFrom(life, earliest), rank: target, type: 'PENYESUAIAN_IJAZAH' }
}

/** Reguler below a structural post, pilihan struktural in one. */
function byTime(life: Life): Promotion | undefined {
  const rank = nextRank(life.rank)
  if (!rank) return undefined
  const held = life.plan.track.kind === 'structural' ? life.plan.track.rungs[life.rung] : undefined
  return held ? structural(life, rank, held.echelon) : regular(life, rank)
}

function regular(life: Life, rank: Rank): Promotion | undefined {
  const { later, study } = life.plan
  let on = delayed(life, periodFrom(life, addYears(life.since, 4)))
  if (rankOrder(rank) > ceiling(life, study.level)) {
    if (!later || rankOrder(rank) > ceiling(life, later.level)) return undefined
    on = latest(on, periodFrom(life, later.recognisedOn))
  }
  return { on, rank, type: 'REGULER' }
}

function ceiling(life: Life, level: string): number {
  const found = rowOn(life.reference.educationLevels, level, life.since)
  return found ? rankOrder(found.ceilingRank) : 0
}

function structural(life: Life, rank: Rank, echelon: string): Promotion | undefined {
  const range = rowOn(life.reference.echelons, echelon, life.since)
  const postSince = life.posts[life.posts.length - 1]?.effectiveOn ?? life.since
  if (!range || rankOrder(rank) > rankOrder(range.maxRank)) return undefined
  const below = rankOrder(range.minRank) - rankOrder(life.rank)
  if (below > 1) return undefined
  const inRank = addYears(life.since, 4)
  const earliest = below === 1 ? sooner(inRank, latest(addYears(life.since, 1), addYears(postSince, 1))) : inRank
  const on = delayed(life, periodFrom(life, latest(earliest, addMonths(postSince, 1))))
  return { on, rank, type: 'STRUKTURAL' }
}

/** Three or four years bring the angka kredit of a rank; the next jenjang needs an opening, which many wait for. */
function functional(life: Life): Promotion | undefined {
  const { track } = life.plan
  const rank = nextRank(life.rank)
  if (track.kind !== 'functional' || !rank || rankOrder(rank) > rankOrder(topRank(track.family.category))) {
    return undefined
  }
  const isHeld = life.posts.some((post) => post.kind === 'functional')
  if (!isHeld) return undefined
  const { category } = track.family
  if (gradeAt(category, rank) !== gradeAt(category, life.rank) && !mayCross(life, rank)) return undefined
  const years = life.wait < 10 ? 3 : 4
  return { on: delayed(life, periodFrom(life, addYears(life.since, years))), rank, type: 'FUNGSIONAL' }
}

/** Whether there is an opening: decided by the length of the wait drawn for this rank, so that asking twice answers alike. */
function mayCross(life: Life, rank: Rank): boolean {
  const current = life.posts[life.posts.length - 1]?.title ?? ''
  const { track } = life.plan
  if (track.kind !== 'functional') return false
  return current.endsWith(gradeAt(track.family.category, rank)) || life.wait < (rank === 'IV/d' ? 5 : 26)
}

function nextPost(life: Life): PostStep | undefined {
  const { track } = life.plan
  if (!life.pnsOn) return undefined
  if (track.kind === 'structural') return nextRung(life, track.rungs)
  return track.kind === 'functional' ? nextGrade(life, track.family) : undefined
}

function nextRung(life: Life, rungs: readonly Rung[]): PostStep | undefined {
  const rung = rungs[life.rung + 1]
  const range = rung && rowOn(life.reference.echelons, rung.echelon, life.since)
  if (!rung || !range || rankOrder(life.rank) < rankOrder(range.minRank) - 1) return undefined
  const held = life.posts[life.posts.length - 1]?.effectiveOn ?? life.since
  const from = life.rung < 0 ? life.since : latest(life.since, addMonths(held, 18))
  return { kind: 'structural', ...rung, effectiveOn: addMonths(firstOfNextMonth(from), life.wait) }
}

/** The first jenjang some months after becoming PNS, each further one just before the rank that needs it. */
function nextGrade(life: Life, family: Family): PostStep | undefined {
  const held = life.posts[life.posts.length - 1]
  const step = { kind: 'functional' as const, unit: life.plan.unit, echelon: null }
  if (held?.kind !== 'functional') {
    const title = `${family.name} ${gradeAt(family.category, life.rank)}`
    return { ...step, title, effectiveOn: addMonths(firstOfNextMonth(life.pnsOn ?? life.since), life.wait % 12) }
  }
  const promotion = functional(life)
  if (!promotion) return undefined
  const title = `${family.name} ${gradeAt(family.category, promotion.rank)}`
  if (title === held.title) return undefined
  return { ...step, title, effectiveOn: latest(addMonths(promotion.on, -3), addMonths(held.effectiveOn, 1)) }
}

/** The posts that the life ends in: the head's post even when the rank is not there yet, a pelaksana in the unit of today. */
function finish(life: Life) {
  const { plan, random, posts, asOf } = life
  const held = posts[posts.length - 1]
  if (!held) return
  if (plan.track.kind === 'structural') {
    const last = plan.track.rungs[plan.track.rungs.length - 1]
    if (last && life.rung < plan.track.rungs.length - 1) {
      const on = latest(addMonths(firstOfMonth(asOf), -random.between(1, 20)), addMonths(held.effectiveOn, 1))
      if (on <= asOf) posts.push({ kind: 'structural', ...last, effectiveOn: on })
    }
    return
  }
  if (plan.track.kind === 'functional') return
  const years = wholeYearsBetween(plan.cpnsOn, asOf)
  const titles = plan.track.titles
  if (years < 3) {
    posts[0] = { ...held, unit: plan.unit }
    return
  }
  const moves = 1 + Math.floor(years / random.between(7, 14))
  for (let move = 1; move <= moves; move += 1) {
    const on = addMonths(plan.cpnsOn, Math.floor((years * 12 * move) / (moves + 1)) + random.between(0, 8))
    const unit = move === moves ? plan.unit : random.chance(50) ? plan.unit : plan.earlierUnit
    const title = titles[move % titles.length] ?? titles[0]
    posts.push({ kind: 'executing', title, unit, echelon: null, effectiveOn: on })
  }
}

function studiesOf({ cpnsOn, study, later }: CareerPlan): StudyStep[] {
  const first = { ...study, recognisedOn: cpnsOn, isBasis: true }
  return later ? [first, { ...later, isBasis: false }] : [first]
}

const PP_99_2000_ON = '2000-11-10'

/** Before PP 99/2000 promotions took effect on 1 April and 1 October. Source: PP 3/1980. */
function periodFrom({ reference }: Life, from: CivilDate): CivilDate {
  if (from >= PP_99_2000_ON) return nextPeriodDate(from, reference) ?? from
  const month = monthOf(from)
  const target = month <= 4 ? 4 : month <= 10 ? 10 : 16
  return addMonths(`${from.slice(0, 4)}-01-01`, target - 1)
}

function delayed(life: Life, on: CivilDate): CivilDate {
  let date = on
  for (let left = life.delayPeriods; left > 0; left -= 1) date = periodFrom(life, addMonths(date, 1))
  return date
}

const latest = (one: CivilDate, other: CivilDate) => (one > other ? one : other)
const sooner = (one: CivilDate, other: CivilDate) => (one < other ? one : other)
