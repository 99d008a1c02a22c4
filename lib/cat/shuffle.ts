import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/** Draws a whole number from 0 below a limit, each with the same chance. */
export type Draw = (below: number) => number

const DRAWS_PER_BLOCK = 8
const WORDS = 2 ** 32

/** Draws that follow from a seed alone: the same on every machine, and nothing to be guessed without the seed. */
export function drawFrom(seed: string): Draw {
  let block = new DataView(new ArrayBuffer(0))
  let used = 0
  const word = () => {
    if (used % DRAWS_PER_BLOCK === 0) {
      const hash = sha256(utf8ToBytes(`${seed}:${used / DRAWS_PER_BLOCK}`))
      block = new DataView(hash.buffer, hash.byteOffset)
    }
    return block.getUint32((used++ % DRAWS_PER_BLOCK) * 4)
  }
  return (below) => {
    const fair = WORDS - (WORDS % below) // what lies above would favour the small numbers
    let drawn = word()
    while (drawn >= fair) drawn = word()
    return drawn % below
  }
}

/** The same things in an order that was drawn. */
export function shuffled<T>(things: readonly T[], draw: Draw): T[] {
  const rest = [...things]
  return things.map(() => rest.splice(draw(rest.length), 1)[0] as T)
}
