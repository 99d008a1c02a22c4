import { expect, test } from 'vitest'
import type { FinalLine } from './announcement'
import { changesBetween, hasObjections, mayPublish, needsApproval, nextVersion, versionTrouble } from './settlement'

const line = (number: string, result: FinalLine['result'], place: number | null, twk = 65): FinalLine => {
  return {
    number,
    result,
    place,
    scores: result === 'DIS' || result === 'APS' ? null : { TWK: twk },
    tests: [],
    final: null,
  }
}

const NONE = { accepted: [], open: 0 }

test('candidates may object to the first version and to its corrections, and to nothing after their last day', () => {
  const newest = { objectionsUntil: '2027-03-05' }
  expect(nextVersion(null, '2027-03-01')).toBe('first')
  expect(nextVersion(newest, '2027-03-05')).toBe('correction')
  expect(nextVersion(newest, '2027-03-06')).toBe('settlement')
  expect(nextVersion({ objectionsUntil: null }, '2027-03-07')).toBe('after_settlement')
  expect((['first', 'correction', 'settlement', 'after_settlement'] as const).map(hasObjections)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('what changed is named candidate by candidate with its cause', () => {
  const before = [
    line('1', 'P/L', 1),
    line('2', 'P', 2),
    line('3', 'P', 3),
    line('4', 'DIS', null),
    line('5', 'TL', null),
  ]
  const now = [
    line('2', 'P/L', 1, 90),
    line('4', 'P', 2),
    line('3', 'P', 3),
    line('1', 'DIS', null),
    line('5', 'TL', null),
  ]
  expect(changesBetween(before, now, ['2']).map(({ number, cause }) => [number, cause])).toEqual([
    ['2', 'objection'],
    ['4', 'reinstated'],
    ['1', 'disqualified'],
  ])
  const [second] = changesBetween(before, now, ['2'])
  expect(second).toMatchObject({
    from: { result: 'P', place: 2, total: 65 },
    to: { result: 'P/L', place: 1, total: 90 },
  })
  expect(changesBetween([line('3', 'P', 3)], [line('3', 'P/L', 1)], [])).toMatchObject([{ cause: 'others' }])
  expect(changesBetween(before.slice(0, 2), [line('1', 'P/L', 1)], [])).toMatchObject([
    { number: '2', from: { result: 'P' }, to: null, cause: 'others' },
  ])
  expect(changesBetween(before, before, ['2'])).toEqual([])
})

test('a withdrawal, its end and a mistake of the committee are causes of their own, after those that weigh more', () => {
  const causeOf = (from: FinalLine['result'], to: FinalLine['result'], accepted: string[], corrected: string[]) =>
    changesBetween([line('1', from, 2)], [line('1', to, 1, 90)], accepted, [
      { numbers: corrected, reason: 'Tertukar' },
    ])[0]?.cause
  expect(causeOf('P/L', 'APS', ['1'], ['1'])).toBe('withdrawn')
  expect(causeOf('APS', 'P/L', [], ['1'])).toBe('withdrawal_undone')
  expect(causeOf('P', 'P/L', ['1'], ['1'])).toBe('objection')
  expect(causeOf('P', 'P/L', [], ['1'])).toBe('correction')
  expect(causeOf('P', 'P/L', [], ['2'])).toBe('others')
})

test('what two people decided of somebody explains a change after the objections, also once the result is final', () => {
  const changed = (to: FinalLine['result']) =>
    changesBetween([line('1', 'P/L', 1)], [line('1', to, null)], [], [{ numbers: ['1'], reason: 'Tertukar' }])
  for (const changes of [changed('APS'), changed('TL')]) {
    expect(versionTrouble('settlement', NONE, changes)).toBeNull()
    expect(versionTrouble('after_settlement', NONE, changes)).toBeNull()
  }
})

test('an accepted objection changes nothing before the others had their days, and nothing is final before all are answered', () => {
  const changes = changesBetween([line('1', 'P', 2)], [line('1', 'P/L', 1)], ['1'])
  const accepted = { accepted: ['1'], open: 0 }
  expect(versionTrouble('correction', accepted, changes)).toMatchObject({ code: 'objections_accepted' })
  expect(versionTrouble('correction', NONE, changes)).toBeNull()
  expect(versionTrouble('settlement', { accepted: ['1'], open: 2 }, changes)).toMatchObject({
    code: 'objections_unanswered',
    facts: { count: 2 },
  })
  expect(versionTrouble('settlement', accepted, changes)).toBeNull()
})

test('nothing changes after the days for objections but by an accepted one, or a disqualification', () => {
  const moved = changesBetween([line('1', 'P', 2)], [line('1', 'P/L', 1)], [])
  expect(versionTrouble('settlement', NONE, moved)).toMatchObject({ code: 'change_unexplained', facts: { count: 1 } })
  expect(versionTrouble('settlement', NONE, [])).toBeNull()
  const out = changesBetween([line('1', 'P/L', 1)], [line('1', 'DIS', null)], [])
  expect(versionTrouble('settlement', NONE, out)).toBeNull()
})

test('the result after the objections is final but for what two people decided, as a disqualification', () => {
  const moved = changesBetween([line('1', 'P', 2)], [line('1', 'P/L', 1)], ['1'])
  expect(versionTrouble('after_settlement', { accepted: ['1'], open: 0 }, moved)).toMatchObject({
    code: 'result_final',
  })
  expect(versionTrouble('after_settlement', NONE, [])).toMatchObject({ code: 'result_final' })
  const out = changesBetween([line('1', 'P/L', 1)], [line('1', 'DIS', null)], [])
  expect(versionTrouble('after_settlement', NONE, out)).toBeNull()
  expect(needsApproval('after_settlement', out)).toBe(true)
})

test('the national committee approves a change after the objections; without one there is nothing to approve', () => {
  const changes = changesBetween([line('1', 'P', 2)], [line('1', 'P/L', 1)], ['1'])
  const facts = { next: 'settlement' as const, accepted: ['1'], open: 0, changes }
  const asked = { decidedAt: null, declineReason: null }
  expect(mayPublish({ ...facts, approval: null })).toBe(false)
  expect(mayPublish({ ...facts, approval: asked })).toBe(false)
  expect(mayPublish({ ...facts, approval: { decidedAt: new Date(), declineReason: 'Bukti kurang' } })).toBe(false)
  expect(mayPublish({ ...facts, approval: { ...asked, decidedAt: new Date() } })).toBe(true)
  expect(mayPublish({ ...facts, changes: [], approval: null })).toBe(true)
  expect(mayPublish({ ...facts, next: 'correction', accepted: [], approval: null })).toBe(true)
})
