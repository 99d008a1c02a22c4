import { expect, test } from 'vitest'
import type { Suggestion } from './own-days'
import { minutesOf, monthWeeks, weekAround, weekLines } from './own-week'

const usual = (text: string): Suggestion => ({
  key: `general null ${text}`,
  text,
  kind: 'general',
  planItemId: null,
  unit: null,
  quantity: null,
  minutes: 60,
  times: 3,
  isWeekly: false,
})
const entry = (id: string, workOn: string, text: string, startsMinute = 480, endsMinute = 540) => {
  return { id, workOn, text, startsMinute, endsMinute, kind: 'general' as const, planItemId: null }
}
const week = weekAround('2026-11-18')

test('a week runs from Monday to Sunday, also over the end of a month', () => {
  expect(week).toEqual(weekAround('2026-11-16'))
  expect(week).toEqual(weekAround('2026-11-22'))
  expect(week[0]).toBe('2026-11-16')
  expect(weekAround('2026-12-01').at(0)).toBe('2026-11-30')
})

test('an activity has one line with its minutes day by day, and what is usual follows', () => {
  const entries = [
    entry('a', '2026-11-16', 'Apel'),
    entry('b', '2026-11-18', 'Apel'),
    entry('c', '2026-11-18', 'Apel', 600, 690),
    entry('d', '2026-11-18', 'Rapat', 700, 730),
    entry('e', '2026-11-23', 'Minggu depan'),
  ]
  const lines = weekLines(week, entries, [usual('Loket'), usual('Rapat')])
  expect(lines.map(({ activity }) => activity.text)).toEqual(['Apel', 'Rapat', 'Loket'])
  expect(lines[0]?.cells.map(({ minutes }) => minutes)).toEqual([60, 0, 150, 0, 0, 0, 0])
  expect(lines[0]?.cells[2]?.entries.map(({ id }) => id)).toEqual(['b', 'c'])
  expect(lines[1]?.activity).toEqual(usual('Rapat'))
})

test('the usual fills up eight lines, and every worked one has its own', () => {
  const many = Array.from({ length: 12 }, (_, at) => usual(`Biasa ${at}`))
  expect(weekLines(week, [entry('a', '2026-11-16', 'Apel')], many)).toHaveLength(8)
  const worked = Array.from({ length: 12 }, (_, at) =>
    entry(String(at), '2026-11-16', `Kerja ${at}`, at * 60, at * 60 + 60),
  )
  expect(weekLines(week, worked, many)).toHaveLength(12)
  expect(minutesOf(worked)).toBe(720)
})

test('a month is shown in weeks from Monday with empty places around it', () => {
  const weeks = monthWeeks('2026-11-18')
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01'])
  expect(weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null])
  expect(weeks.flat().filter(Boolean)).toHaveLength(30)
  expect(monthWeeks('2027-02-10')).toHaveLength(4)
})
