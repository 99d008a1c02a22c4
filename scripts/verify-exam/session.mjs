/** One session: its seal, its items and keys, and each attempt under its root. */
import { createPublicKey, verify as verifySignature, X509Certificate } from 'node:crypto'
import { canonical, inWords, leafHash, merkleRoot, sha256 } from './hash.mjs'
import { checkTimes } from './times.mjs'

/** What an attempt is under the root, by the format of its session. */
export const SESSION_FORMATS = {
  'satya-exam-session-1': ({ attempt, salt, head, events, scores }) => ({
    attempt,
    events: events.length,
    head,
    salt,
    scores,
  }),
  'satya-exam-session-2': (attempt, content) => ({ ...laterLeaf(attempt, content), version: 2 }),
  'satya-exam-session-3': (attempt, content) => ({ ...laterLeaf(attempt, content), time: attempt.time, version: 3 }),
}

function laterLeaf({ attempt, salt, head, events, scores, formation, paper, disqualifiedAt }, content) {
  const hash = sha256(canonical(paper))
  return { attempt, content, disqualifiedAt, events: events.length, formation, head, paper: hash, salt, scores }
}

/** What the seals of a format did not hold. */
const NOT_SEALED = {
  'satya-exam-session-1':
    'was sealed in the first way: papers, formations, the texts of questions and disqualifications are not under its root, nor is the time of its attempts',
  'satya-exam-session-2':
    'was sealed in the second way: when its attempts began, and their time and pauses, are not under its root, so nobody can tell an answer that came too late',
}

export function checkSession({ faults, reservations }, data, { root, roots }) {
  const name = `Session ${data.session}`
  const sealed = JSON.parse(data.seal.statement)
  faults.push(...sealFaults(name, data.seal, root))
  if (sealed.session !== data.session) faults.push(`${name} carries the seal of session ${sealed.session}.`)
  if (sealed.attempts !== data.attempts.length)
    faults.push(`${name} was sealed with ${sealed.attempts} attempts, and ${data.attempts.length} are published.`)
  if (sha256(canonical({ keys: data.keys, salt: data.keysSalt })) !== sealed.keysHash)
    faults.push(`${name}: questions and keys are not those that were sealed at its close.`)
  const ordered = [...data.attempts].sort((a, b) => (a.attempt < b.attempt ? -1 : 1))
  if (ordered.length > 0 && merkleRoot(ordered.map((attempt) => leafOf(attempt, data))) !== sealed.root)
    faults.push(`${name}: its attempts do not give the root that was sealed.`)
  for (const attempt of data.attempts) faults.push(...attemptFaults(attempt, data.keys))

  if (!roots.includes(sealed.root))
    reservations.push(
      `${name}: its root ${sealed.root} was compared with nothing from elsewhere, so that all of it may have been made anew. Name the root of its minutes with --sealed, or add the receipt of a candidate.`,
    )
  const left = NOT_SEALED[data.format]
  if (left) reservations.push(`${name} ${left}.`)
  else checkTimes({ faults, reservations }, name, data.attempts, sealed)
}

/** What was signed of a session; nothing when it cannot be read, which is a fault of that session alone. */
export function statementOf({ seal }) {
  try {
    return JSON.parse(seal.statement)
  } catch {
    return {}
  }
}

/** Who signed the statement, and whether that person's certificate leads where it should. */
function sealFaults(name, { statement, signature, certificate, issuer }, root) {
  const own = new X509Certificate(certificate)
  const above = new X509Certificate(issuer)
  const key = createPublicKey(own.publicKey.export({ type: 'spki', format: 'pem' }))
  const isSigned = verifySignature(
    'sha256',
    Buffer.from(statement),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64'),
  )
  const faults = []
  if (!isSigned) faults.push(`${name}: the seal was not signed by the certificate that comes with it.`)
  if (!own.verify(above.publicKey)) faults.push(`${name}: the certificate was not issued by the authority beside it.`)
  if (root && !above.verify(new X509Certificate(root).publicKey))
    faults.push(`${name}: the certificate does not lead to the root that you trust.`)
  return faults
}

function attemptFaults({ attempt, head, events, paper, scores, disqualifiedAt = null }, keys) {
  const name = `Attempt ${attempt}`
  const faults = []
  const links = events.reduce(
    (before, [item, option, ts], at) => sha256(before + JSON.stringify({ attempt, item, option, seq: at + 1, ts })),
    '0'.repeat(64),
  )
  if (links !== head) faults.push(`${name}: its answers do not give the end of the chain that was sealed.`)
  const places = paper.map((each) => (Array.isArray(each) ? each[0] : each))
  const isWhole =
    places.length === keys.length && new Set(places).size === keys.length && places.every((at) => at in keys)
  if (!isWhole) return [...faults, `${name}: its paper does not have every item of the form once.`]
  if (scores === null)
    return disqualifiedAt ? faults : [...faults, `${name} has no scores, and was not disqualified before it had any.`]
  const own = worthOf({ events, paper }, keys)
  if (canonical(own) !== canonical(scores))
    faults.push(`${name}: its answers are worth ${inWords(own)}, and ${inWords(scores)} was sealed.`)
  return faults
}

/** What the answers of an attempt are worth, section by section. */
export function worthOf({ events, paper }, keys) {
  const chosen = new Map(events.map(([item, option]) => [item, option]))
  const own = {}
  for (const [at, each] of paper.entries()) {
    const { section, points } = keys[Array.isArray(each) ? each[0] : each]
    own[section] = (own[section] ?? 0) + (points[chosen.get(at + 1)] ?? 0)
  }
  return own
}

/** A leaf hides its attempt behind a salt until the data are published. */
export function leafOf(attempt, data) {
  return leafHash(SESSION_FORMATS[data.format](attempt, statementOf(data).keysHash))
}
