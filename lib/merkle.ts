import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** The neighbours from a leaf up to the root, in hex; `left` tells on which side each stands. */
export type InclusionProof = { hash: string; left: boolean }[]

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** The hash of a leaf, in hex. Leaves and nodes are told apart, so that no node can be shown as a leaf. */
export function leafHash(text: string): string {
  return bytesToHex(sha256(concatBytes(LEAF, utf8ToBytes(text))))
}

/** The root over leaf hashes, in hex. An odd one goes up alone. Without leaves there is no root. */
export function merkleRoot(leaves: readonly string[]): string {
  const root = levelsOf(leaves).at(-1)?.[0]
  if (!root) throw new RangeError('no leaves')
  return root
}

/** What shows that the leaf at a place is under the root. */
export function inclusionProof(leaves: readonly string[], place: number): InclusionProof {
  if (!(place in leaves)) throw new RangeError(`no leaf at ${place}`)
  const proof: InclusionProof = []
  let at = place
  for (const level of levelsOf(leaves).slice(0, -1)) {
    const neighbour = level[at ^ 1]
    if (neighbour) proof.push({ hash: neighbour, left: at % 2 === 1 })
    at >>= 1
  }
  return proof
}

/** Whether a leaf hash with its proof leads to the root. Malformed hashes do not. */
export function isIncluded(leaf: string, proof: InclusionProof, root: string): boolean {
  if (![leaf, root, ...proof.map(({ hash }) => hash)].every((hash) => /^[0-9a-f]{64}$/.test(hash))) return false
  return (
    proof.reduce((hash, next) => (next.left ? nodeHash(next.hash, hash) : nodeHash(hash, next.hash)), leaf) === root
  )
}

function levelsOf(leaves: readonly string[]): string[][] {
  const levels = [[...leaves]]
  for (let level = levels[0] ?? []; level.length > 1; ) {
    const above: string[] = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at] ?? '', level[at + 1]]
      above.push(right ? nodeHash(left, right) : left)
    }
    levels.push(above)
    level = above
  }
  return levels
}

function nodeHash(left: string, right: string): string {
  return bytesToHex(sha256(concatBytes(NODE, hexToBytes(left), hexToBytes(right))))
}
