import { expect, test } from 'vitest'
import { monthsAround, monthWord, recapFilter } from './recap'

const TODAY = '2026-11-27'

test('an address asks for a month that has begun, a unit, and people with missing days', () => {
  expect(recapFilter({ bulan: '2026-10', unit: '12', tampil: 'belum', halaman: '3', halamanunit: '2' }, TODAY)).toEqual(
    {
      month: '2026-10-01',
      unitId: 12,
      onlyMissing: true,
      page: 3,
      unitPage: 2,
    },
  )
})

test('what is no month, or is still to come, is this month; what is no unit is all of them', () => {
  const usual = { month: '2026-11-01', unitId: undefined, onlyMissing: false, page: 1, unitPage: 1 }
  const queries: Record<string, string>[] = [
    {},
    { bulan: '2026-13' },
    { bulan: '2026-12' },
    { unit: 'x' },
    { unit: '-1' },
  ]
  for (const query of queries) expect(recapFilter(query, TODAY)).toEqual(usual)
})

test('the month after is there once it has begun', () => {
  expect(monthsAround('2026-10-01', TODAY)).toEqual({ before: '2026-09-01', after: '2026-11-01' })
  expect(monthsAround('2026-11-01', TODAY).after).toBeUndefined()
  expect(monthWord('2026-11-01')).toBe('2026-11')
})
