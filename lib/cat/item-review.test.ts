import { expect, test } from 'vitest'
import { type Membership, ofRegions, reviewSection } from './item-review'

const single = (right: string) => Object.fromEntries([...'ABCDE'].map((id) => [id, id === right ? 5 : 0]))
const WEIGHTED = { A: 1, B: 2, C: 3, D: 4, E: 5 }
const codes = (item?: { signs: { code: string }[] }) => item?.signs.map(({ code }) => code)

/** Five items with one key, answered as the vectors say: 1 is right, a letter is a distractor, a point is blank. */
function answered(rows: readonly string[], keys = [...'AAAAA'].map(single)) {
  const people = rows.map((row) => [...row].map((mark) => (mark === '1' ? 'A' : mark === '.' ? null : mark)))
  return reviewSection(keys, people)
}

test('difficulty, discrimination and reliability are those of the known example, in points of the key', () => {
  const rows = ['11111', '1111B', '111BB', '11B1B', '1B1BB', 'B1BBB', '1BBBB', 'BBBB1']
  const { items, reliability, standardError } = answered(rows)
  expect(items.map(({ difficulty }) => difficulty)).toEqual([0.75, 0.625, 0.5, 0.375, 0.25])
  expect(items.map(({ itemRest }) => itemRest?.toFixed(4))).toEqual(['0.3612', '0.3599', '0.4472', '0.6435', '-0.1037'])
  expect([reliability?.toFixed(4), standardError?.toFixed(3)]).toEqual(['0.5664', (0.9312 * 5).toFixed(3)])
  expect(codes(items[4])).toContain('check_key')
  expect(codes(items[3])).not.toContain('check_key')
})

test('a distractor that better people choose than the key is told by its letter, and those that nobody chooses', () => {
  const rows = ['C1111', 'C1111', 'C111B', '1BBBB', '1BBBB', 'D....']
  const [first] = answered(rows).items
  expect(first?.signs).toContainEqual({ code: 'better_wrong', options: ['C'] })
  expect(first?.signs).toContainEqual({ code: 'idle_options', options: ['B', 'E'] })
  expect(first?.options.find(({ id }) => id === 'C')).toMatchObject({ share: 0.5, points: 0 })
  expect(answered(rows).items[1]?.blank).toBeCloseTo(1 / 6)
})

test('an item that nearly everybody or nearly nobody has right is told', () => {
  const easy = answered(Array.from({ length: 20 }, (_, n) => (n === 0 ? 'B1111' : '1BBBB')))
  expect(codes(easy.items[0])).toContain('too_easy')
  const hard = answered(Array.from({ length: 20 }, (_, n) => (n === 0 ? '11111' : 'B1111')))
  expect(codes(hard.items[0])).toContain('too_hard')
})

test('weights are held to what the rest of the section says of those who chose them', () => {
  const rising = ['EEE', 'DDD', 'CCC', 'BBB', 'AAA'].map((row) => [...row])
  const keys = [WEIGHTED, WEIGHTED, WEIGHTED]
  expect(codes(reviewSection(keys, rising).items[0])).toEqual([])
  const falling = ['AEE', 'BDD', 'CCC', 'DBB', 'EAA'].map((row) => [...row])
  expect(codes(reviewSection(keys, falling).items[0])).toContain('uneven_weights')
  expect(codes(reviewSection(keys, falling).items[0])).toContain('check_key')
})

test('an item that women of equal ability get wrong is told with its size; a weighted one is not examined', () => {
  const key = { a: 5, b: 0 }
  const pairs = Array.from({ length: 200 }, (_, at) => ({ isWoman: at % 2 === 0, isAble: at % 4 < 2 }))
  const people = pairs.map(({ isWoman, isAble }, at) => [
    isAble ? 'a' : 'b',
    isWoman ? (at % 20 < 4 ? 'a' : 'b') : at % 20 < 16 ? 'a' : 'b',
  ])
  const groups: Membership[] = [
    { group: 'women', isIn: pairs.map(({ isWoman }) => isWoman) },
    { group: 'accommodated', isIn: pairs.map(() => null) },
  ]
  const [fair, unfair] = reviewSection([key, key], people, { groups }).items
  expect(unfair?.dif).toMatchObject([{ group: 'women', class: 'C', delta: expect.any(Number) }])
  expect(unfair?.dif[0]?.delta).toBeLessThan(0)
  expect(fair?.dif.filter(({ group }) => group === 'accommodated')).toEqual([])
  const weighted = { a: 5, b: 1 }
  expect(reviewSection([weighted, weighted], people, { groups }).items.map(({ dif }) => dif)).toEqual([[], []])
})

test('people of one province are held against all others whose province is known, each province by itself', () => {
  expect(ofRegions(['Aceh', 'Bali', null, 'Aceh'])).toEqual([
    { group: 'region', region: 'Aceh', isIn: [true, false, null, true] },
    { group: 'region', region: 'Bali', isIn: [false, true, null, false] },
  ])
  const key = { a: 5, b: 0 }
  const pairs = Array.from({ length: 200 }, (_, at) => ({ isFar: at % 2 === 0, isAble: at % 4 < 2 }))
  const people = pairs.map(({ isFar, isAble }, at) => [
    isAble ? 'a' : 'b',
    (isFar ? at % 20 < 4 : at % 20 < 16) ? 'a' : 'b',
  ])
  const provinces = pairs.map(({ isFar }, at) => (isFar ? 'Papua' : at % 100 === 1 ? 'Bali' : 'Jawa Barat'))
  const [, unfair] = reviewSection([key, key], people, { groups: ofRegions(provinces) }).items
  expect(unfair?.dif).toMatchObject([
    { group: 'region', region: 'Jawa Barat', class: 'C' },
    { group: 'region', region: 'Papua', class: 'C' },
  ])
  expect(unfair?.dif.map(({ delta }) => delta < 0)).toEqual([false, true]) // of two people of Bali nothing is told
})

test('the same people decided again: the line is half a step of the points below the minimum', () => {
  const people = ['11111', '1111B', '111BB', '11B1B', '1B1BB', 'B1BBB', '1BBBB', 'BBBB1'].map((row) =>
    [...row].map((mark) => (mark === '1' ? 'A' : mark)),
  )
  const { consistency, reliability } = reviewSection([...'AAAAA'].map(single), people, { minimums: [15, 1000] })
  const beyond = Math.asin(reliability ?? 0) / Math.PI // their mean is 12.5
  expect(consistency).toMatchObject([{ minimum: 15, agreement: expect.closeTo(0.5 + beyond, 6) }])
})

test('items are told with the times of whoever is known, and with the best against the last', () => {
  const people = [['A'], ['A'], ['B'], ['B']]
  const [item] = reviewSection([single('A')], people, { seconds: [[2], [20], [null], [40]] }).items
  expect(item).toMatchObject({ upperLower: 1, time: { known: 3, quantiles: [2, 20, 40], rapid: 1 / 3 } })
})
