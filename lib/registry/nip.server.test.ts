import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { nipFaults } from './nip'

const { owner } = await testDatabase()

test('the database takes a NIP when lib finds nothing wrong but the age, and no other', async () => {
  const digits = (length: number, from: number, to: number) =>
    fc.integer({ min: from, max: to }).map((number) => String(number).padStart(length, '0'))
  const written = [
    ...fc.sample(
      fc
        .tuple(digits(4, 1896, 2105), digits(2, 0, 13), digits(2, 0, 32), digits(4, 1980, 2030), digits(2, 0, 21))
        .chain((parts) =>
          fc
            .tuple(fc.constantFrom('0', '1', '2', '3'), fc.constantFrom('000', '001', '999'))
            .map((rest) => [...parts, ...rest].join('')),
        ),
      5000,
    ),
    ...['1900', '2000', '1996', '1997'].map((year) => `${year}0229202003${'1001'}`),
    '19850614201103200',
    '1985061420110320011',
    '19850614201103200A',
    '１98506142011032001',
    '',
  ]
  const found = await owner<{ nip: string; isValid: boolean }[]>`
    select nip, nip_is_valid(nip) as "isValid" from unnest(${written}::text[]) as nip`
  const isSound = (nip: string) => nipFaults(nip).every((fault) => fault === 'underage')
  expect(found.filter(({ nip, isValid }) => isValid !== isSound(nip))).toEqual([])
  expect(found.filter(({ isValid }) => isValid).length).toBeGreaterThan(500)
})
