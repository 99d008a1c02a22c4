import { randomOf } from '@/db/seed/random'
import type { FormKey } from '@/lib/cat/disclosure'

export const formOf = (items: number): FormKey[] =>
  Array.from({ length: items }, (_, place) => ({
    section: place % 2 === 0 ? 'TWK' : 'TIU',
    points: { A: 5, B: 0, C: 0, D: 0, E: 0 },
  }))

/** People who know nothing of each other: more able ones are right more often, and some wrong options attract more. */
export function independentPeople(count: number, items: number, seed: number): (string | null)[][] {
  const { next } = randomOf(seed, 0)
  const difficulties = Array.from({ length: items }, () => 3 * next() - 1.5)
  return Array.from({ length: count }, () => {
    const ability = next() + next() + next() + next() - 2
    return difficulties.map((difficulty) => {
      if (next() < 0.02) return null
      if (next() < 1 / (1 + Math.exp(-1.7 * (1.7 * ability - difficulty)))) return 'A'
      return ['B', 'B', 'B', 'C', 'C', 'D', 'E'][Math.floor(next() * 7)] ?? 'E'
    })
  })
}
