import { expect, test } from 'vitest'
import { randomOf } from '@/db/seed/random'
import { misfits, personFits } from './person-fit'
import { formOf, independentPeople } from './sitting.fixture'

test('answers of people who work for themselves are around zero, some above and some below', () => {
  const fits = personFits(formOf(80), independentPeople(300, 80, 21)).map(({ fit }) => fit)
  const mean = fits.reduce((sum, fit) => sum + fit, 0) / fits.length
  const spread = Math.sqrt(fits.reduce((sum, fit) => sum + (fit - mean) ** 2, 0) / fits.length)
  expect(Math.abs(mean)).toBeLessThan(0.3)
  expect(spread).toBeGreaterThan(0.8)
  expect(spread).toBeLessThan(1.2)
  expect(misfits(formOf(80), independentPeople(300, 80, 21))).toEqual([])
})

test('with two items and one right, it is the one standard deviation that counting gives', () => {
  // two of three are right at the first item, one of three at the second: easiness is d and -d
  const people = [
    ['A', 'B'],
    ['A', 'B'],
    ['B', 'A'],
  ]
  const form = formOf(4).filter(({ section }) => section === 'TWK')
  const [usual, , unusual] = personFits(form, people).map(({ fit }) => fit)
  // a right first item has the chance c: the score is standardised as a coin with that chance
  const chance = (usual ?? 0) ** -2 / (1 + (usual ?? 0) ** -2)
  expect(usual).toBeGreaterThan(0)
  expect(unusual).toBeCloseTo(-Math.sqrt(chance / (1 - chance)), 10)
})

test('whoever is wrong where everybody is right, and right where nobody is, is told', () => {
  const people = independentPeople(300, 80, 22)
  const rightAt = (place: number) => people.filter((row) => row[place] === 'A').length
  const byEase = Array.from({ length: 80 }, (_, place) => place).sort((a, b) => rightAt(a) - rightAt(b))
  const hard = new Set(byEase.slice(0, 40))
  people[17] = Array.from({ length: 80 }, (_, place) => (hard.has(place) ? 'A' : 'E'))
  const [first, ...others] = misfits(formOf(80), people)
  expect(first?.person).toBe(17)
  expect(first?.fit).toBeLessThan(-5)
  expect(others).toEqual([])
})

test('a paper all right, all wrong or all blank says nothing', () => {
  const people = independentPeople(60, 20, 2)
  for (const [at, option] of (['A', 'E', null] as const).entries()) people[at] = Array(20).fill(option)
  const fits = personFits(formOf(20), people).map(({ fit }) => fit)
  expect(fits.slice(0, 3)).toEqual([0, 0, 0])
})

test('whoever left after three answers, or has only a few right, is told of nothing, however odd those are', () => {
  const people = independentPeople(300, 80, 22)
  const rightAt = (place: number) => people.filter((row) => row[place] === 'A').length
  const byEase = Array.from({ length: 80 }, (_, place) => place).sort((a, b) => rightAt(b) - rightAt(a))
  const [easiest, hardest] = [byEase.slice(0, 2), byEase.slice(-4)]
  people[17] = Array.from({ length: 80 }, (_, place) =>
    easiest.includes(place) ? 'E' : place === hardest[3] ? 'A' : null,
  )
  people[18] = Array.from({ length: 80 }, (_, place) => (hardest.includes(place) ? 'A' : 'E'))
  const fits = personFits(formOf(80), people).map(({ fit }) => fit)
  expect(fits[17]).toBeLessThan(-5)
  expect(fits[18]).toBeLessThan(-5)
  expect(misfits(formOf(80), people)).toEqual([])
})

test('what chance brings is counted with its skewness: few of many thousand people are told who were drawn by the model', () => {
  const { next } = randomOf(5, 0)
  const easiness = Array.from({ length: 60 }, (_, place) => 3 - place / 10)
  const people = Array.from({ length: 8000 }, () =>
    easiness.map((each) => (next() < 1 / (1 + Math.exp(2 - each)) ? 'A' : 'E')),
  )
  const form = formOf(60).map((key) => ({ ...key, section: 'TIU' }))
  const told = misfits(form, people)
  expect(told).toEqual([]) // the normal distribution would tell some
  const low = personFits(form, people).filter(({ fit }) => fit < -4).length
  expect(low).toBeGreaterThan(0)
})
