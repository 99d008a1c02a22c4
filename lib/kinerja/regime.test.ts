import { expect, test } from 'vitest'
import { assessmentParts, periodFindings, regimeOn } from './regime'

const unmet = (startsOn: string, endsOn: string) =>
  periodFindings(startsOn, endsOn).flatMap(({ met, code }) => (met ? [] : [code]))

test('the first day of the work says the regime', () => {
  const days = ['2013-12-31', '2014-01-01', '2020-12-31', '2021-06-30', '2021-07-01', '2021-12-31', '2022-01-01']
  expect(days.map((day) => regimeOn(day).regime)).toEqual([
    'pp10_1979',
    'pp46_2011',
    'pp46_2011',
    'pp46_2011',
    'permenpanrb8_2021',
    'permenpanrb8_2021',
    'permenpanrb6_2022',
  ])
  expect(regimeOn('2026-01-01').result).toBe('matrix')
  expect(regimeOn('2020-01-01').result).toBe('number')
  expect(() => regimeOn('1979-01-01')).toThrow(RangeError)
})

test('what was assessed on DP3 and in the second half of 2021 is imported', () => {
  expect(['2013-01-01', '2019-01-01', '2021-07-01', '2026-01-01'].map((day) => regimeOn(day).isImported)).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('2021 is assessed in two halves, every other year in one part', () => {
  expect(assessmentParts(2021)).toMatchObject([
    { startsOn: '2021-01-01', endsOn: '2021-06-30', rule: { regime: 'pp46_2011' } },
    { startsOn: '2021-07-01', endsOn: '2021-12-31', rule: { regime: 'permenpanrb8_2021' } },
  ])
  expect(assessmentParts(2020)).toMatchObject([{ startsOn: '2020-01-01', endsOn: '2020-12-31' }])
  expect(assessmentParts(2026)).toMatchObject([{ startsOn: '2026-01-01', rule: { regime: 'permenpanrb6_2022' } }])
})

test('a period lies in one year and under one regime', () => {
  expect(unmet('2021-01-01', '2021-06-30')).toEqual([])
  expect(unmet('2021-01-01', '2021-07-01')).toEqual(['kinerja.period_regime'])
  expect(unmet('2026-01-01', '2026-12-31')).toEqual([])
  expect(unmet('2026-02-01', '2027-01-31')).toEqual(['kinerja.period_year'])
  expect(unmet('2026-03-02', '2026-03-01')).toEqual(['kinerja.period_order'])
})
