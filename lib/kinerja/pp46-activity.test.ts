import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareExact, decimal, exact, formatExact, isAtLeast, multiply, subtract } from '@/lib/exact'
import { type Activity, activityScore, aspectLine, efficiencyPercent } from './pp46-activity'
import { stepText } from './working'

const time = (target: string | number, realised: string | number) =>
  formatExact(aspectLine('time', { target, realised }).value, 2)
const saved = (target: string | number, realised: string | number) =>
  formatExact(efficiencyPercent({ target, realised }), 2)

/** Target, realised, efficiency in per cent, value: the published examples. */
const MONTHS = [
  ['12', '12', '0.00', '76.00'],
  ['12', '11', '8.33', '84.33'],
  ['12', '10', '16.67', '92.67'],
  ['12', '9.12', '24.00', '100.00'],
  ['12', '9', '25.00', '75.00'],
  ['12', '8', '33.33', '66.67'],
  ['12', '6', '50.00', '50.00'],
  ['5', '4', '20.00', '96.00'],
  ['6', '5', '16.67', '92.67'],
  ['12', '15', '-25.00', '51.00'],
  ['12', '21.12', '-76.00', '0.00'],
  ['12', '24', '-100.00', '0.00'],
] as const

test.each(MONTHS)('%s months that took %s save %s per cent and are worth %s', (target, realised, percent, value) => {
  expect([saved(target, realised), time(target, realised)]).toEqual([percent, value])
})

test.each([
  [200_000_000, 168_000_000, '16.00', '92.00'],
  [200_000_000, 140_000_000, '30.00', '70.00'],
  [200_000_000, 210_000_000, '-5.00', '71.00'],
])('a budget of Rp %i of which %i was spent saves %s per cent and is worth %s', (target, realised, percent, value) => {
  expect(saved(target, realised)).toBe(percent)
  expect(formatExact(aspectLine('cost', { target, realised }).value, 2)).toBe(value)
})

test('24 per cent saved is the best there is, and a hair more falls to just under 76', () => {
  expect([time(12, '9.12'), time(12, '9.1188')]).toEqual(['100.00', '75.99'])
  expect(saved(12, '9.1188')).toBe('24.01')
})

test('more than the target counts without a limit', () => {
  expect(formatExact(aspectLine('quantity', { target: 100, realised: 200 }).value, 2)).toBe('200.00')
})

const base: Activity = {
  isDone: true,
  quantity: { target: 1, realised: 1 },
  quality: { target: 100, realised: 90 },
  time: { target: 12, realised: 12 },
  cost: { target: 170_395_000, realised: 170_395_000 },
}
const value = (activity: Partial<Activity>) => formatExact(activityScore({ ...base, ...activity }).value, 2)

test('aspects are divided by four with a target of cost and by three without', () => {
  expect(value({})).toBe('85.50')
  expect(value({ cost: null })).toBe('88.67')
  expect(
    value({
      quantity: { target: 100, realised: 90 },
      quality: { target: 100, realised: 85 },
      time: { target: 12, realised: 11 },
      cost: null,
    }),
  ).toBe('86.44')
  expect(
    value({
      quantity: { target: 100, realised: 110 },
      quality: { target: 100, realised: 95 },
      time: { target: 6, realised: 5 },
      cost: { target: 200_000_000, realised: 168_000_000 },
    }),
  ).toBe('97.42')
})

test('an activity that was not done is worth nothing in any aspect, and keeps its divisor', () => {
  expect(activityScore({ ...base, isDone: false })).toMatchObject({
    value: exact(0),
    steps: [{ value: '0' }, { value: '0' }, { value: '0' }, { value: '0' }, { expression: '(0 + 0 + 0 + 0) / 4' }],
  })
})

test('the working is shown as the annex writes it', () => {
  const late = { target: 12, realised: 24 }
  const { steps } = activityScore({ ...base, time: { target: '12.000', realised: '9.000' }, cost: late })
  expect(steps.map((each) => `${each.code}: ${stepText(each, 'id')}`)).toEqual([
    'quantity: 1 / 1 × 100 = 100',
    'quality: 90 / 100 × 100 = 90',
    'time: 76 − (((1,76 × 12 − 9) / 12) × 100 − 100) = 75',
    'cost: max(0, ((1,76 × 12 − 24) / 12) × 100) = 0',
    'activity: (100 + 90 + 75 + 0) / 4 = 66,25',
  ])
})

test('a target that is not above nought is no target', () => {
  for (const measure of [
    { target: 0, realised: 1 },
    { target: -1, realised: 1 },
    { target: 1, realised: '-0.1' },
  ]) {
    expect(() => activityScore({ ...base, time: measure })).toThrow(RangeError)
  }
})

/** Four decimals, as they are stored. */
const amounts = fc.integer({ min: 1, max: 10_000_000 }).map((units) => formatExact(exact(units, 10_000), 4))

test('whatever the figures, time is worth 0 to 100, and 76 only on target', () => {
  fc.assert(
    fc.property(amounts, amounts, (target, realised) => {
      const { value: worth } = aspectLine('time', { target, realised })
      expect(isAtLeast(worth, exact(0)) && isAtLeast(exact(100), worth)).toBe(true)
      expect(compareExact(worth, exact(76)) === 0).toBe(compareExact(decimal(target), decimal(realised)) === 0)
    }),
  )
})

test('each per cent saved is worth a point up to 24, and beyond it costs one', () => {
  fc.assert(
    fc.property(amounts, amounts, (target, realised) => {
      const { value: worth } = aspectLine('cost', { target, realised })
      const percent = efficiencyPercent({ target, realised })
      const up = subtract(worth, exact(76))
      if (!isAtLeast(exact(24), percent)) expect(worth).toEqual(subtract(exact(100), percent))
      else if (isAtLeast(percent, exact(-76))) expect(up).toEqual(percent)
      else expect(worth).toEqual(exact(0))
    }),
  )
})

test('the edge of 24 per cent is met by the figures themselves, whatever the scale', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (units) => {
      const target = formatExact(exact(units, 100), 2)
      const edge = multiply(decimal(target), decimal('0.76'))
      const hair = subtract(edge, decimal('0.0001'))
      const worth = (realised: typeof edge) => aspectLine('time', { target, realised: formatExact(realised, 4) }).value
      expect(worth(edge)).toEqual(exact(100))
      if (isAtLeast(hair, exact(0))) expect(isAtLeast(exact(76), worth(hair))).toBe(true)
    }),
  )
})
