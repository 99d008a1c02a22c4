import {
  compareFinalists,
  type Finalist,
  finalScoreText,
  integratedScore,
  type SecondStageTest,
} from '@/lib/cat/integration'
import { type PassingGrade, passingGradeFindings } from '@/lib/cat/passing-grade'
import { type SectionScores, totalOf } from '@/lib/cat/programme'
import { type Contender, goesOn, type RankingPolicy, rank } from '@/lib/cat/ranking'
import { type AnnouncedTest, isKnockedOut } from '@/lib/cat/second-plan'
import { Refusal } from '@/lib/refusal'

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
  disqualified: string[] // sealed attempts that do not count, without the numbers of their candidates
  /** Attempts that were sealed as disqualified and are so no more; absent: had not begun, and so counts as absent. */
  reinstated: { attempt: string; isAbsent: boolean }[]
  moved: { attempt: string; from: string }[] // sealed in another formation than the one they are ranked in
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

function byNumber(a: { number: string }, b: { number: string }): number {
  return a.number < b.number ? -1 : 1
}

/** What decides the order, as it is published with the lines. */
export type AnnouncedProgramme = Omit<RankingPolicy, 'fillTotal'> & {
  code: string
  name: string
  maximum: number // points of the first stage
  weightPercent: number // of the first stage in the final score
  second?: AnnouncedTest[] // of the final stage, in the order of each line's tests
}

export type Stage = 'first' | 'final'

/** A line of the final stage: the tests of the second one, and both stages on a scale of 100 to three decimals. */
export type FinalLine = AnnouncedLine & { tests: SecondStageTest[]; final: string | null }

/** Somebody who went on; without tests when absent from the second stage. Disqualified: at whatever time since. */
export type SecondExamined = Omit<Finalist, 'final'> & {
  number: string
  tests: SecondStageTest[] | null
  isDisqualified: boolean
}

/**
 * The final lines of one formation: who was absent from the second stage, disqualified, or failed a test of it that
 * decides alone, is out; the first places pass. Refuses with final_tie when people whom nothing tells apart stand on both
 * sides of the last place.
 */
export function rankFinal(
  people: readonly SecondExamined[],
  vacancies: number,
  { maximum, weightPercent, tieBreak }: AnnouncedProgramme,
): FinalLine[] {
  const examined = people
    .flatMap(({ tests, isDisqualified, ...person }) => {
      if (!tests || isDisqualified) return []
      const final = integratedScore({ score: totalOf(person.scores), maximum, weightPercent }, tests)
      return [{ ...person, tests, final }]
    })
    .sort((a, b) => compareFinalists(a, b, tieBreak) || byNumber(a, b))
  const ordered = examined.filter(({ tests }) => !isKnockedOut(tests))
  const [last, next] = [ordered[vacancies - 1], ordered[vacancies]]
  if (last && next && compareFinalists(last, next, tieBreak) === 0)
    throw new Refusal('final_tie', { one: last.number, other: next.number })
  const ranked = ordered.map(({ number, scores, tests, final }, at): FinalLine => {
    return { number, scores, place: at + 1, result: at < vacancies ? 'P/L' : 'TL', tests, final: finalScoreText(final) }
  })
  const failed = examined
    .filter(({ tests }) => isKnockedOut(tests))
    .map(({ number, scores, tests, final }): FinalLine => {
      return { number, scores, place: null, result: 'TL', tests, final: finalScoreText(final) }
    })
  const out = people
    .filter(({ tests, isDisqualified }) => !tests || isDisqualified)
    .map(({ number, isDisqualified }): FinalLine => {
      return { number, scores: null, place: null, result: isDisqualified ? 'DIS' : 'TH', tests: [], final: null }
    })
    .sort(byNumber)
  return [...ranked, ...failed, ...out]
}
