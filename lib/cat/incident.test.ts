import { expect, test } from 'vitest'
import { awaitsDecision, type IncidentKind, PROPOSALS } from '@/lib/cat/incident'

const proposed = (kind: IncidentKind) => ({ kind, decidedName: null, declinedName: null })
const waiting = (kinds: readonly IncidentKind[], state: 'released' | 'closed' | 'void') =>
  kinds.filter((kind) => awaitsDecision(proposed(kind), state))

test('what was proposed waits for a second person; of a void session a reinstatement alone', () => {
  expect(waiting(PROPOSALS, 'released')).toEqual(PROPOSALS)
  expect(waiting(PROPOSALS, 'closed')).toEqual(PROPOSALS)
  expect(waiting(PROPOSALS, 'void')).toEqual(['reinstatement'])
})

test('nothing waits that was answered, or that one person does', () => {
  expect(waiting(['pause', 'resume', 'late_answers'], 'released')).toEqual([])
  for (const name of [{ decidedName: 'Ani' }, { declinedName: 'Ani' }])
    expect(awaitsDecision({ ...proposed('reinstatement'), ...name }, 'void')).toBe(false)
})
