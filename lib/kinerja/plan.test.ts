import { expect, test } from 'vitest'
import { move } from '@/lib/workflow'
import { planFlow } from './plan'

test('what was proposed is agreed to, sent back or taken back; what was agreed is never a draft again', () => {
  expect(move(planFlow, 'draft', 'propose')).toBe('proposed')
  expect((['agree', 'return', 'withdraw'] as const).map((event) => move(planFlow, 'proposed', event))).toEqual([
    'agreed',
    'draft',
    'draft',
  ])
  for (const event of ['propose', 'agree', 'return', 'withdraw'] as const)
    expect(() => move(planFlow, 'agreed', event)).toThrow('wrong_state')
})
