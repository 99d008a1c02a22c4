import { expect, test } from 'vitest'
import { type Contender, goesOn, type RankingPolicy, rank } from './ranking'

const policy: RankingPolicy = { tieBreak: ['TKP', 'TIU', 'TWK'], perVacancy: 3, fillTotal: null }
const emergency: RankingPolicy = { ...policy, fillTotal: 255 }

const person = (id: string, tkp: number, tiu: number, twk: number, isAboveGrade = true): Contender => ({
  id,
  scores: { TKP: tkp, TIU: tiu, TWK: twk },
  isAboveGrade,
})

const seven = [
  person('G', 146, 115, 95),
  person('F', 146, 110, 100),
  person('E', 146, 112, 109),
  person('D', 147, 115, 105),
  person('C', 145, 105, 117),
  person('B', 148, 125, 115),
  person('A', 150, 110, 135),
]

const ids = (list: readonly Contender[]) => list.map(({ id }) => id).join('')

test('three for each vacancy go on, and equal totals are decided by TKP, then TIU, then TWK', () => {
  expect(ids(goesOn(seven, 1, policy))).toBe('ABD')
  expect(ids(goesOn(seven, 2, policy))).toBe('ABDECG')
})

test('everybody who equals the last one goes on too', () => {
  const equal = [seven[6], seven[5], person('C', 147, 105, 117), person('D', 147, 105, 117)].filter((each) => !!each)
  expect(ids(goesOn(equal, 1, policy))).toBe('ABCD')
})

test('fewer than three for each vacancy all go on, and nobody below the grade does', () => {
  expect(ids(goesOn([person('A', 150, 80, 70), person('B', 160, 75, 90, false)], 1, policy))).toBe('A')
  expect(goesOn([], 1, policy)).toEqual([])
})

test('equals share a place, and the next place counts them all', () => {
  const places = rank([person('C', 1, 1, 1), person('A', 2, 2, 2), person('B', 2, 2, 2)], policy)
  expect(places.map(({ id, place }) => [id, place])).toEqual([
    ['A', 1],
    ['B', 1],
    ['C', 3],
  ])
})

const total = (points: number, isAboveGrade = false) => person(String(points), points, 0, 0, isAboveGrade)

test('in 2018 a vacancy without anybody above the grade takes the best three who reached the total', () => {
  const pool = [total(301, true), total(280), total(262), total(255), total(254), total(240)]
  expect(ids(goesOn(pool, 2, emergency))).toBe('301280262255')
})

test('in 2018 the two groups never compete', () => {
  const above = [310, 305, 302, 301, 300, 299, 298].map((points) => total(points, true))
  const below = [297, 290, 280, 270].map((points) => total(points))
  expect(goesOn([...above.slice(0, 1), ...below], 1, emergency)).toHaveLength(1)
  expect(goesOn(below, 1, emergency)).toHaveLength(3)
  expect(goesOn([...above.slice(0, 2), ...below], 2, emergency)).toHaveLength(2)
  expect(goesOn([...above, ...below], 1, emergency)).toHaveLength(3)
})
