import { expect, test } from 'vitest'
import { deviationReason, distributionFindings, type OrganisationPredicate } from './distribution'

/** People who are very good, good, to improve, poor and very poor. */
const people = (very_good = 0, good = 0, needs_improvement = 0, poor = 0, very_poor = 0) => ({
  very_good,
  good,
  needs_improvement,
  poor,
  very_poor,
})
const unmet = (organisation: OrganisationPredicate, ...counts: number[]) =>
  distributionFindings(organisation, people(...counts)).flatMap(({ met, code, facts }) =>
    met ? [] : [`${code.replace('kinerja.distribution_', '')} ${facts.group}`],
  )

test('an excellent unit has mostly very good people, and no more than 70 per cent', () => {
  expect(unmet('excellent', 7, 3)).toEqual([])
  expect(unmet('excellent', 5, 5)).toEqual([])
  expect(unmet('excellent', 71, 29)).toEqual(['most very_good'])
  expect(unmet('excellent', 4, 6)).toEqual(['largest very_good'])
})

test('a good unit has mostly good people, no more than 70 per cent, and somebody to improve or poor', () => {
  expect(unmet('good', 2, 7, 1)).toEqual([])
  expect(unmet('good', 2, 7, 0, 1)).toEqual([])
  expect(unmet('good', 3, 7)).toEqual(['some poor_or_improvement'])
  expect(unmet('good', 3, 7, 0, 0, 1)).toEqual(['some poor_or_improvement'])
  expect(unmet('good', 0, 8, 2)).toEqual(['most good'])
  expect(unmet('good', 5, 4, 1)).toEqual(['largest good'])
})

test('a unit that must improve has 60 per cent who must, and 10 very good ones at most', () => {
  expect(unmet('needs_improvement', 1, 3, 6)).toEqual([])
  expect(unmet('needs_improvement', 2, 3, 5)).toEqual(['least needs_improvement', 'most very_good'])
})

test('a poor unit has 60 per cent poor, 10 to improve and 10 very good ones at most', () => {
  expect(unmet('poor', 1, 2, 1, 6)).toEqual([])
  expect(unmet('poor', 2, 3, 0, 5)).toEqual(['least poor', 'least needs_improvement', 'most very_good'])
})

test('a very poor unit has 60 per cent very poor, 10 poor or to improve, and nobody very good', () => {
  expect(unmet('very_poor', 0, 3, 0, 1, 6)).toEqual([])
  expect(unmet('very_poor', 0, 3, 1, 0, 6)).toEqual([])
  expect(unmet('very_poor', 1, 4, 0, 0, 5)).toEqual(['least very_poor', 'least poor_or_improvement', 'none very_good'])
})

test('shares are exact: 59.99 per cent are not 60', () => {
  expect(unmet('needs_improvement', 0, 4001, 5999)).toEqual(['least needs_improvement'])
})

test('fewer than ten people follow no pattern', () => {
  expect(distributionFindings('good', people(9))).toEqual([])
  expect(distributionFindings('good', people(10))).toHaveLength(3)
})

test('a deviation asks for a reason, and a pattern that is met for none', () => {
  const met = (counts: number[], reason: string | null) =>
    deviationReason(distributionFindings('good', people(...counts)), reason).met
  expect(met([2, 7, 1], null)).toBe(true)
  expect(met([10], null)).toBe(false)
  expect(met([10], '  ')).toBe(false)
  expect(met([10], 'Unit ini memimpin layanan terpadu.')).toBe(true)
})
