import 'server-only'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** So many bytes of the SHA-256 of a stem are kept: enough that no other stem is taken for it, too few to learn one. */
export const PREFIX_BYTES = 5

let list: Buffer | undefined

/**
 * Whether a stem (`passwordStem`) is one of the most frequent of passwords that were stolen elsewhere. Needs no network:
 * the list is a file of sorted hash prefixes, made by `scripts/breached-passwords.ts`.
 */
export function isBreachedStem(stem: string): boolean {
  list ??= readFileSync(path.join(process.cwd(), 'lib/auth/breached-passwords.bin'))
  const wanted = prefixOf(stem)
  let [low, high] = [0, list.length / PREFIX_BYTES]
  while (low < high) {
    const middle = (low + high) >> 1
    const order = list.compare(wanted, 0, PREFIX_BYTES, middle * PREFIX_BYTES, (middle + 1) * PREFIX_BYTES)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle
  }
  return false
}

export function prefixOf(stem: string): Buffer {
  return createHash('sha256').update(stem).digest().subarray(0, PREFIX_BYTES)
}
