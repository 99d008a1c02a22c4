import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionConsistency } from './decision-consistency'

const at = (minimum: number, reliability: number | null, step = 0) =>
  decisionConsistency({ mean: 100, deviation: 20, reliability }, minimum, step)

test('at the mean, agreement follows from the reliability alone', () => {
  // of two normal values with correlation r, 1/4 + asin(r)/2π are both below the mean
  expect(at(100, 0.5)).toMatchObject({ agreement: expect.closeTo(2 / 3, 8), kappa: expect.closeTo(1 / 3, 8) })
  expect(at(100, 1)).toMatchObject({ agreement: expect.closeTo(1, 6), kappa: expect.closeTo(1, 6) })
  expect(at(100, 0)).toMatchObject({ agreement: expect.closeTo(0.5, 8), kappa: expect.closeTo(0, 8) })
})

test('away from the mean more people are decided the same, and less of it is more than chance', () => {
  const far = at(120, 0.8)
  expect(far).toMatchObject({ agreement: expect.closeTo(0.877963, 5), kappa: expect.closeTo(0.542875, 5) })
  expect(far?.agreement).toBeGreaterThan(at(100, 0.8)?.agreement ?? 1)
  expect(far?.kappa).toBeLessThan(at(100, 0.8)?.kappa ?? 0)
})

test('a score that equals the minimum passes: the line lies half a step below it', () => {
  expect(at(102.5, 0.8, 5)).toEqual({ ...at(100, 0.8), minimum: 102.5 })
})

test('nothing is said where nobody differs, the reliability is none, or everybody is on one side', () => {
  expect(decisionConsistency({ mean: 5, deviation: 0, reliability: 0.9 }, 5, 1)).toBeNull()
  expect([at(100, null), at(100, -0.1), at(400, 0.9)]).toEqual([null, null, null])
})

test('agreement is never less than chance nor more than all', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 140 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (minimum, reliability) => {
        const { agreement, kappa } = at(minimum, reliability) ?? { agreement: 1, kappa: 1 }
        expect(agreement).toBeLessThanOrEqual(1 + 1e-6)
        expect(kappa).toBeGreaterThanOrEqual(0)
        expect(kappa).toBeLessThanOrEqual(1 + 1e-6)
      },
    ),
  )
})
