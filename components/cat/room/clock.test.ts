import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { countdown, serverTime, setServerTime, timeSince } from './clock'

const HOUR_MS = 3_600_000

beforeEach(() =>
  vi.useFakeTimers({ now: Date.parse('2026-11-27T01:00:00Z'), toFake: ['performance', 'setInterval', 'Date'] }),
)
afterEach(() => vi.useRealTimers())

function watched(secondsLeft: number, isSure = true) {
  const heard: string[] = []
  const clock = countdown(secondsLeft, isSure, {
    tick: () => {},
    speak: (minutes) => heard.push(`${minutes}`),
    over: () => heard.push('over'),
  })
  return { clock, heard }
}

test('the time that is left is spoken four times, and the end is told once', () => {
  const { heard } = watched(31 * 60)
  vi.advanceTimersByTime(32 * 60_000)
  expect(heard).toEqual(['30', '10', '5', '1', 'over'])
})

test('neither the time that is left nor the time of the server follows a clock that somebody sets', () => {
  setServerTime('2026-11-27T01:00:03Z')
  const { clock } = watched(6_000)
  for (const hours of [5, -9]) {
    vi.setSystemTime(Date.now() + hours * HOUR_MS)
    expect(clock.left()).toBe(6_000)
    expect(serverTime(60).toISOString()).toBe('2026-11-27T01:01:03.000Z')
  }
})

test('a word of the server that fits moves nothing; one that was long on its way moves only as far as it must', () => {
  const { clock } = watched(100)
  vi.advanceTimersByTime(10_400) // 89.6 seconds are left
  clock.correct(90, performance.now() - 20)
  expect(clock.left()).toBe(90)
  vi.advanceTimersByTime(5_000)
  clock.correct(90, performance.now() - 5_000) // said at some moment in these five seconds
  expect(clock.left()).toBe(85)
  clock.correct(60, performance.now() - 20)
  expect(clock.left()).toBe(60)
  clock.correct(660, performance.now() - 20) // ten minutes more
  expect(clock.left()).toBe(659)
})

test('a time that the server has not said ends nothing', () => {
  const { clock, heard } = watched(1, false)
  vi.advanceTimersByTime(5_000)
  expect([clock.left(), heard]).toEqual([0, []])
  clock.correct(0, performance.now())
  vi.advanceTimersByTime(500)
  expect(heard).toEqual(['over'])
})

test('while nobody counts the device’s clock does, but never backwards', () => {
  const noted = { secondsLeft: 600, server: '2026-11-27T01:00:03.000Z', deviceMs: Date.now() }
  vi.setSystemTime(Date.now() + 90_000)
  expect(timeSince(noted)).toEqual({ secondsLeft: 510, now: '2026-11-27T01:01:33.000Z' })
  vi.setSystemTime(Date.now() - HOUR_MS)
  expect(timeSince(noted)).toEqual({ secondsLeft: 600, now: '2026-11-27T01:00:03.000Z' })
})
