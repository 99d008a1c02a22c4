/** What a result after the objections says of itself, against the version that it replaces. */
import { canonical, sum } from './hash.mjs'

/**
 * Whoever stands otherwise than in the version before is named, as they stood and as they stand, and nobody else is. A
 * mistake that the committee found itself is for people to judge.
 */
export function checkChanges({ faults, reservations }, announcement, announcements) {
  const { settlement, version, agency, agencyCode, stage, programme } = announcement
  if (!settlement) return
  const name = `Version ${version} of ${agency} in ${programme.code} (${stage})`
  for (const { numbers, reason } of settlement.corrections ?? [])
    reservations.push(`${name} mends what the committee found wrong for ${numbers.join(', ')} ("${reason}").`)
  const before = announcements.find(
    (each) =>
      each.version === version - 1 &&
      each.stage === stage &&
      each.agencyCode === agencyCode &&
      each.programme.code === programme.code,
  )
  if (!before) {
    reservations.push(`${name} says what changed, and the version before it is not among the files.`)
    return
  }
  const stood = toldBy(before)
  const said = new Map(settlement.changes.map(({ number, from, to }) => [number, { from, to }]))
  const stands = toldBy(announcement)
  for (const number of new Set([...stood.keys(), ...stands.keys()])) {
    const [from, to] = [stood.get(number) ?? null, stands.get(number) ?? null]
    const change = said.get(number)
    said.delete(number)
    if (canonical(from) === canonical(to)) {
      if (change) faults.push(`${name}: ${number} is named among the changes, and stands as before.`)
    } else if (!change) faults.push(`${name}: ${number} stands otherwise than before, and is not named.`)
    else if (canonical(change) !== canonical({ from, to }))
      faults.push(`${name}: what is said of the change of ${number} is not what the versions say.`)
  }
  for (const number of said.keys())
    faults.push(`${name}: ${number} is named among the changes, and has no line in either.`)
}

/** By number: the result, place, total, final score and the formation that takes them. */
function toldBy({ formations }) {
  const lines = formations.flatMap((formation) => formation.lines)
  return new Map(
    lines.map(({ number, result, place, scores, final = null, into = null }) => [
      number,
      { result, place, total: scores && sum(scores), final, into },
    ]),
  )
}
