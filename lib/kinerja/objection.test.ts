import { expect, test } from 'vitest'
import { Refusal } from '@/lib/refusal'
import { move } from '@/lib/workflow'
import {
  answerDueOn,
  decisionFindings,
  isAcceptedBySilence,
  isFinal,
  objectionFindings,
  objectionFlow,
} from './objection'

const result = { startsOn: '2025-01-01', receivedOn: '2026-01-10', isOwn: true, hasSuperior: true }
const unmet = (changes: Partial<typeof result>, today: string, reasons = 'Realisasi triwulan IV tidak dihitung.') =>
  objectionFindings({ ...result, ...changes }, reasons, today).flatMap(({ met, code }) => (met ? [] : [code]))

test('a result is objected to within fourteen days, the day of receipt not counted', () => {
  expect(unmet({}, '2026-01-10')).toEqual([])
  expect(unmet({}, '2026-01-24')).toEqual([])
  expect(unmet({}, '2026-01-25')).toEqual(['kinerja.objection_term'])
  expect(unmet({}, '2026-01-09')).toEqual(['kinerja.objection_term'])
})

test('only the person who was assessed objects, and says why', () => {
  expect(unmet({ isOwn: false }, '2026-01-11', '  ')).toEqual(['kinerja.objection_owner', 'kinerja.objection_reasons'])
})

test('an objection that no superior of the appraiser could decide is not made', () => {
  expect(unmet({ hasSuperior: false }, '2026-01-11')).toEqual(['kinerja.objection_superior'])
})

test('the law of the period of work is named', () => {
  const source = (startsOn: string) => objectionFindings({ ...result, startsOn }, 'x', '2026-01-11')[0]?.source
  expect(source('2019-01-01')).toBe('PP 46/2011')
  expect(source('2025-01-01')).toBe('PP 30/2019 art. 59')
})

test('silence for fourteen days accepts', () => {
  expect(['2026-01-24', '2026-01-25'].map((today) => isAcceptedBySilence('2026-01-10', today))).toEqual([false, true])
})

test('a result goes from received to accepted, or over an objection to a decision that is final', () => {
  expect(move(objectionFlow, 'received', 'accept')).toBe('accepted')
  expect(move(objectionFlow, 'received', 'lapse')).toBe('accepted')
  expect(move(objectionFlow, 'received', 'object')).toBe('objected')
  expect(move(objectionFlow, 'objected', 'answer')).toBe('answered')
  expect(move(objectionFlow, 'answered', 'keep')).toBe('kept')
  expect(move(objectionFlow, 'answered', 'change')).toBe('changed')
  expect((['received', 'objected', 'answered', 'accepted', 'kept', 'changed'] as const).map(isFinal)).toEqual([
    ...[false, false, false],
    ...[true, true, true],
  ])
  expect(() => move(objectionFlow, 'changed', 'object')).toThrow(Refusal)
})

test('the superior decides, who is neither side, after the appraiser answered or let the days pass', () => {
  const objection = { startsOn: '2025-01-01', objectedOn: '2026-01-20', isAnswered: false }
  const superior = { isSuperior: true, isParty: false }
  const missing = (...[one, decider, today]: Parameters<typeof decisionFindings>) =>
    decisionFindings(one, decider, today).flatMap(({ met, code }) => (met ? [] : [code]))
  expect(missing({ ...objection, isAnswered: true }, superior, '2026-01-21')).toEqual([])
  expect(missing(objection, superior, '2026-02-03')).toEqual(['kinerja.objection_heard'])
  expect(missing(objection, superior, '2026-02-04')).toEqual([])
  expect(missing(objection, { isSuperior: false, isParty: false }, '2026-02-04')).toEqual(['kinerja.objection_decider'])
  expect(missing(objection, { isSuperior: true, isParty: true }, '2026-02-04')).toEqual(['kinerja.objection_decider'])
  expect(answerDueOn('2026-01-20')).toBe('2026-02-03')
})
