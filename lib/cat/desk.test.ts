import { expect, test } from 'vitest'
import { deskClosesAt, deskStep } from './desk'
import type { SeatState } from './session'

const startsAt = new Date('2027-01-25T01:00:00Z')
const at = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000)
const step = (seat: SeatState, minutes: number, state: 'planned' | 'open' | 'released' | 'closed' = 'open') =>
  deskStep(seat, { state, startsAt }, at(minutes))

test('the desk closes five minutes before the start, to the second', () => {
  expect(deskClosesAt(startsAt)).toEqual(at(-5))
  expect(deskStep('scheduled', { state: 'open', startsAt }, new Date(at(-5).getTime() - 1))).toBe('register')
  expect([step('scheduled', -5), step('scheduled', 20, 'released')]).toEqual(['register_late', 'register_late'])
})

test('a PIN that was lost is simply given again until the desk closes, and with a reason afterwards', () => {
  expect([step('registered', -30), step('registered', -5), step('running', 10, 'released')]).toEqual([
    'register',
    'renew_pin',
    'renew_pin',
  ])
})

test('who was absent or disqualified gets a PIN once the session is closed, and nobody before it is prepared', () => {
  for (const seat of ['absent', 'disqualified'] as const) {
    expect([step(seat, 60, 'released'), step(seat, 600, 'closed')]).toEqual([null, 'renew_pin'])
  }
  expect(step('scheduled', -60, 'planned')).toBeNull()
})
