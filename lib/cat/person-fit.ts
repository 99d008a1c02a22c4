import type { FormKey } from '@/lib/cat/disclosure'
import { upperTail } from '@/lib/cat/normal'
import { UNLIKELY } from '@/lib/cat/similarity'
import { varianceOf } from '@/lib/cat/statistics'
import { hasOneRight } from '@/lib/cat/wrong-options'

/** Somebody who is wrong at easy items and right at hard ones. */
export type Misfit = {
  person: number
  /** Standard deviations below what is usual for the same number of right answers, as a negative number. */
  fit: number
  /** How many such people a session of this size has by chance. */
  byChance: number
}

/** Whose right answers are least where those of others are, where chance does not explain it, the rarest first. */
export function misfits(keys: readonly FormKey[], people: readonly (readonly (string | null)[])[]): Misfit[] {
  return personFits(keys, people)
    .map((fit, person) => ({ person, fit, byChance: people.length * upperTail(-fit) }))
    .filter(({ byChance }) => byChance <= UNLIKELY)
    .sort((one, other) => one.fit - other.fit)
}

/**
 * How usual the right answers of each person are for how many there are: the likelihood of the Rasch model given the
 * number of right answers in each section, standardised. Around zero for most. Blanks are left out, and items where no
 * option is wrong.
 *
 * Source: Molenaar & Hoijtink 1990, "The many null distributions of person fit indices", Psychometrika 55, 75-106.
 */
export function personFits(keys: readonly FormKey[], people: readonly (readonly (string | null)[])[]): number[] {
  const sections = [...new Set(keys.map(({ section }) => section))]
  const parts = sections.map((section) => {
    const own = keys.flatMap((key, place) => (key.section === section && hasOneRight(key) ? [{ key, place }] : []))
    const answers = people.map((row) =>
      own.map(({ key, place }) => {
        const option = row[place] ?? null
        return option === null ? null : (key.points[option] ?? 0) > 0
      }),
    )
    const difficulties = difficultiesOf(answers)
    return answers.map((row) => departure(row, difficulties))
  })
  return people.map((_, person) => {
    const own = parts.flatMap((part) => part[person] ?? [])
    const variance = own.reduce((sum, part) => sum + part.variance, 0)
    return variance <= 0 ? 0 : own.reduce((sum, part) => sum + part.above, 0) / Math.sqrt(variance)
  })
}

type Answers = readonly (boolean | null)[]

/**
 * Difficulties in logits of the Rasch model (PROX): those of the shares of right answers, wider by as much as people and
 * items differ.
 *
 * Source: Wright & Stone 1979, Best Test Design, chapter 2; 1.7 is between logits and standard deviations.
 */
function difficultiesOf(people: readonly Answers[]): number[] {
  const items = (people[0] ?? []).map((_, place) => -logitOf(people.map((row) => row[place] ?? null)))
  const [ofItems, ofPeople] = [varianceOf(items), varianceOf(people.map(logitOf))]
  const wider = Math.sqrt((1 + ofPeople / 1.7 ** 2) / Math.max(LEAST_LEFT, 1 - (ofItems * ofPeople) / 1.7 ** 4))
  return items.map((each) => each * wider)
}

/** Where people and items differ by far more than they do in any exam, the correction has no bound of its own. */
const LEAST_LEFT = 0.25

function logitOf(answers: Answers): number {
  const right = answers.filter((isRight) => isRight === true).length
  const wrong = answers.filter((isRight) => isRight === false).length
  return Math.log((right + 0.5) / (wrong + 0.5))
}

/** How far the easiness of the right answers is above what so many right ones have on average, and its variance. */
function departure(answers: Answers, difficulties: readonly number[]): { above: number; variance: number } {
  const easiness = answers.flatMap((isRight, place) => (isRight === null ? [] : [-(difficulties[place] ?? 0)]))
  const right = answers.filter((isRight) => isRight === true).length
  const own = answers.reduce((sum, isRight, place) => (isRight ? sum - (difficulties[place] ?? 0) : sum), 0)
  const { mean, variance } = momentsAt(right, easiness)
  return { above: own - mean, variance }
}

/** Mean and variance of the summed easiness over all ways to have so many right, each as likely as Rasch says. */
function momentsAt(right: number, easiness: readonly number[]): { mean: number; variance: number } {
  const [weight, first, second] = [0, 0, 0].map(() => new Float64Array(right + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  weight[0] = 1
  for (const each of easiness) {
    const odds = Math.exp(each)
    for (let count = right; count > 0; count--) {
      const [w, f, s] = [weight[count - 1] ?? 0, first[count - 1] ?? 0, second[count - 1] ?? 0]
      weight[count] = (weight[count] ?? 0) + odds * w
      first[count] = (first[count] ?? 0) + odds * (f + each * w)
      second[count] = (second[count] ?? 0) + odds * (s + 2 * each * f + each * each * w)
    }
  }
  const all = weight[right] || 1
  const mean = (first[right] ?? 0) / all
  return { mean, variance: Math.max(0, (second[right] ?? 0) / all - mean * mean) }
}
