import { expect, test } from 'vitest'
import { evaluationFlow } from './evaluation'
import { turnOf } from './evaluation-turn'

const STATES = Object.keys(evaluationFlow) as (keyof typeof evaluationFlow)[]
const all = () => true
const turns = (part: 'employee' | 'appraiser' | 'superior', canRateUnconfirmed = false, isOver = true) =>
  Object.fromEntries(
    STATES.flatMap((state) => {
      const turn = turnOf({ part, state, isOver, canRateUnconfirmed }, all)
      return turn ? [[state, turn]] : []
    }),
  )

test('each side has its turns', () => {
  expect(turns('employee')).toEqual({ open: 'confirm', received: 'accept' })
  expect(turns('appraiser')).toEqual({ confirmed: 'rate', objected: 'answer_objection' })
  expect(turns('superior')).toEqual({ objected: 'decide_objection', answered: 'decide_objection' })
})

test('an appraiser need not wait for whoever lets the days of confirming pass', () => {
  expect(turns('appraiser', true)).toMatchObject({ open: 'rate', confirmed: 'rate' })
})

test('nothing is confirmed or rated before the period is over, nor in a role that may not', () => {
  expect(turns('employee', true, false)).toEqual({})
  const seen = { part: 'appraiser' as const, state: 'confirmed' as const, isOver: true, canRateUnconfirmed: false }
  expect(turnOf(seen, (permission) => permission !== 'evaluation.rate')).toBeNull()
})
