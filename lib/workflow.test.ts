import { expect, test } from 'vitest'
import { type Flow, move, takes } from './workflow'

const flow = {
  draft: { write: 'draft', submit: 'in_review' },
  in_review: { approve: 'approved' },
  approved: {},
} as const satisfies Flow<'draft' | 'in_review' | 'approved'>

test('a state takes the events of its own row alone, and moves by those it takes', () => {
  const events = ['write', 'submit', 'approve'] as const
  const takenBy = (state: keyof typeof flow) => events.filter((event) => takes(flow, state, event))
  expect(takenBy('draft')).toEqual(['write', 'submit'])
  expect(takenBy('in_review')).toEqual(['approve'])
  expect(takenBy('approved')).toEqual([])
  expect(move(flow, 'draft', 'submit')).toBe('in_review')
  expect(() => move(flow, 'approved', 'write')).toThrow(expect.objectContaining({ code: 'wrong_state' }))
})
