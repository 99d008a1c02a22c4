import { utf8ToBytes } from '@noble/hashes/utils.js'
import { argon2id } from '@/lib/wbs/argon2id'
import { Tampered } from '@/lib/wbs/protocol'

/**
 * What a browser is to work for, instead of saying who it is. `cost` is how many tries it takes on average, `expires`
 * the second since 1970 that it is good until, `mac` what the server knows its own challenges by.
 */
export type Challenge = { nonce: string; cost: number; expires: number; mac: string }

/** `solution` is the number that was tried with success. */
export type Proof = { challenge: Challenge; solution: number }

/** One try takes 1 MiB, so that rented hardware is hardly faster than a telephone. */
const TRY_COST = { memoryKib: 1024, passes: 1 }

/** More tries than any flood justifies: a browser refuses to begin. */
export const HIGHEST_COST = 65_536

/**
 * Tries numbers until one solves the challenge. `onTry` hears how many were tried; about `cost` are needed. Refuses
 * `wrong_challenge` for a cost that no server of ours asks.
 */
export async function solve(challenge: Challenge, onTry?: (tries: number) => void): Promise<Proof> {
  const { cost } = challenge
  if (!Number.isSafeInteger(cost) || cost < 1 || cost > HIGHEST_COST) throw new Tampered('wrong_challenge', { cost })
  for (let solution = 0; ; solution++) {
    if (await isSolved(challenge, solution)) return { challenge, solution }
    onTry?.(solution + 1)
  }
}

/** Whether a number solves a challenge: one try of 1 MiB, for the server too. */
export async function isSolved({ nonce, cost, expires }: Challenge, solution: number): Promise<boolean> {
  if (!Number.isSafeInteger(solution) || solution < 0) return false
  const hash = await argon2id(utf8ToBytes(`${solution}`), utf8ToBytes(`${nonce}|${cost}|${expires}`), TRY_COST)
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0) < 2 ** 32 / cost
}
