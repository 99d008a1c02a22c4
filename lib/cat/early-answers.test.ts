import { expect, test } from 'vitest'
import { earlyAnswers } from './early-answers'

const single = { points: { A: 5, B: 0, C: 0, D: 0, E: 0 } }
const keys = Array.from({ length: 20 }, () => single)
const person = (rights: number, seconds: number | null) =>
  keys.map((_, place) => (seconds === null ? null : { option: place < rights ? 'A' : 'B', seconds }))

test('whoever is right nearly everywhere within two seconds is told, with what a guess would have', () => {
  const [first, ...others] = earlyAnswers(keys, [person(18, 2), person(18, 30), person(4, 2), person(18, null)])
  expect(first).toMatchObject({ person: 0, rapid: 20, right: 18, expected: expect.closeTo(4) })
  expect(first?.byChance).toBeLessThan(1e-8)
  expect(others).toEqual([])
})

test('a few lucky guesses in a large session are no lead', () => {
  const lucky = [...person(4, 2).slice(0, 4), ...person(4, 30).slice(4)]
  expect(earlyAnswers(keys, [lucky])).toHaveLength(1)
  expect(earlyAnswers(keys, [lucky, ...Array.from({ length: 100 }, () => person(10, 30))])).toEqual([])
})

test('weighted items, where many know the best option at a glance, and blanks do not count', () => {
  const weighted = { points: { A: 5, B: 4, C: 3, D: 2, E: 1 } }
  expect(
    earlyAnswers(
      keys.map(() => weighted),
      [person(20, 1)],
    ),
  ).toEqual([])
  expect(earlyAnswers(keys, [keys.map(() => ({ option: null, seconds: 1 }))])).toEqual([])
})
