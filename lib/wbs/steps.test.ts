import { expect, test } from 'vitest'
import { reportState } from '@/db/wbs/schema'
import { type Case, needsTwo, requireTwo, STEP_NAMES, type Step, stateAfter, stepsFor, turnOf } from './steps'

const ROLES = [
  'verifikator',
  'penelaah',
  'investigator',
  'inspektur',
  'pejabat',
  'kustodian',
  'pengelola_kunci',
  'statistik',
  'pimpinan',
  'admin_teknis',
]
const TODAY = '2026-11-02'

/** What each role may take or propose in each state of a report whose deadline is over, written out after wbs.md 5 and 6. */
const EXPECTED: Record<string, Record<string, string>> = {
  received: { verifikator: 'acknowledge freeze', penelaah: 'freeze', investigator: 'freeze', inspektur: 'freeze' },
  verifying: {
    verifikator: 'accept clarify forward reject freeze',
    penelaah: 'forward reject freeze',
    investigator: 'freeze',
    inspektur: 'freeze',
  },
  clarifying: {
    verifikator: 'resume lapse freeze',
    penelaah: 'lapse freeze',
    investigator: 'freeze',
    inspektur: 'freeze',
  },
  forwarded: {},
  not_processed: { penelaah: 'reopen', inspektur: 'reopen' },
  reviewing: {
    verifikator: 'forward reject freeze',
    penelaah: 'clarify forward reject freeze',
    investigator: 'freeze',
    inspektur: 'investigate freeze',
  },
  investigating: {
    verifikator: 'freeze',
    penelaah: 'freeze',
    investigator: 'freeze',
    inspektur: 'extend examine freeze',
  },
  examined: { verifikator: 'freeze', penelaah: 'freeze', investigator: 'freeze', inspektur: 'recommend freeze' },
  recommended: { verifikator: 'freeze', penelaah: 'freeze', investigator: 'freeze', inspektur: 'follow_up freeze' },
  following_up: {
    verifikator: 'freeze',
    penelaah: 'freeze',
    investigator: 'close freeze',
    inspektur: 'close freeze',
  },
  closed: { penelaah: 'reopen', inspektur: 'reopen' },
  reopened: { verifikator: 'freeze', penelaah: 'review freeze', investigator: 'freeze', inspektur: 'freeze' },
  withdrawn: { inspektur: 'go_on' },
  unreadable: {},
}

/** Who acts on a recommendation stands beside those who examine. */
const OFFICIAL: Record<string, string> = { recommended: 'follow_up freeze', following_up: 'close freeze' }

const at = (state: Case['state'], change: Partial<Case> = {}): Case => {
  return { state, isFrozen: false, dueOn: '2026-10-30', isAnswered: false, history: [], ...change }
}
const may = (of: Case, ...roles: string[]) => stepsFor(of, { roles, on: TODAY, reopenDays: 90 })

const matrix = reportState.enumValues.flatMap((state) => ROLES.map((role) => [state, role] as const))

test.each(matrix)('in %s a %s may do what the table says, and nothing else', (state, role) => {
  const isOpen = !['forwarded', 'not_processed', 'closed', 'withdrawn', 'unreadable'].includes(state)
  const official = OFFICIAL[state] ?? (isOpen ? 'freeze' : '')
  const expected = role === 'pejabat' ? official : (EXPECTED[state]?.[role] ?? '')
  expect(may(at(state), role)).toEqual(expected.split(' ').filter(Boolean))
})

test('the table names every state and every step', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual([...reportState.enumValues].sort())
  const named = new Set(Object.values(EXPECTED).flatMap((of) => Object.values(of).join(' ').split(' ')))
  expect(STEP_NAMES.filter((step) => !named.has(step))).toEqual(['unfreeze'])
})

test('whoever has no role of the list may do nothing in any state', () => {
  for (const state of reportState.enumValues) expect(may(at(state))).toEqual([])
})

test('a conversation that was stopped is opened by one person and not stopped again', () => {
  expect(may(at('reviewing', { isFrozen: true }), 'investigator')).toEqual(['unfreeze'])
})

test('of a reporter who may not answer no answer is asked, and none is given up', () => {
  const stopped = (state: Case['state']) => may(at(state, { isFrozen: true }), 'verifikator', 'penelaah')
  expect(stopped('clarifying')).toEqual(['resume', 'unfreeze'])
  expect(stopped('verifying')).toEqual(['accept', 'forward', 'reject', 'unfreeze'])
  expect(stopped('reviewing')).toEqual(['forward', 'reject', 'unfreeze'])
})

test('what a reporter owes is given up the day after it was due, and not when the reporter has answered', () => {
  expect(may(at('clarifying', { dueOn: TODAY }), 'penelaah')).not.toContain('lapse')
  expect(may(at('clarifying', { dueOn: '2026-11-01' }), 'penelaah')).toContain('lapse')
  expect(may(at('clarifying', { dueOn: '2026-11-01', isAnswered: true }), 'penelaah')).not.toContain('lapse')
})

test('an investigation is extended once, and another one once again', () => {
  const begun = { kind: 'investigate', on: '2026-08-01' }
  const extended = { kind: 'extend', on: '2026-09-30' }
  expect(may(at('investigating', { history: [begun, extended] }), 'inspektur')).not.toContain('extend')
  expect(may(at('investigating', { history: [begun, extended, begun] }), 'inspektur')).toContain('extend')
})

test('a report is opened again once in ninety days, counted from the day it was', () => {
  const reopened = (on: string) => may(at('closed', { history: [{ kind: 'reopen', on }] }), 'penelaah')
  expect(reopened('2026-08-05')).toEqual([])
  expect(reopened('2026-08-04')).toEqual(['reopen'])
})

test('nobody ends a report alone: two different people, each in a role of their own', () => {
  const one = (holder: string, ...roles: string[]) => ({ holder, roles })
  const agree = (...people: { holder: string; roles: string[] }[]) => requireTwo('reject', 'verifying', people)
  expect(STEP_NAMES.filter(needsTwo)).toEqual(['lapse', 'forward', 'reject', 'close', 'freeze'])
  expect(() => agree(one('a', 'verifikator'), one('b', 'penelaah'))).not.toThrow()
  expect(() => agree(one('a', 'penelaah'), one('b', 'verifikator'))).not.toThrow()
  expect(() => agree(one('a', 'verifikator', 'penelaah'), one('a', 'verifikator', 'penelaah'))).toThrow(
    'wbs_second_person',
  )
  expect(() => agree(one('a', 'verifikator'), one('b', 'verifikator'))).toThrow('wbs_second_person')
  expect(() => agree(one('a', 'verifikator'))).toThrow('wbs_second_person')
})

test('decisions in their order lead where the flow says, and back after a reopening', () => {
  const whole: Step[] = ['acknowledge', 'clarify', 'resume', 'accept', 'investigate', 'extend', 'examine', 'recommend']
  const after = (...steps: Step[]) => steps.reduce(stateAfter, 'received')
  expect(after(...whole)).toBe('recommended')
  expect(after(...whole, 'follow_up', 'freeze', 'close')).toBe('closed')
  expect(after(...whole, 'follow_up', 'close', 'reopen', 'review')).toBe('reviewing')
})

test('in every state that is not final it is somebody’s turn', () => {
  expect(reportState.enumValues.filter((state) => turnOf(state).length === 0)).toEqual(['forwarded', 'unreadable'])
})

test('while a report is investigated it is the investigator’s turn, who writes what the inspektur signs', () => {
  expect(turnOf('investigating')).toEqual(['investigator', 'inspektur'])
  expect(turnOf('examined')).toEqual(['inspektur'])
})
