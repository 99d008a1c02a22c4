import { expect, test } from 'vitest'
import { nextQuarter, numberOf, publishable, publishedFrom, quarterOf } from '@/lib/wbs/quarter'

test('a day belongs to the quarter of its month', () => {
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
    '2026-Q1',
    '2026-Q1',
    '2026-Q2',
    '2026-Q4',
  ])
  expect(nextQuarter('2026-Q4')).toBe('2027-Q1')
  expect(numberOf('2026-Q3')).toEqual({ number: 'III', year: '2026' })
})

test('figures of a quarter come out a month after it ended', () => {
  expect(publishedFrom('2026-Q3')).toBe('2026-11-01')
  expect(publishedFrom('2026-Q4')).toBe('2027-02-01')
})

test('what is due is every quarter since the first that ended a month ago', () => {
  expect(publishable('2026-Q2', '2026-10-31')).toEqual(['2026-Q2'])
  expect(publishable('2026-Q2', '2026-11-01')).toEqual(['2026-Q2', '2026-Q3'])
  expect(publishable('2026-Q4', '2026-11-27')).toEqual([])
})
