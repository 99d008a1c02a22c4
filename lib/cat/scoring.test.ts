import { expect, test } from 'vitest'
import { readExamProgrammes } from '@/db/seed/exam-programmes'
import { scorePaper } from './scoring'

const items = (section: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ itemId: `${section}-${index}`, section }))

test('a right answer gives five, a wrong or missing one nothing', () => {
  const paper = items('TWK', 30)
  const keyOf = new Map(paper.map(({ itemId }) => [itemId, new Map([['a', 5]])]))
  const chosen = new Map(paper.slice(0, 27).map(({ itemId }, index) => [itemId, index < 17 ? 'a' : 'b']))
  expect(scorePaper(paper, chosen, keyOf)).toEqual({ TWK: 85 })
})

test('a weighted answer gives its weight, a blank one nothing', () => {
  const paper = items('TKP', 5)
  const key = new Map([5, 4, 3, 2, 1].map((weight) => [`weight-${weight}`, weight]))
  const keyOf = new Map(paper.map(({ itemId }) => [itemId, key]))
  const chosen = new Map(
    [5, 4, 4, 1, null].map((weight, index) => [`TKP-${index}`, weight === null ? null : `weight-${weight}`]),
  )
  expect(scorePaper(paper, chosen, keyOf)).toEqual({ TKP: 14 })
})

test('45 weighted items give 225 at most: nobody reaches 0/85/226, whatever is chosen', () => {
  const { sections } = readExamProgrammes().programmes.find(({ code }) => code === 'SKD-2024') ?? { sections: [] }
  const paper = sections.flatMap(({ code, itemCount }) => items(code, itemCount))
  const points = (section: string) =>
    section === 'TKP'
      ? [5, 4, 3, 2, 1].map((weight) => [`weight-${weight}`, weight] as const)
      : [['weight-5', 5] as const]
  const keyOf = new Map(paper.map(({ itemId, section }) => [itemId, new Map(points(section))]))
  const best = scorePaper(paper, new Map(paper.map(({ itemId }) => [itemId, 'weight-5'])), keyOf)
  expect(best).toEqual({ TWK: 150, TIU: 175, TKP: 225 })
})

test('an option of another item gives nothing', () => {
  const paper = items('TIU', 1)
  expect(scorePaper(paper, new Map([['TIU-0', 'elsewhere']]), new Map([['TIU-0', new Map([['a', 5]])]]))).toEqual({
    TIU: 0,
  })
})

test('a paper without one of its keys is not scored at all', () => {
  expect(() => scorePaper(items('TIU', 1), new Map(), new Map())).toThrow('no key')
})
