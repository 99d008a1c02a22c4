import { argon2idAsync } from '@noble/hashes/argon2.js'
import { argon2id as compiled } from 'hash-wasm'

/** What Argon2id costs: memory in KiB and how often it is passed over; always one lane. */
export type Argon2Cost = { memoryKib: number; passes: number }

/** What the code of a report costs. */
export const CODE_COST: Argon2Cost = { memoryKib: 65_536, passes: 3 }

/**
 * Argon2id of RFC 9106 with one lane, in WebAssembly. Browsers that refuse it (Tor Browser "Safer") get the same result
 * from plain JavaScript, many times slower and never cheaper; `onProgress` then tells how far it is, from 0 to 1.
 */
export async function argon2id(
  password: Uint8Array,
  salt: Uint8Array,
  { memoryKib, passes }: Argon2Cost,
  { bytes = 32, onProgress }: { bytes?: number; onProgress?: (share: number) => void } = {},
): Promise<Uint8Array> {
  if (typeof WebAssembly === 'undefined') {
    return argon2idAsync(password, salt, { t: passes, m: memoryKib, p: 1, dkLen: bytes, onProgress })
  }
  const cost = { iterations: passes, parallelism: 1, memorySize: memoryKib, hashLength: bytes }
  return compiled({ password, salt, ...cost, outputType: 'binary' })
}
