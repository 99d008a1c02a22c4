import { expect, test } from 'vitest'
import { type Closure, coarseDays } from '@/lib/wbs/closure'
import { provenPercent, quarterFigures } from '@/lib/wbs/figures'

const one: Closure = {
  category: 'levy',
  agencyKind: 'regency_city',
  result: 'proven',
  days: { acknowledge: 2, verify: 5, review: 14, investigate: 60, follow_up: 30 },
  hasCorrectiveAction: true,
  hasRetaliation: false,
}
const many = (count: number, change: Partial<Closure> = {}) =>
  Array.from({ length: count }, () => ({ ...one, ...change }))

test('a quarter tells how many came, of what kind, how long each step took and what came of them', () => {
  const dropped = { result: 'not_processed', hasCorrectiveAction: false } as const
  const noStep = { ...one.days, investigate: null, follow_up: null }
  const closures = [
    ...many(12),
    ...many(9, { result: 'not_proven', category: 'corruption' }),
    ...many(6, { result: 'partly_proven', category: 'corruption' }),
    ...many(8, { ...dropped, category: 'corruption', days: noStep }),
    ...many(5, { ...dropped, result: 'out_of_scope', days: noStep }),
    ...many(5, { ...dropped, result: 'forwarded', days: { ...noStep, acknowledge: 3 } }),
  ]
  const figures = quarterFigures('2026-Q3', { received: 51, unreadable: 0 }, closures)
  expect(figures).toMatchObject({
    quarter: '2026-Q3',
    received: 51,
    concluded: 45,
    results: { proven: 12, partly_proven: 6, not_proven: 9, not_processed: 8, out_of_scope: 5, forwarded: 5 },
    correctiveActions: { yes: 27, no: 18 },
    days: { acknowledge: 2, verify: 5, review: 14, investigate: 60, follow_up: 30 },
  })
  expect(provenPercent(figures.results)).toBe(67)
})

test('few reports are not told apart: neither by kind, nor by agency, nor by what came of them', () => {
  const figures = quarterFigures('2026-Q3', { received: 4, unreadable: 0 }, [
    ...many(3),
    ...many(1, { agencyKind: 'central', hasRetaliation: true }),
  ])
  const { quarter, ...rest } = figures
  const numbers = JSON.stringify(rest).match(/\d+/g)
  expect(numbers).toBeNull()
  expect(provenPercent(figures.results)).toBeNull()
})

test('one retaliation among many is not told, nor computed from those without', () => {
  expect(
    quarterFigures('2026-Q3', { received: 60, unreadable: 0 }, [...many(40), ...many(1, { hasRetaliation: true })])
      .retaliation,
  ).toEqual({
    yes: null,
    no: null,
  })
})

test('days are kept so coarse that they tell no report from another', () => {
  expect([0, 1, 4, 8, 31, 61, 400].map(coarseDays)).toEqual([1, 1, 5, 10, 45, 90, 365])
})

test('reports that nobody could open are a number of their own and stand in no table', () => {
  const figures = quarterFigures('2026-Q3', { received: 20, unreadable: 6 }, many(10))
  expect(figures).toMatchObject({ unreadable: 6, concluded: 10 })
  expect(quarterFigures('2026-Q3', { received: 20, unreadable: 4 }, many(10)).unreadable).toBeNull()
})
