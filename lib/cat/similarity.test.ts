import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparison, pairOf } from './similarity'
import { formOf, independentPeople } from './sitting.fixture'
import { fitWrongOptions, type Sitting } from './wrong-options'

type People = (string | null)[][]

function leadsOf(sitting: Sitting) {
  const compare = comparison(sitting)
  return sitting.sitters.flatMap((_, person) => compare(person))
}
const fitted = (people: People) => fitWrongOptions(formOf(people[0]?.length ?? 0), people)
const allPairs = (sitting: Sitting) =>
  sitting.sitters.flatMap((_, a) => sitting.sitters.flatMap((_, b) => (a < b ? [pairOf(sitting, a, b)] : [])))
const withMistakes = (people: People, atLeast: number) =>
  people.findIndex((row) => row.filter((option) => option !== 'A' && option !== null).length >= atLeast)

test('of people who know nothing of each other, no more pairs are unlikely than chance says, and nobody is told', () => {
  const sitting = fitted(independentPeople(120, 80, 11))
  const chances = allPairs(sitting).map(({ chance }) => chance)
  for (const limit of [0.01, 0.05, 0.25, 0.5, 0.75]) {
    const share = chances.filter((chance) => chance <= limit).length / chances.length
    expect(share).toBeLessThan(limit * 1.15)
    expect(share).toBeGreaterThan(limit * 0.4) // a count has few values, so it stays below
  }
  expect(leadsOf(sitting)).toEqual([])
})

test('whoever copied is told with the one copied from, and at how many items', () => {
  const people = independentPeople(120, 60, 5)
  const source = withMistakes(people, 25)
  people[119] = (people[source] ?? []).map((option, place) => (place < 6 ? 'E' : option))
  const [first, ...others] = leadsOf(fitted(people))
  expect(others).toEqual([])
  expect(first).toMatchObject({ people: [source, 119] })
  expect(first?.same).toBeGreaterThan(18)
  expect(first?.expected).toBeLessThan((first?.bothWrong ?? 0) / 2)
  expect(first?.byChance).toBeLessThan(0.001)
})

test('people who are right everywhere are nothing to tell, nor are empty papers', () => {
  const people = independentPeople(120, 60, 7)
  for (const at of [10, 20]) people[at] = Array.from({ length: 60 }, () => 'A')
  for (const at of [30, 40]) people[at] = Array.from({ length: 60 }, () => null)
  const sitting = fitted(people)
  expect([pairOf(sitting, 10, 20).chance, pairOf(sitting, 30, 40).chance]).toEqual([1, 1])
  expect(leadsOf(sitting)).toEqual([])
})

test('where each option gives points nobody is wrong', () => {
  const weighted = formOf(30).map((key) => ({ ...key, points: { A: 5, B: 4, C: 3, D: 2, E: 1 } }))
  const sitting = fitWrongOptions(weighted, [Array(30).fill('C'), Array(30).fill('C'), Array(30).fill('A')])
  expect(pairOf(sitting, 0, 1)).toMatchObject({ bothWrong: 0, same: 0, chance: 1 })
})

test('whatever people answer, a pair is the same from both sides, and identical papers are the least likely', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const people = independentPeople(40, 40, seed)
      const source = withMistakes(people, 15)
      fc.pre(source >= 0 && source !== 39)
      people[39] = people[source] ?? []
      const sitting = fitted(people)
      const pairs = allPairs(sitting)
      for (const {
        people: [a, b],
        chance,
      } of pairs.slice(0, 50))
        expect(pairOf(sitting, b, a).chance).toBeCloseTo(chance, 12)
      const least = pairs.reduce((one, other) => (other.chance < one.chance ? other : one))
      expect(least.people).toEqual([source, 39])
    }),
    { numRuns: 25 },
  )
})

test('a thousand people with a hundred and ten items are compared in seconds', () => {
  const people = independentPeople(1000, 110, 1)
  const begun = performance.now()
  expect(leadsOf(fitted(people))).toEqual([])
  expect(performance.now() - begun).toBeLessThan(8_000)
})
