/** How things are written down and hashed, and how scores are summed and told. */
import { createHash } from 'node:crypto'

export function leafHash(sealed) {
  return sha256(Buffer.concat([Buffer.of(0), Buffer.from(canonical(sealed))]))
}

export function nodeHash(left, right) {
  return sha256(Buffer.concat([Buffer.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]))
}

/** Two by two up to the root; an odd one goes up alone. */
export function merkleRoot(level) {
  if (level.length === 1) return level[0]
  const above = []
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]]
    above.push(right ? nodeHash(left, right) : left)
  }
  return merkleRoot(above)
}

export function sum(scores) {
  return Object.values(scores).reduce((total, score) => total + score, 0)
}

export function inWords(scores) {
  return Object.entries(sorted(scores))
    .map(([section, score]) => `${section} ${score}`)
    .join(', ')
}

/** JSON with the names of every object in order. */
export function canonical(value) {
  return JSON.stringify(sorted(value))
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}

export function sha256(content) {
  return createHash('sha256').update(content).digest('hex')
}
