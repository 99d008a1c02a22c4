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

/** Of somebody who answered less, or had fewer right or wrong, no pattern is told: two slips would make one. */
const FEWEST = { answers: 20, right: 5, wrong: 5 }

/** Whose right answers are least where those of others are, where chance does not explain it, the rarest first. */
export function misfits(keys: readonly FormKey[], people: readonly (readonly (string | null)[])[]): Misfit[] {
  return personFits(keys, people)
    .map((each, person) => ({ ...each, person, byChance: people.length * tailBelow(each) }))
    .filter(({ byChance }) => byChance <= UNLIKELY)
    .filter(({ right, wrong }) => right + wrong >= FEWEST.answers && right >= FEWEST.right && wrong >= FEWEST.wrong)
    .map(({ person, fit, byChance }) => ({ person, fit, byChance }))
    .sort((one, other) => one.byChance - other.byChance)
}

/** The fit of somebody, the skewness of what chance makes of it, and how many answers it is made of. */
type PersonFit = { fit: number; skewness: number; right: number; wrong: number }

/**
 * Chance of such a fit or a lower one. Low fits are far more usual than the normal distribution has it: it is taken as a
 * gamma distribution of the same skewness, which makes them rather too usual than too rare.
 *
 * Source: Molenaar & Hoijtink 1990; Wilson & Hilferty 1931, "The distribution of chi-square", PNAS 17, 684-688.
 */
function tailBelow({ fit, skewness }: PersonFit): number {
  const skew = -skewness
  if (Math.abs(skew) < 1e-6) return upperTail(-fit)
  return upperTail((6 / skew) * (Math.cbrt(Math.max(0, 1 - (skew * fit) / 2)) - 1) + skew / 6)
}

/**
 * How usual the right answers of each person are for how many there are: the likelihood of the Rasch model given the
 * number of right answers in each section, standardised. Around zero for most. Blanks are left out, and items where no
 * option is wrong.
 *
 * Source: Molenaar & Hoijtink 1990, "The many null distributions of person fit indices", Psychometrika 55, 75-106.
 */
export function personFits(keys: readonly FormKey[], people: readonly (readonly (string | null)[])[]): PersonFit[] {
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
    const total = (of: (part: Departure) => number) => own.reduce((sum, part) => sum + of(part), 0)
    const deviation = Math.sqrt(total(({ variance }) => variance))
    const [right, wrong] = [total((part) => part.right), total((part) => part.wrong)]
    if (deviation === 0) return { fit: 0, skewness: 0, right, wrong }
    return {
      fit: total(({ above }) => above) / deviation,
      skewness: total(({ third }) => third) / deviation ** 3,
      right,
      wrong,
    }
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

/** `above`: how far the easiness of the right answers is above what so many have on average; with its central moments. */
type Departure = { above: number; variance: number; third: number; right: number; wrong: number }

function departure(answers: Answers, difficulties: readonly number[]): Departure {
  const easiness = answers.flatMap((isRight, place) => (isRight === null ? [] : [-(difficulties[place] ?? 0)]))
  const right = answers.filter((isRight) => isRight === true).length
  const own = answers.reduce((sum, isRight, place) => (isRight ? sum - (difficulties[place] ?? 0) : sum), 0)
  const { mean, variance, third } = momentsAt(right, easiness)
  return { above: own - mean, variance, third, right, wrong: easiness.length - right }
}

/** Mean and central moments of the summed easiness over all ways to have so many right, each as likely as Rasch says. */
function momentsAt(right: number, easiness: readonly number[]) {
  const sums = () => new Float64Array(right + 1)
  const [weight, first, second, cubes] = [sums(), sums(), sums(), sums()]
  weight[0] = 1
  for (const each of easiness) {
    const odds = Math.exp(each)
    for (let count = right; count > 0; count--) {
      const [w, f, s] = [weight[count - 1] ?? 0, first[count - 1] ?? 0, second[count - 1] ?? 0]
      const c = (cubes[count - 1] ?? 0) + 3 * each * s + 3 * each * each * f + each ** 3 * w
      cubes[count] = (cubes[count] ?? 0) + odds * c
      weight[count] = (weight[count] ?? 0) + odds * w
      first[count] = (first[count] ?? 0) + odds * (f + each * w)
      second[count] = (second[count] ?? 0) + odds * (s + 2 * each * f + each * each * w)
    }
  }
  const all = weight[right] || 1
  const mean = (first[right] ?? 0) / all
  const square = (second[right] ?? 0) / all
  const variance = Math.max(0, square - mean * mean)
  return { mean, variance, third: (cubes[right] ?? 0) / all - 3 * mean * square + 2 * mean ** 3 }
}
