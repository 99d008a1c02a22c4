import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FormItem, makePaper } from './paper'

const SECTIONS = ['TWK', 'TIU', 'TKP']
const form: FormItem[] = SECTIONS.flatMap((section, part) =>
  Array.from({ length: 10 }, (_, index) => ({
    place: part * 10 + index,
    section,
    options: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })),
    keepsOrder: index === 0,
  })),
)

test('a seed gives one paper, for ever', () => {
  expect(makePaper(form, SECTIONS, 'seed')).toEqual(makePaper(form, SECTIONS, 'seed'))
  expect(
    makePaper(form, SECTIONS, 'seed')
      .slice(0, 3)
      .map(({ place, options }) => `${place}${options.join('')}`),
  ).toMatchInlineSnapshot(`
    [
      "5acdeb",
      "8cbaed",
      "7cabed",
    ]
  `)
})

test('every paper has each item once with each option once, in the order of the sections', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const paper = makePaper(form, SECTIONS, seed)
      expect(paper.map(({ place }) => place).sort((a, b) => a - b)).toEqual(form.map(({ place }) => place))
      expect(paper.map(({ section }) => section)).toEqual(form.map(({ section }) => section))
      for (const { options } of paper) expect([...options].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
    }),
  )
})

test('options that have an order keep it', () => {
  const kept = makePaper(form, SECTIONS, 'any').filter(({ place }) => place % 10 === 0)
  expect(kept.map(({ options }) => options.join(''))).toEqual(['abcde', 'abcde', 'abcde'])
})

test('options that stay at their place do, and the others are mixed around them', () => {
  const options = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, isFixed: id === 'b' || id === 'e' }))
  const item = { place: 0, section: 'TWK', options, keepsOrder: false }
  const seen = Array.from({ length: 200 }, (_, seed) => makePaper([item], SECTIONS, `${seed}`)[0]?.options.join(''))
  expect([...new Set(seen)].sort()).toEqual(['abcde', 'abdce', 'cbade', 'cbdae', 'dbace', 'dbcae'])
})

test('neighbours have different papers', () => {
  const papers = Array.from({ length: 500 }, (_, index) =>
    JSON.stringify(makePaper(form, SECTIONS, `attempt ${index}`)),
  )
  expect(new Set(papers).size).toBe(500)
})

test('each place of a section is taken by each item about equally often', () => {
  const counts = new Map<number, number>()
  for (let index = 0; index < 2000; index++) {
    const first = makePaper(form, SECTIONS, `${index}`)[0]?.place ?? -1
    counts.set(first, (counts.get(first) ?? 0) + 1)
  }
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(70) // five standard deviations
})
