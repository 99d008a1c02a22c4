import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inclusionProof, isIncluded, leafHash, merkleRoot } from './merkle'

const leavesOf = (count: number) => Array.from({ length: count }, (_, index) => leafHash(`leaf ${index}`))

test('every leaf of a tree of any size is shown to be under its root, and no other leaf is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (count, seed) => {
      const leaves = leavesOf(count)
      const place = seed % count
      const proof = inclusionProof(leaves, place)
      expect(isIncluded(leaves[place] ?? '', proof, merkleRoot(leaves))).toBe(true)
      expect(isIncluded(leafHash('a stranger'), proof, merkleRoot(leaves))).toBe(false)
    }),
  )
})

test('a leaf that was flipped, dropped, inserted or swapped changes the root', () => {
  const leaves = leavesOf(7)
  const [first = '', second = '', ...rest] = leaves
  const roots = [
    leaves,
    [leafHash('flipped'), second, ...rest],
    [second, ...rest],
    [leafHash('inserted'), ...leaves],
    [second, first, ...rest],
  ].map(merkleRoot)
  expect(new Set(roots).size).toBe(5)
})

test('a proof of the wrong side, of another place or with a malformed hash leads nowhere', () => {
  const leaves = leavesOf(5)
  const root = merkleRoot(leaves)
  const proof = inclusionProof(leaves, 2)
  const leaf = leaves[2] ?? ''
  expect(
    isIncluded(
      leaf,
      proof.map((step) => ({ ...step, left: !step.left })),
      root,
    ),
  ).toBe(false)
  expect(isIncluded(leaf, inclusionProof(leaves, 3), root)).toBe(false)
  expect(isIncluded(leaf, [{ hash: 'zz', left: true }], root)).toBe(false)
})

test('a node is no leaf: the two neighbours under it cannot be shown as one leaf', () => {
  const [left = '', right = ''] = leavesOf(2)
  expect(merkleRoot([left, right])).not.toBe(leafHash(left + right))
})

test('one leaf is its own root, and none has no root', () => {
  expect(merkleRoot(leavesOf(1))).toBe(leavesOf(1)[0])
  expect(() => merkleRoot([])).toThrow(RangeError)
  expect(() => inclusionProof(leavesOf(2), 2)).toThrow(RangeError)
})
