import { expect, test } from 'vitest'
import { type HistoryDraft, historyFaults } from './history-faults'

const holder = { bornOn: '1985-06-14', cpnsOn: '2011-03-01' }
const TODAY = '2026-11-24'

function faultsOf(draft: Partial<HistoryDraft>) {
  const rank: HistoryDraft = {
    kind: 'rank',
    effectiveOn: '2019-04-01',
    decreeNumber: '823.3/0101/2019',
    decreeOn: '2019-03-12',
    values: {},
  }
  return historyFaults({ ...rank, ...draft }, holder, TODAY)
}

const unproven = { decreeNumber: '', decreeOn: null }

test('a rank with its decree on the first of a month is in order', () => {
  expect(faultsOf({})).toEqual({})
})

test('the TMT of a rank and of an appointment is the first of a month, that of a post any day', () => {
  expect(faultsOf({ effectiveOn: '2019-04-02' })).toEqual({ effectiveOn: 'history.not_first_of_month' })
  const pns = { kind: 'appointment', effectiveOn: '2012-03-15', values: { status: 'pns' } } as const
  expect(faultsOf(pns)).toEqual({ effectiveOn: 'history.not_first_of_month' })
  expect(faultsOf({ kind: 'position', effectiveOn: '2019-04-02' })).toEqual({})
})

test('nothing in the service begins before it, and nothing at all before birth', () => {
  expect(faultsOf({ effectiveOn: '2011-02-01' })).toEqual({ effectiveOn: 'history.before_service' })
  expect(faultsOf({ effectiveOn: '2011-03-01' })).toEqual({})
  expect(faultsOf({ kind: 'education', effectiveOn: '2004-07-01', ...unproven })).toEqual({})
  expect(faultsOf({ kind: 'education', effectiveOn: '1985-06-14', ...unproven })).toEqual({
    effectiveOn: 'history.before_birth',
  })
})

test('a parent was born before the child', () => {
  const born = { kind: 'family', effectiveOn: '1960-01-05', ...unproven } as const
  expect(faultsOf({ ...born, values: { relation: 'parent', status: 'living' } })).toEqual({})
  expect(faultsOf({ ...born, values: { relation: 'child', status: 'biological' } })).toEqual({
    effectiveOn: 'history.before_birth',
  })
})

test('a decree may set a day up to a year ahead; what has to happen first may not be ahead', () => {
  expect(faultsOf({ effectiveOn: '2027-11-01' })).toEqual({})
  expect(faultsOf({ effectiveOn: '2027-12-01' })).toEqual({ effectiveOn: 'history.too_far_ahead' })
  expect(faultsOf({ kind: 'training', effectiveOn: TODAY, ...unproven })).toEqual({})
  expect(faultsOf({ kind: 'training', effectiveOn: '2026-11-25', ...unproven })).toEqual({
    effectiveOn: 'history.in_future',
  })
})

test('a decree is asked for where a decree decides, and none is dated after today', () => {
  expect(faultsOf(unproven)).toEqual({
    decreeNumber: 'history.decree_required',
    decreeOn: 'history.decree_required',
  })
  expect(faultsOf({ decreeOn: '2026-11-25' })).toEqual({ decreeOn: 'history.in_future' })
  expect(faultsOf({ kind: 'award', effectiveOn: '2021-08-17', ...unproven, values: { year: 2021 } })).toEqual({})
})

test('the TMT of the first appointment stands in the NIP and stays', () => {
  const first = (effectiveOn: string) => faultsOf({ kind: 'appointment', effectiveOn, values: { status: 'cpns' } })
  expect(first('2011-03-01')).toEqual({})
  expect(first('2011-04-01')).toEqual({ effectiveOn: 'history.entry_protected' })
})

test('a span does not end before it begins', () => {
  const sanction = (endsOn: string) => faultsOf({ kind: 'discipline', values: { endsOn } })
  expect(sanction('2019-04-01')).toEqual({})
  expect(sanction('2019-03-31')).toEqual({ 'values.endsOn': 'history.ends_before_start' })
  expect(faultsOf({ kind: 'serviceTime', values: { startedOn: '2008-02-01', endedOn: '2008-01-31' } })).toEqual({
    'values.endedOn': 'history.ends_before_start',
  })
})

test('the year of a rating is that of its day, and nobody graduates before birth or after recognition', () => {
  const rating = { kind: 'performance', effectiveOn: '2024-12-31', ...unproven } as const
  expect(faultsOf({ ...rating, values: { year: 2024 } })).toEqual({})
  expect(faultsOf({ ...rating, values: { year: 2023 } })).toEqual({ 'values.year': 'history.other_year' })
  const diploma = { kind: 'education', effectiveOn: '2008-07-01', ...unproven } as const
  expect(faultsOf({ ...diploma, values: { graduatedYear: 2008 } })).toEqual({})
  expect(faultsOf({ ...diploma, values: { graduatedYear: 2009 } })).toEqual({
    'values.graduatedYear': 'history.graduated_year',
  })
  expect(faultsOf({ ...diploma, values: { graduatedYear: 1985 } })).toEqual({
    'values.graduatedYear': 'history.graduated_year',
  })
})

test('a child is not divorced', () => {
  const relative = (relation: string, status: string) =>
    faultsOf({ kind: 'family', effectiveOn: '2015-01-01', ...unproven, values: { relation, status } })
  expect(relative('spouse', 'divorced')).toEqual({})
  expect(relative('child', 'divorced')).toEqual({ 'values.status': 'history.status_of_relation' })
})

test('a part of a year that was assessed has both its days, in order and in that year', () => {
  const rated = (periodStartsOn: string | null, periodEndsOn: string | null) =>
    faultsOf({
      kind: 'performance',
      effectiveOn: '2024-12-31',
      ...unproven,
      values: { year: 2024, periodStartsOn, periodEndsOn },
    })
  expect(rated(null, null)).toEqual({})
  expect(rated('2024-03-01', '2024-12-31')).toEqual({})
  expect(rated('2024-03-01', null)).toEqual({ 'values.periodEndsOn': 'history.period_of_year' })
  expect(rated('2023-12-01', '2024-12-31')).toEqual({ 'values.periodStartsOn': 'history.period_of_year' })
  expect(rated('2024-12-31', '2024-03-01')).toEqual({ 'values.periodEndsOn': 'history.ends_before_start' })
})

test('a parent is named of a child alone, and the kind of CLTN of CLTN alone', () => {
  const relative = (relation: string, status: string) =>
    faultsOf({ kind: 'family', effectiveOn: '2015-01-01', ...unproven, values: { relation, status, spouseOrdinal: 1 } })
  expect(relative('child', 'biological')).toEqual({})
  expect(relative('spouse', 'married')).toEqual({ 'values.spouseOrdinal': 'history.of_a_child' })
  const leave = (kind: string) => faultsOf({ kind: 'leave', ...unproven, values: { kind, unpaidKind: 'CLTN' } })
  expect(leave('CLTN')).toEqual({})
  expect(leave('sick')).toEqual({ 'values.unpaidKind': 'history.of_unpaid_leave' })
})
