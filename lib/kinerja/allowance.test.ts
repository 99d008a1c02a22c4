import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PREDICATES } from '@/lib/registry/predicate'
import { type AllowanceMonth, allowanceOf } from './allowance'
import { ALLOWANCE_MODELS, allowanceRule } from './allowance-rule'
import { stepText } from './working'

const { bakamla, klh, minutes } = ALLOWANCE_MODELS
const month: AllowanceMonth = {
  baseRupiah: 10_000_000,
  isCpns: false,
  predicate: 'good',
  reports: 20,
  deficientReports: 0,
  approvedMinutes: 8_161,
  days: { scheduled: 22, worked: 22 },
  attendance: 100,
}
const paid = (rule: typeof bakamla, changes: Partial<AllowanceMonth> = {}) =>
  allowanceOf(rule, { ...month, ...changes }).amountRupiah

test('Bakamla takes one per cent for poor, two for very poor, and nothing else', () => {
  expect(PREDICATES.map((predicate) => paid(bakamla, { predicate }))).toEqual([
    10_000_000, 10_000_000, 10_000_000, 9_900_000, 9_800_000,
  ])
  expect(paid(bakamla, { predicate: null })).toBe(10_000_000)
})

test('KLH pays 90, 85 and 80 per cent of the part for performance from the 1st, 6th and 11th deficient report', () => {
  const counts = [0, 1, 5, 6, 10, 11, 20]
  expect(counts.map((deficientReports) => paid(klh, { deficientReports }))).toEqual([
    10_000_000, 9_400_000, 9_400_000, 9_100_000, 9_100_000, 8_800_000, 8_800_000,
  ])
})

test('KLH takes 35 per cent of that part for a month without a report', () => {
  expect(paid(klh, { reports: 0 })).toBe(7_900_000)
})

test('KLH asks the superior for a note where less is paid', () => {
  const asks = (changes: Partial<AllowanceMonth>) => allowanceOf(klh, { ...month, ...changes }).needsNote
  expect(asks({})).toBe(false)
  expect(asks({ deficientReports: 1 })).toBe(true)
  expect(asks({ reports: 0 })).toBe(true)
  expect(allowanceOf(bakamla, { ...month, predicate: 'very_poor' }).needsNote).toBe(false)
})

test('a CPNS has 80 per cent of the allowance', () => {
  expect(paid(klh, { isCpns: true })).toBe(8_000_000)
  expect(paid(klh, { isCpns: true, deficientReports: 11 })).toBe(7_040_000)
})

test('K1 to K6 by the minutes above 7260', () => {
  const k = [8_161, 8_160, 7_961, 7_960, 7_761, 7_760, 7_561, 7_560, 7_261, 7_260, 7_259, 0]
  const of = (approvedMinutes: number) => (paid(minutes, { approvedMinutes }) - 4_000_000) / 60_000
  expect(k.map(of)).toEqual([100, 90, 90, 80, 80, 70, 70, 50, 50, 50, 0, 0])
})

test('the norm of minutes shrinks with the days worked', () => {
  expect(paid(minutes, { approvedMinutes: 3_630, days: { scheduled: 22, worked: 11 } })).toBe(7_000_000)
  expect(paid(minutes, { approvedMinutes: 3_629, days: { scheduled: 22, worked: 11 } })).toBe(4_000_000)
})

test('the part for attendance is paid as far as it was earned', () => {
  expect(paid(bakamla, { attendance: '97.5' })).toBe(9_900_000)
  expect(() => paid(bakamla, { attendance: 101 })).toThrow(RangeError)
  expect(() => paid(bakamla, { baseRupiah: 0.5 })).toThrow(RangeError)
})

test('the arithmetic is shown', () => {
  const { steps, fullRupiah } = allowanceOf(klh, {
    ...month,
    isCpns: true,
    deficientReports: 7,
    attendance: '97.5',
  })
  expect(steps.map((each) => `${each.code}: ${stepText(each, 'id', 0)}`)).toEqual([
    'base: 10.000.000 × 80 % = 8.000.000',
    'performance: 8.000.000 × 60 % × 85 % = 4.080.000',
    'attendance: 8.000.000 × 40 % × 97,5 % = 3.120.000',
    'taken: 0 = 0',
    'allowance: 4.080.000 + 3.120.000 − 0 = 7.200.000',
  ])
  expect(fullRupiah).toBe(8_000_000)
})

test('days of attendance are shown as days, so that the arithmetic comes out to the rupiah', () => {
  const { steps, amountRupiah } = allowanceOf(klh, {
    ...month,
    baseRupiah: 4_250_000,
    attendance: { attended: 18, of: 21 },
  })
  expect(steps.slice(2).map((each) => stepText(each, 'id'))).toEqual([
    '4.250.000 × 40 % × 18 / 21 = 1.457.142,86',
    '0 = 0',
    '2.550.000 + 1.457.142,86 − 0 = 4.007.142,86',
  ])
  expect(amountRupiah).toBe(4_007_143)
})

test('an agency writes a rule as data: shares make a hundred and steps fall', () => {
  expect(Object.values(ALLOWANCE_MODELS).map((rule) => allowanceRule.safeParse(rule).success)).toEqual([
    true,
    true,
    true,
  ])
  expect(allowanceRule.safeParse({ ...klh, attendancePercent: 30 }).success).toBe(false)
  const rising = [
    { from: 1, payPercent: 90 },
    { from: 6, payPercent: 85 },
  ]
  expect(allowanceRule.safeParse({ ...klh, effect: { ...klh.effect, deficient: rising } }).success).toBe(false)
  expect(
    allowanceRule.safeParse({ ...bakamla, effect: { ...bakamla.effect, takesPercent: { good: 1 } } }).success,
  ).toBe(false)
})

test('whatever happened, nobody is paid less than nothing or more than the whole', () => {
  const months = fc.record({
    baseRupiah: fc.nat(100_000_000),
    isCpns: fc.boolean(),
    predicate: fc.constantFrom(null, ...PREDICATES),
    reports: fc.nat(31),
    deficientReports: fc.nat(31),
    approvedMinutes: fc.nat(20_000),
    days: fc.constant(month.days),
    attendance: fc.oneof(
      fc.integer({ min: 0, max: 100 }),
      fc.record({ attended: fc.nat(10), of: fc.integer({ min: 10, max: 23 }) }),
    ),
  })
  fc.assert(
    fc.property(months, fc.constantFrom(bakamla, klh, minutes), (one, rule) => {
      const { amountRupiah, fullRupiah } = allowanceOf(rule, one)
      expect(Number.isSafeInteger(amountRupiah)).toBe(true)
      expect(amountRupiah).toBeGreaterThanOrEqual(0)
      expect(amountRupiah).toBeLessThanOrEqual(fullRupiah)
    }),
  )
})
