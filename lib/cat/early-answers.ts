import { chanceOfAtLeast } from '@/lib/cat/compound-binomial'
import type { FormKey } from '@/lib/cat/disclosure'
import { type FirstChoice, RAPID_SECONDS } from '@/lib/cat/item-times'
import { UNLIKELY } from '@/lib/cat/similarity'
import { sumOf } from '@/lib/cat/statistics'
import { hasOneRight } from '@/lib/cat/wrong-options'

/** Somebody who is right too often within less time than reading takes. */
export type EarlyAnswers = {
  person: number
  /** First choices within the limit, at items with one right option. */
  rapid: number
  right: number
  /** How many of them a guess has right on average. */
  expected: number
  /** How many such people a session of this size has by chance. */
  byChance: number
}

/**
 * Who knew answers before a question could be read: rapid choices are guesses and right as often as guesses are, one in as
 * many as there are options. A choice that was changed counts as it was made first: whoever clicks through the paper and
 * then answers was right before reading at no more than a guess is.
 *
 * Source: Wise & Kong 2005, "Response time effort: a new measure of examinee motivation in computer-based tests", Applied
 * Measurement in Education 18, 163-183: the accuracy of rapid choices is that of chance.
 *
 * @param people the first choice of each at each place, where its seconds are known
 */
export function earlyAnswers(
  keys: readonly Pick<FormKey, 'points'>[],
  people: readonly (readonly (FirstChoice | null)[])[],
): EarlyAnswers[] {
  return people
    .map((first, person) => {
      const rapid = keys.flatMap(({ points }, place) => {
        const { option = null, seconds = RAPID_SECONDS } = first[place] ?? {}
        if (option === null || seconds >= RAPID_SECONDS || !hasOneRight({ points })) return []
        return [{ isRight: (points[option] ?? 0) > 0, chance: 1 / Object.keys(points).length }]
      })
      const right = rapid.filter(({ isRight }) => isRight).length
      const chances = rapid.map(({ chance }) => chance)
      return {
        person,
        rapid: rapid.length,
        right,
        expected: sumOf(chances),
        byChance: people.length * chanceOfAtLeast(right, chances),
      }
    })
    .filter(({ byChance }) => byChance <= UNLIKELY)
    .sort((one, other) => one.byChance - other.byChance)
}
