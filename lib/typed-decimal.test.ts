import { expect, test } from 'vitest'
import { asTyped, plainDecimal, typedNumber } from './typed-decimal'

test('a decimal is read with a comma or a point, and goes back into its form with a comma', () => {
  expect(['12,5', '12.5', ' 12 '].map(plainDecimal)).toEqual(['12.5', '12.5', '12'])
  expect(typedNumber('0,25')).toBe(0.25)
  expect([12.5, 12].map(asTyped)).toEqual(['12,5', '12'])
})
