import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnswerChange, answerChanges, chainChanges, MOST_CHANGES, type OpenAttempt } from './answers'
import { brokenAt, CHAIN_START } from './chain'

const at = (time: string) => new Date(`2026-11-26T${time}+07:00`)
const paper = Array.from({ length: 3 }, (_, place) => ({ place, section: 'TWK', options: ['c', 'a', 'b'] }))
const attempt: OpenAttempt = {
  id: 'a1',
  epoch: 1,
  state: 'running',
  time: { startedAt: at('08:00:00'), allowedSeconds: 6000, pausedSeconds: 0, pausedAt: null },
  paper,
  eventCount: 0,
  head: CHAIN_START,
  clientSeq: 0,
}
const changes: AnswerChange[] = [
  { seq: 1, item: 1, option: 'a' },
  { seq: 2, item: 1, option: 'b' },
  { seq: 3, item: 2, option: null },
]
const chain = (over: Partial<OpenAttempt> = {}, sent = changes, now = at('08:30:00'), epoch = 1) =>
  chainChanges({ ...attempt, ...over }, epoch, sent, now)

test('changes become events with the time of the server, chained one to the next', () => {
  const events = chain()
  expect(events.map(({ seq, clientSeq, item, option, ts }) => [seq, clientSeq, item, option, ts])).toEqual([
    [1, 1, 1, 'a', '2026-11-26T01:30:00.000Z'],
    [2, 2, 1, 'b', '2026-11-26T01:30:00.000Z'],
    [3, 3, 2, null, '2026-11-26T01:30:00.000Z'],
  ])
  expect(brokenAt(events)).toBeUndefined()
})

test('an option is whatever the paper calls it: an identifier of another system, however long, or none', () => {
  const named = [{ place: 0, section: 'TWK', options: ['simpleChoice_1', '7b2e4a52-0c1f-4a7e-9a55-3f1d2c6b8e90', ''] }]
  const sent = named[0]?.options.map((option, at) => ({ seq: at + 1, item: 1, option }))
  const { changes } = answerChanges.parse({ changes: sent })
  expect(chain({ paper: named }, changes)).toHaveLength(3)
  expect(() => chain({ paper: named }, [{ seq: 1, item: 1, option: 'a' }])).toThrow('no_such_option')
})

test('a journal in any pieces, each sent any number of times, gives the same events as sent once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 12 }), (starts) => {
      let open = attempt
      const taken = [...starts, 0].flatMap((start, index) => {
        const until = index === starts.length ? changes.length : Math.min(changes.length, start + 1)
        const piece = changes.slice(Math.min(start, open.clientSeq), until)
        if (piece.length === 0) return []
        const events = chainChanges(open, 1, piece, at('08:30:00'))
        const last = events.at(-1)
        if (last) open = { ...open, eventCount: last.seq, head: last.link, clientSeq: last.clientSeq }
        return events
      })
      expect(taken).toEqual(chain())
    }),
  )
})

test('an attempt takes only so many changes; what was taken before may still be sent again', () => {
  expect(chain({ eventCount: MOST_CHANGES - 3 })).toHaveLength(3)
  expect(() => chain({ eventCount: MOST_CHANGES - 2 })).toThrow('too_many_changes')
  expect(chain({ eventCount: MOST_CHANGES, clientSeq: 3 })).toEqual([])
})

test('a change whose predecessor was never taken is refused with its whole piece, one that was taken is passed over', () => {
  const change = (seq: number): AnswerChange => ({ seq, item: 1, option: 'a' })
  for (const seqs of [[2], [5, 6], [1, 3], [1, 2, 4]])
    expect(() => chain({}, seqs.map(change)), String(seqs)).toThrow('changes_missing')
  expect(() => chain({ clientSeq: 3 }, [3, 5].map(change))).toThrow('changes_missing')
  expect(chain({ clientSeq: 3 }, [1, 3, 4].map(change)).map(({ clientSeq }) => clientSeq)).toEqual([4])
  expect(chain({ clientSeq: 3 }, [2, 3].map(change))).toEqual([])
})

test('a device that another one has taken over from writes no more', () => {
  expect(() => chain({ epoch: 2 })).toThrow('superseded_device')
  expect(chain({ epoch: 2 }, changes, at('08:30:00'), 2)).toHaveLength(3)
})

test('nothing is taken before the start, in a pause, or after the end', () => {
  for (const state of ['scheduled', 'registered', 'paused', 'finished', 'absent', 'disqualified'])
    expect(() => chain({ state })).toThrow('exam_not_running')
  expect(() => chain({ time: null })).toThrow('exam_not_running')
})

test('an answer in the grace is taken and marked, a later one is refused', () => {
  expect(chain({}, changes, at('09:39:59')).map(({ isLate }) => isLate)).toEqual([false, false, false])
  expect(chain({}, changes, at('09:40:05')).map(({ isLate }) => isLate)).toEqual([true, true, true])
  expect(() => chain({}, changes, at('09:40:10'))).toThrow('exam_over')
})

test('a place or an option that the paper does not have, or a wrong order, refuses the whole piece', () => {
  expect(() => chain({}, [...changes, { seq: 4, item: 4, option: 'a' }])).toThrow('no_such_item')
  expect(() => chain({}, [...changes, { seq: 4, item: 3, option: 'd' }])).toThrow('no_such_option')
  expect(() => chain({}, [...changes, { seq: 3, item: 3, option: 'a' }])).toThrow('changes_out_of_order')
})
