/** The attempts of sessions, and which of them a line is made of. */
import { sum } from './hash.mjs'

export function isCounting({ scores, disqualifiedAt }) {
  return scores !== null && !disqualifiedAt
}

/** An attempt with these points, of the same formation where the session knows that formation. */
export function findAttempt({ attempts, formations }, formation, thousandths) {
  return attempts.findIndex(
    (each) =>
      sum(each.scores) * 1000 === thousandths && (!formations.has(formation) || formationOf(each) === formation),
  )
}

export function formationOf({ formation }) {
  return typeof formation === 'string' ? formation : formation.code
}

/** The attempts of sessions. Of the first seals it is unknown who was disqualified. */
export function attemptsOf(sessions) {
  return sessions
    .flatMap(({ attempts, keys }) => attempts.map((each) => ({ ...each, keys })))
    .map((each) => ({
      ...each,
      formation: typeof each.formation === 'string' ? { code: each.formation } : each.formation,
    }))
}
