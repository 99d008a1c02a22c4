/** The first stage: passing grades, places, and who goes on. */
import { canonical, inWords, sum } from './hash.mjs'

export function isAboveGrade(scores, { minimumBySection, minimumTotal }) {
  return (
    Object.entries(minimumBySection).every(([section, minimum]) => (scores[section] ?? 0) >= minimum) &&
    sum(scores) >= (minimumTotal ?? 0)
  )
}

/** The first stage: passing grades, places, and who goes on. */
export function rankingFaults(formation, { tieBreak, perVacancy }, attempts, lines) {
  const { fillTotal } = formation.grade
  const judged = attempts.map(({ scores }) => ({
    scores,
    total: sum(scores),
    isAbove: isAboveGrade(scores, formation.grade),
  }))
  const above = ranked(
    judged.filter(({ isAbove }) => isAbove),
    tieBreak,
  )
  const below = ranked(
    judged.filter(({ isAbove }) => !isAbove),
    tieBreak,
  )
  const vacant = Math.max(0, formation.vacancies - above.length)
  const filling = ranked(
    below.filter(({ total }) => fillTotal !== null && total >= fillTotal),
    tieBreak,
  ).filter(({ place }) => place <= vacant * perVacancy)
  const expected = [
    ...above.map((each) => ({ ...each, result: each.place <= formation.vacancies * perVacancy ? 'P/L' : 'P' })),
    ...below.map((each) => ({
      ...each,
      place: null,
      result: filling.some(({ scores }) => canonical(scores) === canonical(each.scores)) ? 'P/L' : 'TL',
    })),
  ]
  return [
    ...hiddenFaults(formation, formation.disqualified, 'DIS'),
    ...hiddenFaults(formation, formation.withdrawn ?? [], 'APS'),
    ...differences(formation, expected, lines),
  ]
}

/** Whoever has an attempt that does not count is told so. */
function hiddenFaults({ code, lines }, attempts, told) {
  const hidden = attempts.length - lines.filter(({ result }) => result === told).length
  return hidden > 0 ? [`Formation ${code}: ${hidden} attempts do not count, and nobody is told ${told} for them.`] : []
}

/** Those of one formation, best first; equals share a place. */
function ranked(people, tieBreak) {
  const ordered = people.toSorted((a, b) => better(a, b, tieBreak))
  return ordered.map((each) => ({
    ...each,
    place: 1 + ordered.findIndex((other) => better(other, each, tieBreak) === 0),
  }))
}

export function better(a, b, tieBreak) {
  if (a.total !== b.total) return b.total - a.total
  for (const section of tieBreak) {
    const difference = (b.scores[section] ?? 0) - (a.scores[section] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function differences({ code }, expected, lines) {
  const told = ({ scores, place, result }) =>
    `${inWords(scores)} (${sum(scores)}): ${result}${place === null ? '' : `, place ${place}`}`
  const left = lines.map(told)
  const missing = expected.map(told).filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  return [
    ...missing.map((line) => `Formation ${code}: the data give ${line}, which the announcement does not have.`),
    ...left.map((line) => `Formation ${code}: the announcement has ${line}, which the data do not give.`),
  ]
}
