import { expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { RANKS } from './ranks'
import { buildReference } from './reference'
import { baseSalary, cpnsSalary } from './salary'

const reference = buildReference(readReferenceRows())
const paid = (rank: (typeof RANKS)[number], years: number, months = 0, on = '2026-11-01') =>
  baseSalary(reference, rank, years * 12 + months, on)

test('III/a with 2 years and 1 month is paid the row of 2 years', () => {
  expect(paid('III/a', 2, 1)).toBe(2_873_500)
  expect(paid('III/a', 1, 11)).toBe(2_785_700)
})

test('II/a is paid more after one year, then every two', () => {
  expect(paid('II/a', 0)).toBe(2_184_000)
  expect(paid('II/a', 0, 11)).toBe(2_184_000)
  expect(paid('II/a', 1)).toBe(2_218_400)
  expect(paid('II/a', 2, 11)).toBe(2_218_400)
  expect(paid('II/a', 3)).toBe(2_288_200)
})

test('below the first row the first is paid, above the last the last', () => {
  expect(paid('II/c', 0)).toBe(paid('II/c', 3))
  expect(paid('IV/e', 50)).toBe(paid('IV/e', 32))
})

test('a CPNS in III/a is paid 80 percent', () => {
  expect(cpnsSalary(paid('III/a', 0) ?? 0)).toBe(2_228_560)
})

test('the table in force on the day decides', () => {
  expect(paid('III/a', 0, 0, '2023-12-31')).toBe(2_579_400)
  expect(paid('III/a', 0, 0, '2024-01-01')).toBe(2_785_700)
  expect(paid('III/a', 0, 0, '2018-12-31')).toBeUndefined()
})

test('in every rank more service is never paid less', () => {
  for (const rank of RANKS) {
    for (let years = 1; years <= 40; years += 1)
      expect(paid(rank, years)).toBeGreaterThanOrEqual(paid(rank, years - 1) ?? 0)
  }
})
