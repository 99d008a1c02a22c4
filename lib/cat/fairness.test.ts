import { expect, test } from 'vitest'
import { type Comparison, chainedLinear, differentialFunctioning, isAnchored } from './fairness'
import { linearEquating } from './item-analysis'

/** Of each rest score: others right and wrong, the group right and wrong. */
const people = (...strata: [number, number, number, number][]): Comparison[] =>
  strata.flatMap(([a, b, c, d], rest) => [
    ...Array.from({ length: a }, () => ({ isFocal: false, isRight: true, rest })),
    ...Array.from({ length: b }, () => ({ isFocal: false, isRight: false, rest })),
    ...Array.from({ length: c }, () => ({ isFocal: true, isRight: true, rest })),
    ...Array.from({ length: d }, () => ({ isFocal: true, isRight: false, rest })),
  ])

test('Mantel-Haenszel over two strata, counted by hand', () => {
  // odds ratio: (20·30/100 + 40·20/100) / (30·20/100 + 10·30/100) = 14 / 9
  // right: 60, expected: 50·40/100 + 50·70/100 = 55, variance: 50·50·40·60/(100²·99) + 50·50·70·30/(100²·99) = 11.3636
  const dif = differentialFunctioning(people([20, 30, 20, 30], [40, 10, 30, 20]))
  expect(dif?.oddsRatio).toBeCloseTo((20 * 30 + 40 * 20) / (30 * 20 + 10 * 30), 10)
  expect(dif?.delta).toBeCloseTo(-2.35 * Math.log(14 / 9), 10)
  expect(dif?.chiSquare).toBeCloseTo((5 - 0.5) ** 2 / 11.363636, 4)
})

test('an item that is as hard for both groups of equal ability is of class A, however different the groups are', () => {
  const dif = differentialFunctioning(people([10, 30, 30, 90], [90, 30, 15, 5]))
  expect(dif).toMatchObject({ class: 'A', oddsRatio: 1, delta: expect.closeTo(0, 10) })
})

test('an item that is harder for the group is told by its size: moderate B, large C', () => {
  expect(differentialFunctioning(people([120, 80, 98, 102], [150, 50, 126, 74]))).toMatchObject({ class: 'B' })
  const large = differentialFunctioning(people([140, 60, 80, 120], [170, 30, 120, 80]))
  expect(large?.class).toBe('C')
  expect(large?.delta).toBeLessThan(-1.5)
})

test('a difference that chance explains is of class A', () => {
  const dif = differentialFunctioning(people([30, 25, 25, 35]))
  expect(dif?.delta).toBeLessThan(-1)
  expect(dif).toMatchObject({ class: 'A' })
})

test('a small group says nothing, and neither does an item that everybody gets right', () => {
  expect(differentialFunctioning(people([60, 40, 30, 19]))).toBeNull()
  expect(differentialFunctioning(people([60, 40, 30, 20]))).not.toBeNull()
  expect(differentialFunctioning(people([60, 0, 60, 0]))).toBeNull()
})

test('anchors are enough when they are twenty, or a fifth of the form', () => {
  expect([isAnchored(20, 300), isAnchored(6, 30), isAnchored(5, 30), isAnchored(0, 0)]).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('groups of the same ability are equated as by mean and deviation alone', () => {
  const from = [260, 300, 340].map((total, at) => ({ total, anchor: 40 + at * 10 }))
  const to = [266, 310, 354].map((total, at) => ({ total, anchor: 40 + at * 10 }))
  const chained = chainedLinear(from, to)
  const direct = linearEquating({ mean: 300, deviation: 40 }, { mean: 310, deviation: 44 })
  expect(chained?.slope).toBeCloseTo(direct.slope, 10)
  expect((chained?.slope ?? 0) * 260 + (chained?.shift ?? 0)).toBeCloseTo(266, 10)
  expect((chained?.slope ?? 0) * 311 + (chained?.shift ?? 0)).toBeCloseTo(322.1, 10)
})

test('a weaker group on an equally hard form does not make the form look hard', () => {
  const strong = [60, 80, 100].map((total) => ({ total, anchor: total / 5 }))
  const weak = [40, 60, 80].map((total) => ({ total, anchor: total / 5 }))
  expect(chainedLinear(weak, strong)).toEqual({ slope: expect.closeTo(1, 10), shift: expect.closeTo(0, 10) })
})

test('where everybody has the same score there is nothing to equate', () => {
  const same = [70, 70].map((total) => ({ total, anchor: 14 }))
  expect(chainedLinear(same, same)).toBeNull()
})
