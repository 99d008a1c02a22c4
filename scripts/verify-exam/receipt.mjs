/** What a candidate took home, against what is published. */
import { leafHash, nodeHash } from './hash.mjs'
import { leafOf, statementOf } from './session.mjs'

/** Whether the published data say of a candidate what the own receipt says. */
export function checkReceipt({ faults, reservations }, { session, proof, root, ...sealed }, sessions) {
  const name = `The receipt of attempt ${sealed.attempt}`
  const leaf = leafHash(sealed)
  const climbed = proof.reduce(
    (hash, next) => (next.left ? nodeHash(next.hash, hash) : nodeHash(hash, next.hash)),
    leaf,
  )
  if (climbed !== root) faults.push(`${name} is not under its own root.`)
  const data = sessions.find((each) => each.session === session)
  if (!data) {
    reservations.push(`${name} is of session ${session}, whose data are not among the files.`)
    return
  }
  if (statementOf(data).root !== root) faults.push(`${name} has another root than its session.`)
  const own = data.attempts.find(({ attempt }) => attempt === sealed.attempt)
  if (!own) faults.push(`${name}: its session is published without this attempt.`)
  else if (leafOf(own, data) !== leaf) faults.push(`${name} says something else than the published data.`)
}
