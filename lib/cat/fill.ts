import { type AnnouncedFormation, byNumber } from '@/lib/cat/announcement'
import { type DecidedTie, type Standing, settleEquals } from '@/lib/cat/final-tie'
import { compareFinalists } from '@/lib/cat/integration'
import { passingGradeFindings } from '@/lib/cat/passing-grade'
import type { Finding } from '@/lib/refusal'

/** Kinds of formation as a rule names them: umum, every other kind, or whichever. */
export const FILL_KINDS = ['general', 'special', 'any'] as const

type FillKind = (typeof FILL_KINDS)[number]

/**
 * Optimalisasi: into which formations with vacancies left people of which others are taken. Job and education are always
 * the same.
 */
export type FillRule = {
  position: number // from 1, in the order in which they are applied
  into: FillKind
  from: FillKind
  isSameLocation: boolean // false: wherever the other formation is
  source: string
}

/** Somebody who is taken into another formation, and why. */
export type Move = { number: string; from: string; into: string; rule: number; findings: Finding[] }

type Head = Omit<AnnouncedFormation, 'lines'>

export type Ordered<Person> = { head: Head; ordered: readonly Person[] } // best first; the first ones pass here

export type Filled<Person> = {
  moves: Move[]
  equals: { formation: string; people: readonly Person[]; seats: number } | null // nothing is filled beyond them
  decided: DecidedTie[]
}

/**
 * Who takes the vacancies that are left, rule by rule and formation by formation, the best first: people who passed in no
 * formation, of the same job and education, above the grade of the formation that takes them.
 *
 * @param formations in the order in which they are filled
 *
 * Source: PermenPANRB 27/2021 and 6/2024; the order is that of the rules of the programme.
 */
export function fillVacancies<Person extends Standing>(
  formations: readonly Ordered<Person>[],
  rules: readonly FillRule[],
  tieBreak: readonly string[],
  decided: readonly DecidedTie[],
): Filled<Person> {
  const left = new Map(formations.map(({ head, ordered }) => [head.code, head.vacancies - ordered.length]))
  const waiting = formations.flatMap(({ head, ordered }) =>
    ordered.slice(head.vacancies).map((person) => ({ from: head, person })),
  )
  const filled: Filled<Person> = { moves: [], equals: null, decided: [] }
  for (const rule of rules.toSorted((a, b) => a.position - b.position)) {
    for (const { head: into } of formations) {
      const seats = left.get(into.code) ?? 0
      const isTaken = (number: string) => filled.moves.some((move) => move.number === number)
      const pool = waiting.filter(
        ({ from, person }) => !isTaken(person.number) && isFor(rule, from, into) && isAbove(person, into),
      )
      if (seats <= 0 || pool.length === 0) continue
      const best = pool.map(({ person }) => person).sort((a, b) => compareFinalists(a, b, tieBreak) || byNumber(a, b))
      const { ordered, equals, by } = settleEquals(best, seats, tieBreak, decided)
      if (equals) return { ...filled, equals: { formation: into.code, ...equals } }
      if (by) filled.decided.push(by)
      for (const [at, person] of ordered.slice(0, seats).entries()) {
        const from = pool.find((each) => each.person === person)?.from ?? into
        const order = { place: at + 1, count: pool.length, seats }
        filled.moves.push(moveOf(person, from, into, rule, order))
      }
      left.set(into.code, seats - Math.min(seats, pool.length))
    }
  }
  return filled
}

function isFor({ into, from, isSameLocation }: FillRule, source: Head, target: Head): boolean {
  return (
    source.code !== target.code &&
    isKind(into, target.kind) &&
    isKind(from, source.kind) &&
    source.positionName === target.positionName &&
    source.education === target.education &&
    (!isSameLocation || source.location === target.location)
  )
}

function isKind(named: FillKind, kind: string): boolean {
  return named === 'any' || (named === 'general') === (kind === 'umum')
}

function isAbove({ scores }: Standing, { grade }: Head): boolean {
  return passingGradeFindings(scores, grade).every(({ met }) => met)
}

function moveOf(
  { number }: Standing,
  from: Head,
  into: Head,
  { position, source }: FillRule,
  order: { place: number; count: number; seats: number },
): Move {
  const { positionName, education, location, grade } = into
  const findings: Finding[] = [
    { code: 'fill.job', met: true, facts: { positionName, education }, source },
    { code: 'fill.location', met: true, facts: { from: from.location, into: location }, source },
    { code: 'fill.grade', met: true, facts: { formation: into.code }, source: grade.source },
    { code: 'fill.order', met: true, facts: order, source },
  ]
  return { number, from: from.code, into: into.code, rule: position, findings }
}
