import { expect, test } from 'vitest'
import { type AnswerEvent, brokenAt, CHAIN_START, headOf, linkOf } from './chain'

const events: AnswerEvent[] = [
  { attempt: 'a1', item: 12, option: 'C', seq: 1, ts: '2024-10-16T01:05:07.120Z' },
  { attempt: 'a1', item: 12, option: 'A', seq: 2, ts: '2024-10-16T01:05:31.004Z' },
  { attempt: 'a1', item: 13, option: 'E', seq: 3, ts: '2024-10-16T01:06:02.500Z' },
]

test('each link is the hash of the one before it and of the event', () => {
  const links = events.map((_, index) => headOf(events.slice(0, index + 1)))
  expect(links[0]).toMatch(/^05d88e80.*722bd7$/)
  expect(links[1]).toMatch(/^bb75dd47.*f0f65b$/)
  expect(links[2]).toBe('31a2bf669a83e17d2fdb1ba0481b8c9d82d6e3bf64822e39f001471b41338772')
})

const chained = () => {
  let before = CHAIN_START
  return events.map((event) => {
    const link = linkOf(before, event)
    before = link
    return { ...event, link }
  })
}

test('an untouched chain is whole', () => {
  expect(brokenAt(chained())).toBeUndefined()
  expect(brokenAt([])).toBeUndefined()
})

test('a flipped, dropped, inserted or swapped event is found where it stands', () => {
  const [a, b, c] = chained()
  if (!a || !b || !c) throw new Error('three events')
  expect(brokenAt([a, { ...b, option: 'B' }, c])).toBe(1)
  expect(brokenAt([a, c])).toBe(1)
  expect(brokenAt([b, c])).toBe(0)
  expect(brokenAt([a, a, b, c])).toBe(1)
  expect(brokenAt([a, c, b])).toBe(1)
  expect(brokenAt([a, b, { ...c, ts: '2024-10-16T01:06:02.501Z' }])).toBe(2)
})

test('a chain that was forged anew has another head', () => {
  const forged = events.map((event) => (event.seq === 2 ? { ...event, option: 'B' } : event))
  expect(headOf(forged)).not.toBe(headOf(events))
})
