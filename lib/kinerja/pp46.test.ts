import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareExact, formatExact } from '@/lib/exact'
import {
  behaviourScore,
  extraTaskPoints,
  type PerformanceInput,
  performanceScore,
  planScore,
  scoreFindings,
} from './pp46'
import type { Activity } from './pp46-activity'
import { stepText } from './working'

/** Quantity, quality, months or their like, and rupiah in millions: target and realised in turn. */
function activity(...figures: number[]): Activity {
  const [to = 1, ro = 1, tk = 100, rk = 0, tw = 1, rw = 1, tb, rb] = figures
  const cost = tb === undefined || rb === undefined ? null : { target: tb, realised: rb }
  return {
    isDone: true,
    quantity: { target: to, realised: ro },
    quality: { target: tk, realised: rk },
    time: { target: tw, realised: rw },
    cost,
  }
}

const V1 = activity(1, 1, 100, 90, 12, 12, 170_395_000, 170_395_000)
const V2 = activity(1, 1, 100, 90, 12, 12)
const V3 = activity(100, 90, 100, 85, 12, 11)
const V4 = activity(100, 110, 100, 95, 6, 5, 200_000_000, 168_000_000)

const staff: PerformanceInput = {
  startsOn: '2019-01-01',
  activities: [V1, V2, V3],
  extraTasks: 5,
  creativity: [],
  behaviour: { service: 85, integrity: 88, commitment: 90, discipline: 84, teamwork: 86, leadership: null },
  isStructural: false,
}
const head: PerformanceInput = {
  startsOn: '2019-01-01',
  activities: [V1, V2, V3, V4],
  extraTasks: 7,
  creativity: ['unit'],
  behaviour: { service: 90, integrity: 91, commitment: 88, discipline: 92, teamwork: 90, leadership: 87 },
  isStructural: true,
}

const figures = (input: PerformanceInput) => {
  const { plan, behaviour, value, predicate } = performanceScore(input)
  return [...[plan, behaviour, value].map((each) => formatExact(each, 2)), predicate]
}

test('the published example of a member of staff is baik', () => {
  expect(figures(staff)).toEqual(['88.87', '86.60', '87.96', 'good'])
})

test('the published example of an eselon III is sangat baik', () => {
  expect(figures(head)).toEqual(['95.51', '89.67', '93.17', 'very_good'])
})

test('the working ends in 60 and 40 per cent', () => {
  const last = performanceScore(staff).steps.slice(-3)
  expect(last.map((each) => stepText(each, 'id'))).toEqual([
    '(85,5 + 88,67 + 86,44) / 3 + 2 + 0 = 88,87',
    '(85 + 88 + 90 + 84 + 86) / 5 = 86,6',
    '88,87 × 60 % + 86,6 × 40 % = 87,96',
  ])
  expect(performanceScore(staff).version).toBe('pp46-1 pp46-threshold-reached')
})

test('extra tasks give one point from the first, two from the fourth, three from the seventh', () => {
  expect([0, 1, 3, 4, 6, 7, 20].map(extraTaskPoints)).toEqual([0, 1, 1, 2, 2, 3, 3])
})

test('of several creations the highest counts', () => {
  const plan = (...creativity: PerformanceInput['creativity']) => formatExact(planScore([V1], 0, creativity).value, 2)
  expect([plan(), plan('unit'), plan('unit', 'organisation'), plan('state', 'unit')]).toEqual([
    '85.50',
    '88.50',
    '91.50',
    '97.50',
  ])
})

test('behaviour is the mean of five aspects, and of six for structural officials', () => {
  const scores = { ...head.behaviour, leadership: 60 }
  expect(formatExact(behaviourScore(scores, true).value, 2)).toBe('85.17')
  expect(formatExact(behaviourScore(scores, false).value, 2)).toBe('90.20')
  expect(behaviourScore({ ...scores, leadership: 0 }, false).value).toEqual(behaviourScore(scores, false).value)
})

test('behaviour out of range, leadership that is missing and a plan without activities are refused', () => {
  expect(() => behaviourScore(staff.behaviour, true)).toThrow(RangeError)
  expect(() => behaviourScore({ ...staff.behaviour, service: '100.01' }, false)).toThrow(RangeError)
  expect(() => behaviourScore({ ...staff.behaviour, service: -1 }, false)).toThrow(RangeError)
  expect(() => planScore([], 0, [])).toThrow(RangeError)
})

test('what a score lacks is told before it is computed', () => {
  const unmet = (input: PerformanceInput) => scoreFindings(input).flatMap(({ met, code }) => (met ? [] : [code]))
  expect([unmet(staff), unmet(head)]).toEqual([[], []])
  expect(unmet({ ...staff, isStructural: true, activities: [] })).toEqual([
    'kinerja.score_activities',
    'kinerja.score_behaviour',
  ])
})

test('an activity that was not done counts in the mean', () => {
  expect(formatExact(planScore([V2, { ...V2, isDone: false }], 0, []).value, 2)).toBe('44.33')
})

const units = fc.integer({ min: 1, max: 4000 })
const percents = fc.integer({ min: 0, max: 100 })
const activities = fc
  .tuple(units, units, percents, units, units)
  .map(([to, ro, rk, tw, rw]) => activity(to, ro, 100, rk, tw, rw))

test('no order of the activities and no better behaviour makes a result worse', () => {
  fc.assert(
    fc.property(fc.array(activities, { minLength: 1, maxLength: 8 }), percents, percents, (list, one, other) => {
      const result = (some: Activity[], service: number) =>
        performanceScore({ ...staff, activities: some, behaviour: { ...staff.behaviour, service } }).value
      expect(result([...list].reverse(), one)).toEqual(result(list, one))
      expect(compareExact(result(list, Math.max(one, other)), result(list, Math.min(one, other)))).toBeGreaterThan(-1)
    }),
  )
})
