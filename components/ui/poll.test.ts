import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { poll } from './poll'

type Progress = { done: number; isFinished: boolean }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('goes on asking after a lost connection, a body that breaks and an answer of trouble, until it has finished', async () => {
  const heard: Progress[] = []
  const answers = [
    () => Response.json({ done: 1, isFinished: false }),
    () => Promise.reject(new TypeError('Failed to fetch')),
    () => new Response('{"done": 2, "isFini'),
    () => Response.json({ code: 'unavailable' }, { status: 503 }),
    () => Response.json({ done: 3, isFinished: true }),
  ]
  const fetching = vi.fn(async () => (answers.shift() ?? (() => Response.error()))())
  vi.stubGlobal('fetch', fetching)
  poll<Progress>('/api/jalan', (answer) => heard.push(answer))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(heard.map(({ done }) => done)).toEqual([1, 3])
  expect(fetching).toHaveBeenCalledTimes(5)
})

test.each([403, 404])('asks no more after %d, and goes on after a session that has ended', async (status) => {
  const answers = [new Response(null, { status: 401 }), new Response(null, { status })]
  const fetching = vi.fn(async () => answers.shift() ?? Response.error())
  vi.stubGlobal('fetch', fetching)
  poll('/api/jalan', vi.fn())
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetching).toHaveBeenCalledTimes(2)
})

test('nothing is heard or asked once it is stopped', async () => {
  const heard = vi.fn()
  const fetching = vi.fn(async () => Response.json({ isFinished: false }))
  vi.stubGlobal('fetch', fetching)
  const stop = poll('/api/jalan', heard)
  stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([heard.mock.calls.length, fetching.mock.calls.length]).toEqual([0, 1])
})
