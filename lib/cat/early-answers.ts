import { chanceOfAtLeast } from '@/lib/cat/compound-binomial'
import type { FormKey } from '@/lib/cat/disclosure'
import { RAPID_SECONDS } from '@/lib/cat/item-times'
import { UNLIKELY } from '@/lib/cat/similarity'
import { hasOneRight } from '@/lib/cat/wrong-options'

/** Somebody who is right too often within less time than reading takes. */
export type EarlyAnswers = {
  person: number
  /** Choices within the limit, at items with one right option. */
  rapid: number
  right: number
  /** How many of them a guess has right on average. */
  expected: number
  /** How many such people a session of this size has by chance. */
  byChance: number
}

/**
 * Who knew answers before a question could be read: rapid choices are guesses and right as often as guesses are, one in as
 * many as there are options.
 *
 * Source: Wise & Kong 2005, "Response time effort: a new measure of examinee motivation in computer-based tests", Applied
 * Measurement in Education 18, 163-183: the accuracy of rapid choices is that of chance.
 *
 * @param people what each chose at each place, and the seconds, where they are known
 */
export function earlyAnswers(
  keys: readonly Pick<FormKey, 'points'>[],
  people: readonly { choices: readonly (string | null)[]; seconds: readonly (number | null)[] }[],
): EarlyAnswers[] {
  return people
    .map(({ choices, seconds }, person) => {
      const rapid = keys.flatMap(({ points }, place) => {
        const time = seconds[place] ?? null
        const choice = choices[place] ?? null
        if (time === null || choice === null || time >= RAPID_SECONDS || !hasOneRight({ points })) return []
        return [{ isRight: (points[choice] ?? 0) > 0, chance: 1 / Object.keys(points).length }]
      })
      const right = rapid.filter(({ isRight }) => isRight).length
      const chances = rapid.map(({ chance }) => chance)
      return {
        person,
        rapid: rapid.length,
        right,
        expected: chances.reduce((sum, chance) => sum + chance, 0),
        byChance: people.length * chanceOfAtLeast(right, chances),
      }
    })
    .filter(({ byChance }) => byChance <= UNLIKELY)
    .sort((one, other) => one.byChance - other.byChance)
}
