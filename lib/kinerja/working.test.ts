import { expect, test } from 'vitest'
import { decimal, exact } from '@/lib/exact'
import { shown, step, stepText } from './working'

test('a line of a calculation is read in either language, with its result to two decimals', () => {
  const time = step('time', '((1.76 × 12 − 11) / 12) × 100', exact(253, 3))
  expect(stepText(time, 'id')).toBe('((1,76 × 12 − 11) / 12) × 100 = 84,33')
  expect(stepText(time, 'en')).toBe('((1.76 × 12 − 11) / 12) × 100 = 84.33')
  expect(stepText(step('performance', '60 % × 10000000', exact(6_000_000)), 'id', 0)).toBe(
    '60 % × 10.000.000 = 6.000.000',
  )
})

test('the result is kept without loss', () => {
  expect(step('time', '', exact(253, 3)).value).toBe('253/3')
})

test('a number is shown without idle zeros', () => {
  expect([exact(100), decimal('12.50'), exact(253, 3), exact(0)].map((each) => shown(each))).toEqual([
    '100',
    '12.5',
    '84.33',
    '0',
  ])
  expect(shown(decimal('9.1188'), 4)).toBe('9.1188')
})
