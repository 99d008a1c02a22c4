import { expect, test } from 'vitest'
import { inRanges } from './seat-ranges'

test('seats that follow one another are one range, however many', () => {
  expect(inRanges([])).toBe('')
  expect(inRanges([7])).toBe('7')
  expect(inRanges([1, 2, 3, 4, 9, 12, 13])).toBe('1-4, 9, 12-13')
})
