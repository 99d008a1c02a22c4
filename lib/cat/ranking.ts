import type { EarlierRule } from '@/lib/cat/earlier-score'
import { type SectionScores, totalOf } from '@/lib/cat/programme'

/** Somebody of one formation with the result of the first test. */
export type Contender = { id: string; scores: SectionScores; isAboveGrade: boolean }

/** A contender with the place in the order; equals share a place. */
export type Ranked<C extends Contender = Contender> = C & { total: number; place: number }

export type RankingPolicy = {
  /** Sections that decide between equal totals, first one first. */
  tieBreak: readonly string[]
  /** How many go on for each vacancy. */
  perVacancy: number
  /** Of PermenPANRB 61/2018: who stayed below the grade but reached this total may fill what is left; null: nobody. */
  fillTotal: number | null
  /** By which rule scores of an earlier selection count; none: only those of this one. */
  earlier?: EarlierRule
}

/** Best first. Equals in total and in every deciding section share a place. */
export function rank<C extends Contender>(
  contenders: readonly C[],
  { tieBreak }: Pick<RankingPolicy, 'tieBreak'>,
): Ranked<C>[] {
  const ordered = contenders
    .map((contender) => ({ ...contender, total: totalOf(contender.scores), place: 0 }))
    .sort((a, b) => compare(b, a, tieBreak) || (a.id < b.id ? -1 : 1))
  ordered.forEach((each, index) => {
    const before = ordered[index - 1]
    each.place = before && compare(before, each, tieBreak) === 0 ? before.place : index + 1
  })
  return ordered
}

/**
 * Who goes on to the next stage of one formation, best first: of those above the grade the first `perVacancy` for each
 * vacancy, and everybody who equals the last of them. Where the policy fills vacancies, each vacancy that has nobody
 * above the grade takes `perVacancy` of those who reached its total; the two groups never compete.
 *
 * Source: letter MenPANRB B/111/M.SM.01.00/2020; PermenPANRB 27/2021 art. 40; PermenPANRB 61/2018.
 */
export function goesOn<C extends Contender>(
  contenders: readonly C[],
  vacancies: number,
  policy: RankingPolicy,
): Ranked<C>[] {
  const above = rank(
    contenders.filter((contender) => contender.isAboveGrade),
    policy,
  )
  const { fillTotal, perVacancy } = policy
  const kept = firstPlaces(above, vacancies * perVacancy)
  if (fillTotal === null) return kept

  const vacant = Math.max(0, vacancies - above.length)
  const below = rank(
    contenders.filter(({ isAboveGrade, scores }) => !isAboveGrade && totalOf(scores) >= fillTotal),
    policy,
  )
  return [...kept, ...firstPlaces(below, vacant * perVacancy)]
}

/** A place counts everybody before it, so whoever equals the last one that fits has a place that fits too. */
function firstPlaces<C extends Contender>(ranked: readonly Ranked<C>[], places: number): Ranked<C>[] {
  return ranked.filter(({ place }) => place <= places)
}

/** Which of two scores stands ahead: above zero, the first one. */
export function compareScores(a: SectionScores, b: SectionScores, tieBreak: readonly string[]): number {
  return compare({ total: totalOf(a), scores: a }, { total: totalOf(b), scores: b }, tieBreak)
}

type Scored = { total: number; scores: SectionScores }

function compare(a: Scored, b: Scored, tieBreak: readonly string[]): number {
  if (a.total !== b.total) return a.total - b.total
  for (const section of tieBreak) {
    const difference = (a.scores[section] ?? 0) - (b.scores[section] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
