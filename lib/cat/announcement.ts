import type { EarlierOrigin } from '@/lib/cat/earlier-score'
import type { FillRule } from '@/lib/cat/fill'
import type { DecidedTie } from '@/lib/cat/final-tie'
import type { SecondStageTest } from '@/lib/cat/integration'
import { type PassingGrade, passingGradeFindings } from '@/lib/cat/passing-grade'
import { type SectionScores, totalOf } from '@/lib/cat/programme'
import { type Contender, goesOn, type RankingPolicy, rank } from '@/lib/cat/ranking'
import type { AnnouncedTest } from '@/lib/cat/second-plan'

/**
 * Goes on to the next stage or passes at last; above the grade but not among them; below; absent; disqualified; withdrew.
 *
 * Source: result codes of the announcements of the national committee; APS (atas permintaan sendiri) is unconfirmed.
 */
export type ResultCode = 'P/L' | FilledCode | 'P' | 'TL' | OutCode

/** Of whoever is not ranked. */
export type OutCode = 'TH' | 'DIS' | 'APS'

/** Passes in another formation, by the rule of this number. */
export type FilledCode = `P/L-${number}`

/** One candidate as the public sees them: the number alone. A place has who was ranked. */
export type AnnouncedLine = {
  number: string
  scores: SectionScores | null // null: absent, disqualified or withdrawn
  place: number | null
  result: ResultCode
  earlier?: EarlierOrigin // where the scores are from, when from an earlier selection
}

export type AnnouncedFormation<Line = AnnouncedLine> = {
  code: string
  positionName: string
  education: string
  location: string
  kind: string
  vacancies: number
  grade: PassingGrade & { fillTotal: number | null }
  disqualified: string[] // sealed attempts that do not count, without the numbers of their candidates
  replaced?: string[] // sealed attempts of whoever has a better score of an earlier selection; where there are any
  withdrawn?: string[] // the same of those whose candidates withdrew; where there are any
  /** Attempts that were sealed as disqualified and are so no more; absent: had not begun, and so counts as absent. */
  reinstated: { attempt: string; isAbsent: boolean }[]
  moved: { attempt: string; from: string }[] // sealed in another formation than the one they are ranked in
  lines: Line[]
}

/** What keeps somebody out of a ranking, whatever they scored. */
export type Barred = { isDisqualified: boolean; isWithdrawn: boolean }

/** Somebody of a formation after the exam; without scores when absent. */
export type Examined = Barred & { number: string; scores: SectionScores | null; earlier?: EarlierOrigin }

/** The lines of one formation, the ranked ones first, then by number. */
export function rankFormation(
  people: readonly Examined[],
  vacancies: number,
  grade: AnnouncedFormation['grade'],
  policy: Omit<RankingPolicy, 'fillTotal'>,
): AnnouncedLine[] {
  const contenders = people.flatMap(({ number, scores, ...standing }): Contender[] => {
    if (!scores || isOut(standing)) return []
    return [{ id: number, scores, isAboveGrade: passingGradeFindings(scores, grade).every(({ met }) => met) }]
  })
  const whole = { ...policy, fillTotal: grade.fillTotal }
  const chosen = new Set(goesOn(contenders, vacancies, whole).map(({ id }) => id))
  const above = rank(
    contenders.filter(({ isAboveGrade }) => isAboveGrade),
    whole,
  ).map(({ id, scores, place }): AnnouncedLine => {
    return { number: id, scores, place, result: chosen.has(id) ? 'P/L' : 'P' }
  })
  const below = contenders
    .filter(({ isAboveGrade }) => !isAboveGrade)
    .map(({ id, scores }): AnnouncedLine => {
      return { number: id, scores, place: null, result: chosen.has(id) ? 'P/L' : 'TL' }
    })
    .sort((a, b) => totalOf(b.scores ?? {}) - totalOf(a.scores ?? {}) || byNumber(a, b))
  const out = people
    .filter(({ scores, ...standing }) => !scores || isOut(standing))
    .map(({ number, ...standing }): AnnouncedLine => {
      return { number, scores: null, place: null, result: outCode(standing) }
    })
    .sort(byNumber)
  const earlierOf = new Map(people.map(({ number, earlier }) => [number, earlier]))
  return [...above, ...below, ...out].map((line) => {
    const earlier = line.scores && earlierOf.get(line.number)
    return earlier ? { ...line, earlier } : line
  })
}

export function isOut({ isDisqualified, isWithdrawn }: Barred): boolean {
  return isDisqualified || isWithdrawn
}

/** What somebody is told who is not ranked: absent, where nothing was decided. */
export function outCode({ isDisqualified, isWithdrawn }: Barred): OutCode {
  if (isDisqualified) return 'DIS'
  return isWithdrawn ? 'APS' : 'TH'
}

export function byNumber(a: { number: string }, b: { number: string }): number {
  return a.number < b.number ? -1 : 1
}

/** What decides the order, as it is published with the lines. */
export type AnnouncedProgramme = Omit<RankingPolicy, 'fillTotal'> & {
  code: string
  name: string
  maximum: number // points of the first stage
  weightPercent: number // of the first stage in the final score
  second?: AnnouncedTest[] // of the final stage, in the order of each line's tests
  fill?: FillRule[] // of the final stage: by which vacancies that are left are filled
  ties?: DecidedTie[] // of the final stage: between equals at the last place
}

export type Stage = 'first' | 'final'

/** A line of the final stage: the tests of the second one, and both stages on a scale of 100 to three decimals. */
export type FinalLine = AnnouncedLine & {
  tests: SecondStageTest[]
  final: string | null
  into?: string // the formation that takes somebody of this one
}
