import { expect, test } from 'vitest'
import type { Shown } from './shown'
import { isAnswered, isFrozen, outcomeOf, storyOf } from './story'

const event = (kind: string, on: string, role = 'verifikator') => ({ kind, on, role, isUnsigned: false })
const message = (by: string, on: string): Shown => ({ kind: 'message', by, body: { text: on, on } })
const decision = (
  step: 'acknowledge' | 'clarify' | 'close' | 'freeze' | 'unfreeze',
  on: string,
  isBinding = true,
): Shown => {
  const body = { step, result: step === 'close' ? 'TERBUKTI' : null, text: step, on, second: null, lhp: null }
  return { kind: 'decision', by: 'verifikator', body, isBinding }
}

/** Each line by what it is. */
const names = (...of: Parameters<typeof storyOf>) =>
  storyOf(...of).map((line) => {
    if (line.kind === 'event') return `event ${line.event.kind}`
    return line.kind === 'decision' ? line.body.step : line.kind
  })

test('a signed step stands in place of the event that tells of it, and what happened in between stands between', () => {
  const events = [
    event('received', '2026-11-02'),
    event('acknowledge', '2026-11-03'),
    event('recipient_added', '2026-11-03'),
    event('clarify', '2026-11-03'),
  ]
  const shown = [
    decision('acknowledge', '2026-11-03'),
    decision('clarify', '2026-11-03'),
    message('pelapor', '2026-11-04'),
  ]
  expect(names(events, shown)).toEqual(['event received', 'acknowledge', 'event recipient_added', 'clarify', 'message'])
})

test('what was said on an earlier day stands before an event, and what was said on its day after it', () => {
  const shown = [message('pelapor', '2026-11-04'), message('verifikator', '2026-11-06')]
  expect(names([event('clarification_reminder', '2026-11-06', 'sistem')], shown)).toEqual([
    'message',
    'event clarification_reminder',
    'message',
  ])
})

test('whatever events a server tells of, no message is missing or changes its place', () => {
  const shown = [
    message('pelapor', '2026-11-09'),
    decision('clarify', '2026-11-03'),
    message('pelapor', '2026-11-02'),
    decision('close', '2026-11-08'),
  ]
  for (const kinds of [[], ['close', 'clarify'], ['clarify', 'clarify', 'close'], ['close', 'close'], ['received']]) {
    const events = kinds.map((kind, at) => event(kind, `2026-11-0${9 - at}`))
    expect(storyOf(events, shown).filter(({ kind }) => kind !== 'event')).toEqual(shown)
  }
})

test('a conversation is stopped by what two people signed, until somebody opens it again', () => {
  const stopped = [decision('clarify', '2026-11-03'), decision('freeze', '2026-11-04')]
  expect(isFrozen(stopped.slice(0, 1))).toBe(false)
  expect(isFrozen(stopped)).toBe(true)
  expect(isFrozen([...stopped, decision('unfreeze', '2026-11-05', false)])).toBe(true)
  expect(isFrozen([...stopped, decision('unfreeze', '2026-11-05')])).toBe(false)
})

test('a consent and a question about the identity stand as they were signed', () => {
  const body = { act: 'answered', request: 'r', isGranted: true, on: '2026-11-05' } as const
  const events = [event('identity_granted', '2026-11-05', 'pelapor'), event('share_given', '2026-11-05', 'kustodian')]
  expect(names(events, [{ kind: 'identity', by: 'pelapor', body }])).toEqual(['identity', 'event share_given'])
})

test('a clarification is answered once the reporter wrote after it, whatever the office says and does since', () => {
  const [asked, answer] = [decision('clarify', '2026-11-03'), message('pelapor', '2026-11-04')]
  const since: Shown[] = [{ kind: 'readers', by: 'verifikator', roles: [] }, message('verifikator', '2026-11-05')]
  const identity = { act: 'answered', request: 'r', isGranted: true, on: '2026-11-05' } as const
  expect(isAnswered([answer, asked])).toBe(false)
  expect(isAnswered([asked, answer])).toBe(true)
  expect(isAnswered([asked, answer, ...since])).toBe(true)
  expect(isAnswered([asked, answer, ...since, asked]), 'asked once more').toBe(false)
  expect(isAnswered([asked, { kind: 'identity', by: 'pelapor', body: identity }]), 'something else').toBe(false)
  expect(isAnswered([asked, answer, decision('clarify', '2026-11-06', false)]), 'asked by nobody who may').toBe(true)
  expect(isAnswered([])).toBe(false)
})

test('what a report came to is what its newest step says that counts, unless it ended without one', () => {
  const alone = decision('close', '2026-11-09', false)
  expect(outcomeOf([decision('clarify', '2026-11-03'), alone], 'closed')).toMatchObject({ step: 'clarify' })
  const closed = [decision('close', '2026-11-08'), message('pelapor', '2026-11-09')]
  expect(outcomeOf(closed, 'closed')).toMatchObject({ result: 'TERBUKTI' })
  for (const state of ['unreadable', 'withdrawn']) expect(outcomeOf(closed, state)).toBeUndefined()
})
