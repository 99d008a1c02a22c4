import { expect, test } from 'vitest'
import { type Arrival, firstChoices, itemTime } from './item-times'

const came = (item: number, seconds: number, epoch = 1, option = 'a'): Arrival => ({
  item,
  option,
  epoch,
  at: seconds * 1000,
})
const times = (arrivals: Arrival[], pauses: number[] = []) =>
  Object.fromEntries(
    [
      ...firstChoices(
        arrivals,
        0,
        pauses.map((seconds) => seconds * 1000),
      ),
    ].map(([item, { seconds }]) => [item, seconds]),
  )

test('the time of an item is counted from the choice before it, the first one from the start', () => {
  expect(times([came(1, 40), came(2, 62.5), came(7, 65)])).toEqual({ 1: 40, 2: 22.5, 7: 2.5 })
})

test('a changed answer counts once, and the item after it from the change', () => {
  const arrivals = [came(1, 40), came(2, 60), came(1, 90, 1, 'b'), came(3, 100)]
  expect(times(arrivals)).toEqual({ 1: 40, 2: 20, 3: 10 })
  expect(firstChoices(arrivals, 0).get(1)).toEqual({ option: 'a', seconds: 40 })
})

test('choices that were received together, and the one after them, have no time of their own', () => {
  expect(times([came(1, 40), came(2, 300), came(3, 300), came(4, 302), came(5, 320)])).toEqual({ 1: 40, 5: 18 })
})

test('a pause between two choices, or another device, leaves no time', () => {
  expect(times([came(1, 40), came(2, 700), came(3, 710)], [50])).toEqual({ 1: 40, 3: 10 })
  expect(times([came(1, 40), came(2, 60, 2), came(3, 70, 2)])).toEqual({ 1: 40, 3: 10 })
})

test('an item has the times of a tenth, of half and of nine tenths, and how many chose faster than one can read', () => {
  const many = Array.from({ length: 100 }, (_, at) => at + 1)
  expect(itemTime(many)).toEqual({ known: 100, quantiles: [10, 50, 90], rapid: 0.02 })
  expect(itemTime([])).toEqual({ known: 0, quantiles: null, rapid: 0 })
})
