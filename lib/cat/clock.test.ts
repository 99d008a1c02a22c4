import { expect, test } from 'vitest'
import { type AttemptTime, acceptance, deadlineMs, secondsLeft } from './clock'

const at = (time: string) => new Date(`2026-11-26T${time}+07:00`)
const attempt: AttemptTime = { startedAt: at('08:00:00'), allowedSeconds: 6000, pausedSeconds: 0, pausedAt: null }
const pausedRoom = { ...attempt, pausedSeconds: 17 * 60 }

test('a pause of the room moves the deadline by exactly its length, for each duration', () => {
  expect(deadlineMs(pausedRoom, at('09:00:00'))).toBe(at('09:57:00').getTime())
  expect(deadlineMs({ ...pausedRoom, allowedSeconds: 130 * 60 }, at('09:00:00'))).toBe(at('10:27:00').getTime())
})

test('while an attempt stands still no second passes', () => {
  const standing = { ...attempt, pausedAt: at('08:30:00') }
  expect(secondsLeft(standing, at('08:30:00'))).toBe(70 * 60)
  expect(secondsLeft(standing, at('08:47:00'))).toBe(70 * 60)
  expect(acceptance(standing, at('12:00:00'))).toBe('in_time')
})

test('an answer counts until the deadline, ten seconds more as a late one, and no longer', () => {
  expect(acceptance(attempt, at('09:39:59.999'))).toBe('in_time')
  expect(acceptance(attempt, at('09:40:00'))).toBe('late')
  expect(acceptance(attempt, at('09:40:09.999'))).toBe('late')
  expect(acceptance(attempt, at('09:40:10'))).toBe('over')
})

test('the last second is shown until it is over, and never less than none', () => {
  expect(secondsLeft(attempt, at('09:39:59.001'))).toBe(1)
  expect(secondsLeft(attempt, at('09:40:00'))).toBe(0)
  expect(secondsLeft(attempt, at('11:00:00'))).toBe(0)
})
