import {
  type AnnouncedFormation,
  type AnnouncedProgramme,
  type Barred,
  byNumber,
  type FinalLine,
  isOut,
  outCode,
} from '@/lib/cat/announcement'
import type { EarlierOrigin } from '@/lib/cat/earlier-score'
import { fillVacancies, type Move } from '@/lib/cat/fill'
import { type DecidedTie, type FinalTie, settleEquals } from '@/lib/cat/final-tie'
import {
  compareFinalists,
  type Finalist,
  finalScoreText,
  integratedScore,
  type SecondStageTest,
} from '@/lib/cat/integration'
import { totalOf } from '@/lib/cat/programme'
import { isKnockedOut } from '@/lib/cat/second-plan'

/** Somebody who went on; without tests when absent from the second stage. Out of it: at whatever time since. */
export type SecondExamined = Omit<Finalist, 'final'> &
  Barred & { number: string; tests: SecondStageTest[] | null; earlier?: EarlierOrigin }

export type FinalFormation = Omit<AnnouncedFormation, 'lines'> & { people: readonly SecondExamined[] }

export type FinalRanking = {
  formations: AnnouncedFormation<FinalLine>[]
  ties: FinalTie[] // that nobody decided yet; while there are any, nothing can be announced
  decided: DecidedTie[] // what was decided and counts here
  moves: Move[] // into vacancies that were left
}

/**
 * The final lines of all formations: who was absent from the second stage, was disqualified, withdrew, or failed a
 * test of it that decides alone, is out; the first places pass. Vacancies that are left are filled by the rules of the programme. Whom
 * nothing tells apart at the last place, people put in order; nothing is filled before they did.
 *
 * @param decided between equals, the newest first
 */
export function rankFinals(
  formations: readonly FinalFormation[],
  programme: AnnouncedProgramme,
  decided: readonly DecidedTie[],
): FinalRanking {
  const { tieBreak, fill = [] } = programme
  const standings = formations.map(({ people, ...head }) => {
    const { failed, out, ordered } = standingOf(people, programme)
    return { head, failed, out, ...settleEquals(ordered, head.vacancies, tieBreak, decided) }
  })
  const ties = standings.flatMap(({ head, equals }) => (equals ? [tieOf(head.code, equals)] : []))
  const filled = fillVacancies(standings, ties.length > 0 ? [] : fill, tieBreak, decided)
  const moveOf = new Map(filled.moves.map((move) => [move.number, move]))
  return {
    formations: standings.map(({ head, ordered, failed, out }) => {
      const lines = ordered.map((person, at): FinalLine => {
        const move = moveOf.get(person.number)
        if (move) return { ...lineOf(person, at + 1, `P/L-${move.rule}`), into: move.into }
        return lineOf(person, at + 1, at < head.vacancies ? 'P/L' : 'TL')
      })
      return { ...head, lines: [...lines, ...failed, ...out] }
    }),
    ties: filled.equals ? [...ties, tieOf(filled.equals.formation, filled.equals)] : ties,
    decided: [...standings.flatMap(({ by }) => by ?? []), ...filled.decided],
    moves: filled.moves,
  }
}

type Scored = Finalist & { number: string; tests: SecondStageTest[]; earlier?: EarlierOrigin }

/** Who is ranked, best first, and the lines of everybody else. */
function standingOf(people: readonly SecondExamined[], { maximum, weightPercent, tieBreak }: AnnouncedProgramme) {
  const examined = people
    .flatMap(({ tests, isDisqualified, isWithdrawn, ...person }): Scored[] => {
      if (!tests || isOut({ isDisqualified, isWithdrawn })) return []
      const final = integratedScore({ score: totalOf(person.scores), maximum, weightPercent }, tests)
      return [{ ...person, tests, final }]
    })
    .sort((a, b) => compareFinalists(a, b, tieBreak) || byNumber(a, b))
  const out = people
    .filter(({ tests, ...standing }) => !tests || isOut(standing))
    .map(({ number, ...standing }): FinalLine => {
      return { number, scores: null, place: null, result: outCode(standing), tests: [], final: null }
    })
    .sort(byNumber)
  return {
    ordered: examined.filter(({ tests }) => !isKnockedOut(tests)),
    failed: examined.filter(({ tests }) => isKnockedOut(tests)).map((person) => lineOf(person, null, 'TL')),
    out,
  }
}

function lineOf(
  { number, scores, tests, final, earlier }: Scored,
  place: number | null,
  result: FinalLine['result'],
): FinalLine {
  const line = { number, scores, place, result, tests, final: finalScoreText(final) }
  return earlier ? { ...line, earlier } : line
}

function tieOf(formation: string, { people, seats }: { people: readonly Scored[]; seats: number }): FinalTie {
  const [one] = people
  if (!one) throw new Error('a tie has people')
  const { diplomaHundredths, bornOn } = one
  return {
    formation,
    seats,
    numbers: people.map(({ number }) => number),
    final: finalScoreText(one.final),
    diplomaHundredths,
    bornOn,
  }
}
