/** Scores of an earlier selection that count in this one: whoever has one is ranked by it, and what it replaced is not. */
import { isCounting } from './attempts.mjs'
import { canonical } from './hash.mjs'
import { statementOf } from './session.mjs'

/** The scores that a formation ranks: those of its attempts, and of an earlier selection where a line says so. */
export function withEarlier({ lines, replaced = [] }, attempts) {
  const own = attempts.filter(({ attempt }) => !replaced.includes(attempt))
  const earlier = lines.filter((line) => line.earlier && line.scores !== null)
  return [...own, ...earlier.map(({ scores }) => ({ scores }))]
}

/**
 * A score of an earlier selection is that of one attempt of the session that the line names, under the rule that the
 * announcement tells. That it is the same person, only their NIK would say, which is not published.
 */
export function checkEarlier({ faults, reservations }, { programme, formations }, sessions) {
  const rule = programme.earlier
  const left = new Map(sessions.map((each) => [each.session, each.attempts.filter(isCounting)]))
  const absent = new Set()
  for (const { code, lines, replaced = [] } of formations) {
    const own = lines.filter(({ earlier, scores }) => earlier && scores !== null)
    if (replaced.length > (rule?.use === 'better' ? own.length : 0))
      faults.push(`Formation ${code}: ${replaced.length} attempts give way to an earlier score, which nobody has.`)
    for (const { number, scores, earlier } of own) {
      const name = `Formation ${code}: ${number}`
      if (earlier.programme !== rule?.programme) {
        faults.push(`${name} has a score of ${earlier.programme}, which does not count here.`)
        continue
      }
      reservations.push(`${name} is ranked by a score of ${earlier.programme}: that it is theirs is not published.`)
      const session = sessions.find((each) => each.session === earlier.session)
      if (!session) absent.add(earlier.session)
      else if (statementOf(session).programme !== earlier.programme)
        faults.push(`${name}: session ${earlier.session} was not held in ${earlier.programme}.`)
      else {
        const attempts = left.get(earlier.session)
        const at = attempts.findIndex((each) => canonical(each.scores) === canonical(scores))
        if (at < 0) faults.push(`${name}: no attempt of session ${earlier.session} has their scores.`)
        else attempts.splice(at, 1)
      }
    }
  }
  for (const session of absent)
    reservations.push(`Scores of session ${session} count in ${programme.code}, and its data are not among the files.`)
}
