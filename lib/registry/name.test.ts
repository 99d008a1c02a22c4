import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseName } from './name'

test.each([
  ["Dr. Hj. Siti Nur'aini, S.H., M.Si.", 'SITI NURAINI'],
  ['SITI  NURAINI ', 'SITI NURAINI'],
  ['siti nuraini S.H. M.Si.', 'SITI NURAINI'],
  ['Drs. H. M.Arif Budi-Santoso', 'M ARIF BUDI SANTOSO'],
  ['M. Arif\u00a0Budi Santoso', 'M ARIF BUDI SANTOSO'],
  ['José Andrés', 'JOSE ANDRES'],
  ['H. ', 'H'],
  ['Ir. Ir', 'IR'],
  [' , S.H.', ''],
])('%j compares as %j', (name, expected) => {
  expect(normaliseName(name)).toBe(expected)
})

test('a name is its own normal form', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[A-Z]{3,8}$/), { minLength: 1, maxLength: 4 }), (words) => {
      const once = normaliseName(words.join(' '))
      expect(normaliseName(once)).toBe(once)
      expect(normaliseName(`  ${words.join('  ').toLowerCase()}, S.T.`)).toBe(once)
    }),
  )
})
