import { expect, test } from 'vitest'
import { documentCode, maskedName, printedCode, readCode } from './document-code'

test('a code has twelve characters without look-alikes', () => {
  const code = documentCode(Uint8Array.from({ length: 12 }, (_, at) => at * 31))
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
  expect(printedCode('7QK4M2XD9TRB')).toBe('7QK4-M2XD-9TRB')
})

test('what a person types is forgiven its spaces, case and look-alike letters', () => {
  expect(readCode(' 7qk4-m2xd 9trb ')).toBe('7QK4M2XD9TRB')
  expect(readCode('OIL4M2XD9TRB')).toBe('0114M2XD9TRB')
})

test('what cannot be a code is none', () => {
  for (const typed of ['', '7QK4', '7QK4-M2XD-9TRU', '../../etc/pa', '7QK4-M2XD-9TRBX'])
    expect(readCode(typed)).toBeNull()
})

test('the public page shows the first letters of a name only', () => {
  expect(maskedName('Yusuf  Ramadhan')).toBe('Y**** R*******')
  expect(maskedName('élan')).toBe('É***')
})
