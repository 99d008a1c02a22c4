import { expect, test } from 'vitest'
import {
  alpha,
  chanceOf,
  informationOf,
  itemStatistics,
  kr21,
  linearEquating,
  meanMean,
  meanSigma,
  standardError,
} from './item-analysis'

const rows = ['11111', '11110', '11100', '11010', '10100', '01000', '10000', '00001']
const table = rows.map((row) => [...row].map(Number))
const best = [1, 1, 1, 1, 1]
const rounded = (values: (number | null)[]) => values.map((value) => (value === null ? null : Number(value.toFixed(4))))

test('difficulty is the share who had the item right', () => {
  expect(itemStatistics(table, best).map(({ difficulty }) => difficulty)).toEqual([0.75, 0.625, 0.5, 0.375, 0.25])
})

test('discrimination is given with the total and, corrected, with the rest', () => {
  const statistics = itemStatistics(table, best)
  const itemTotal = rounded(statistics.map((each) => each.itemTotal))
  expect(itemTotal.map(String)).toEqual(['0.6124', '0.639', '0.7071', '0.8216', '0.2041'])
  const itemRest = rounded(statistics.map((each) => each.itemRest))
  expect(itemRest).toEqual([0.3612, 0.3599, 0.4472, 0.6435, -0.1037])
})

test('the best and the last 27 of a hundred are compared, equals at the edge by the part that has a place', () => {
  // of eight people two are in each group: 5 and 4 points against 1, 1 and 1, of which two of three have a place
  const upper = [1, 1, 1, 1, 0.5]
  const lower = [1 / 3, 1 / 3, 0, 0, 1 / 3]
  const expected = upper.map((share, at) => Number((share - (lower[at] ?? 0)).toFixed(4)))
  expect(rounded(itemStatistics(table, best).map((each) => each.upperLower))).toEqual(expected)
  const backwards = [...table].reverse()
  expect(rounded(itemStatistics(backwards, best).map((each) => each.upperLower))).toEqual(expected)
  expect(itemStatistics(table.slice(0, 3), best)[0]?.upperLower).toBeNull()
  expect(itemStatistics([[5], [5], [1], [1]], [5])[0]?.upperLower).toBeCloseTo(0.8)
})

test('reliability and the error of measurement', () => {
  const reliability = alpha(table) ?? 0
  expect(rounded([reliability, kr21(table), standardError(table, reliability)])).toEqual([0.5664, 0.4688, 0.9312])
})

test('each item is measured against its own highest points', () => {
  const answers = [
    [5, 1],
    [3, 1],
    [1, 0],
  ]
  const [weighted, right] = itemStatistics(answers, [5, 1])
  expect([weighted?.difficulty, right?.difficulty]).toEqual([expect.closeTo(0.6), expect.closeTo(2 / 3)])
})

test('what does not vary has no correlation and no reliability', () => {
  const same = [
    [1, 1],
    [1, 1],
  ]
  expect(itemStatistics(same, [1, 1]).map(({ itemTotal }) => itemTotal)).toEqual([null, null])
  expect([alpha(same), kr21(same)]).toEqual([null, null])
})

test('the chance of a right answer under the Rasch and the two-parameter model', () => {
  expect(rounded([chanceOf(1, -1), chanceOf(-0.5, 1), chanceOf(1, 0.5, 1.2), informationOf(1, 0.5, 1.2)])).toEqual([
    0.8808, 0.1824, 0.6457, 0.3294,
  ])
})

test('two scales are linked by their anchor items', () => {
  const [from, to] = [
    [-1.2, -0.4, 0.1, 0.7, 1.3],
    [-1, -0.1, 0.3, 1.1, 1.5],
  ]
  const bySpread = meanSigma(from ?? [], to ?? [])
  expect(rounded([bySpread.slope, bySpread.shift, meanMean(from ?? [], to ?? []).shift])).toEqual([
    1.0227, 0.2577, 0.26,
  ])
})

test('two forms are equated by their mean and standard deviation', () => {
  const { slope, shift } = linearEquating({ mean: 300, deviation: 40 }, { mean: 310, deviation: 44 })
  expect([260, 311].map((score) => (slope * score + shift).toFixed(1))).toEqual(['266.0', '322.1'])
})
