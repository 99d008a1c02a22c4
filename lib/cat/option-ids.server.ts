import 'server-only'
import { randomInt } from 'node:crypto'
import { shuffled } from '@/lib/cat/shuffle'

/**
 * What papers, answers and keys call so many options, in the order of their writer. Drawn anew for each version: neither
 * what a file calls an option nor where it stands there may tell a candidate which one is right (0075).
 */
export function drawOptionIds(count: number): string[] {
  return shuffled(
    Array.from({ length: count }, (_, at) => `o${at + 1}`),
    randomInt,
  )
}
