import { expect, test } from 'vitest'
import { partOf } from '@/lib/wbs/inbox-parts'
import type { ReportState } from '@/lib/wbs/steps'

const part = (state: ReportState, roles: string[], change: { isQuarantined?: boolean; isAnswered?: boolean } = {}) =>
  partOf({ state, isQuarantined: false, isAnswered: false, ...change }, roles)

test('a report is in the part of whoever can move it on', () => {
  expect(part('received', ['verifikator'])).toBe('mine')
  expect(part('received', ['investigator'])).toBe('others')
  expect(part('reviewing', ['investigator', 'penelaah'])).toBe('mine')
})

test('whoever was asked for more has the turn until they answer', () => {
  expect(part('clarifying', ['verifikator'])).toBe('reporter')
  expect(part('clarifying', ['verifikator'], { isAnswered: true })).toBe('mine')
})

test('what is over is done for everybody, and what came in a flood stands apart', () => {
  expect(part('closed', ['inspektur'])).toBe('done')
  expect(part('withdrawn', ['verifikator'])).toBe('done')
  expect(part('received', ['verifikator'], { isQuarantined: true })).toBe('quarantine')
})
