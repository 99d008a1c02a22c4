import { expect, test } from 'vitest'
import { RateLimit } from '@/lib/rate-limit'
import { AskLimit, callerOf } from './ask-limit'

test('a caller who is refused uses up no turn of the others', () => {
  const limit = new AskLimit(new RateLimit(2, 0.1), new RateLimit(4, 0.1))
  expect(Array.from({ length: 20 }, () => limit.take('192.0.2.1', 0)).filter(Boolean)).toHaveLength(2)
  expect(limit.take('192.0.2.2', 0)).toBe(true)
})

test('many callers together have an end too', () => {
  const limit = new AskLimit(new RateLimit(2, 0.1), new RateLimit(4, 0.1))
  const answers = Array.from({ length: 6 }, (_, caller) => limit.take(`192.0.2.${caller}`, 0))
  expect(answers).toEqual([true, true, true, true, false, false])
})

test('behind a proxy the address it added counts, whatever the caller wrote before it', () => {
  expect(callerOf('10.0.0.1, 192.0.2.7', true)).toBe('192.0.2.7')
  expect(callerOf(null, true)).toBeUndefined()
})

test('without a proxy an invented address opens no new turns', () => {
  const limit = new AskLimit(new RateLimit(2, 0.1), new RateLimit(4, 0.1))
  const answers = Array.from({ length: 6 }, (_, at) => limit.take(callerOf(`192.0.2.${at}`, false), 0))
  expect(answers.filter(Boolean)).toHaveLength(4)
})
