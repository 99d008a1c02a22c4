import { expect, test } from 'vitest'
import type { EntryState } from './entry'
import { dayCells, daysOfWeek, ofView, weekFigures, weekOf } from './team-week'

const WEEK = daysOfWeek('2026-11-09', [])
const own = [{ startsOn: '2026-01-01', endsOn: null }]
const none = new Set<string>()
const entry = (workOn: string, state: EntryState, place: string | null = 'office') => ({ workOn, state, place })
const kindsOf = (cells: ReturnType<typeof dayCells>) => cells.map(({ kind }) => kind)

test('the week of a day begins on Monday and has five days, and Saturday when somebody worked on it', () => {
  expect(weekOf('2026-11-15')).toBe('2026-11-09')
  expect(weekOf('2026-11-09')).toBe('2026-11-09')
  expect(WEEK).toEqual(['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'])
  expect(daysOfWeek('2026-11-09', ['2026-11-14'])).toHaveLength(6)
})

test('a working day without entries is empty once it is over, and neither today nor on leave nor on a holiday', () => {
  const leave = [{ startsOn: '2026-11-11', endsOn: '2026-11-11' }]
  const cells = dayCells(WEEK, [], leave, own, new Set(['2026-11-10']), '2026-11-12')
  expect(kindsOf(cells)).toEqual(['empty', 'holiday', 'leave', 'ahead', 'ahead'])
  expect(kindsOf(dayCells(WEEK, [], leave, own, none, '2026-11-13'))).toEqual([
    'empty',
    'empty',
    'leave',
    'empty',
    'ahead',
  ])
})

test('days before and after the time of this appraiser are another one’s', () => {
  const since = [{ startsOn: '2026-11-11', endsOn: '2026-11-12' }]
  expect(kindsOf(dayCells(WEEK, [], [], since, none, '2026-11-20'))).toEqual([
    'elsewhere',
    'elsewhere',
    'empty',
    'empty',
    'elsewhere',
  ])
})

test('a day counts its entries by state, those taken back not at all, and is on duty when all of its work was', () => {
  const [cell] = dayCells(
    WEEK,
    [entry('2026-11-09', 'submitted'), entry('2026-11-09', 'approved'), entry('2026-11-09', 'withdrawn')],
    [{ startsOn: '2026-11-09', endsOn: null }],
    own,
    none,
    '2026-11-20',
  )
  expect(cell).toMatchObject({ kind: 'entries', waiting: 1, approved: 1, returned: 0, isDuty: false })
  const duty = dayCells(WEEK, [entry('2026-11-09', 'submitted', 'duty')], [], own, none, '2026-11-20')
  expect(duty[0]?.isDuty).toBe(true)
  expect(kindsOf(dayCells(WEEK, [entry('2026-11-09', 'withdrawn')], [], own, none, '2026-11-20'))[0]).toBe('empty')
})

test('every figure is the total of the list that it opens', () => {
  const member = (entries: ReturnType<typeof entry>[], leave = false) => ({
    cells: dayCells(WEEK, entries, leave ? own : [], own, none, '2026-11-11'),
  })
  const members = [
    member([entry('2026-11-09', 'submitted'), entry('2026-11-10', 'submitted')]),
    member([entry('2026-11-09', 'submitted')]),
    member([], true),
  ]
  const figures = weekFigures(members)
  expect(figures).toEqual({ people: 3, waiting: 3, withEmpty: 1, onLeave: 1 })
  expect(ofView(members, undefined)).toHaveLength(figures.people)
  expect(ofView(members, 'menunggu')).toHaveLength(2)
  expect(ofView(members, 'kosong')).toHaveLength(figures.withEmpty)
  expect(ofView(members, 'cuti')).toHaveLength(figures.onLeave)
})
