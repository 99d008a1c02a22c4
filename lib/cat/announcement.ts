import { type PassingGrade, passingGradeFindings } from '@/lib/cat/passing-grade'
import { type SectionScores, totalOf } from '@/lib/cat/programme'
import { type Contender, goesOn, type RankingPolicy, rank } from '@/lib/cat/ranking'

/**
 * Goes on to the next stage or passes at last; above the grade but not among them; below; absent; disqualified.
 *
 * Source: result codes of the announcements of the national committee.
 */
export type ResultCode = 'P/L' | 'P' | 'TL' | 'TH' | 'DIS'

/** One candidate as the public sees them: the number alone. A place has who was ranked. */
export type AnnouncedLine = {
  number: string
  scores: SectionScores | null // null: absent or disqualified
  place: number | null
  result: ResultCode
}

export type AnnouncedFormation<Line = AnnouncedLine> = {
  code: string
  positionName: string
  education: string
  location: string
  kind: string
  vacancies: number
  grade: PassingGrade & { fillTotal: number | null }
  lines: Line[]
}

/** Somebody of a formation after the exam; without scores when absent. */
export type Examined = { number: string; scores: SectionScores | null; isDisqualified: boolean }

/** The lines of one formation, the ranked ones first, then by number. */
export function rankFormation(
  people: readonly Examined[],
  vacancies: number,
  grade: AnnouncedFormation['grade'],
  policy: Omit<RankingPolicy, 'fillTotal'>,
): AnnouncedLine[] {
  const contenders = people.flatMap(({ number, scores, isDisqualified }): Contender[] => {
    if (!scores || isDisqualified) return []
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
    .filter(({ scores, isDisqualified }) => !scores || isDisqualified)
    .map(({ number, isDisqualified }): AnnouncedLine => {
      return { number, scores: null, place: null, result: isDisqualified ? 'DIS' : 'TH' }
    })
    .sort(byNumber)
  return [...above, ...below, ...out]
}

function byNumber(a: AnnouncedLine, b: AnnouncedLine): number {
  return a.number < b.number ? -1 : 1
}
