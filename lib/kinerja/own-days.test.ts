import { expect, test } from 'vitest'
import { copyTarget, type Habit, type OwnDay, suggestions } from './own-days'

const MONDAY = '2026-11-16'
const items = [
  { id: 'a', number: 1, text: 'Pelayanan rawat jalan', unit: 'pasien' },
  { id: 'b', number: 2, text: 'Laporan imunisasi', unit: 'laporan' },
]
const habit = (text: string, planItemId: string | null, weekdays: number[]): Habit => ({
  text,
  planItemId,
  kind: planItemId ? 'plan' : 'general',
  unit: 'pasien',
  quantity: 6,
  minutes: 90,
  weekdays,
})

test('copies go to the day itself, from a day off or of leave to the next working day that has come', () => {
  const day = (on: OwnDay['day'], changes: Partial<OwnDay> = {}): OwnDay => ({
    day: on,
    isWorking: true,
    holiday: null,
    isOnLeave: false,
    dueOn: on,
    closesOn: null,
    hasPlan: true,
    ...changes,
  })
  const strip = [
    day('2026-11-13'),
    day('2026-11-14', { isWorking: false }),
    day('2026-11-15', { isWorking: false }),
    day('2026-11-16', { isOnLeave: true }),
    day('2026-11-17'),
  ]
  expect(copyTarget(strip, '2026-11-13')).toBe('2026-11-13')
  expect(copyTarget(strip, '2026-11-14')).toBe('2026-11-17')
  expect(copyTarget(strip, '2026-11-16')).toBe('2026-11-17')
  expect(copyTarget(strip.slice(0, 3), '2026-11-14')).toBeNull()
})

test('what comes back on this day of the week stands before what is written more often', () => {
  const habits = [habit('Rawat jalan', 'a', [2, 3, 4, 5, 2]), habit('Kunjungan rumah', 'a', [1, 1, 1])]
  const found = suggestions(habits, items, MONDAY)
  expect(found.map(({ text, isWeekly }) => [text, isWeekly])).toEqual([
    ['Kunjungan rumah', true],
    ['Rawat jalan', false],
    ['Laporan imunisasi', false],
  ])
})

test('work of a plan that is over is suggested no more, while general work stays', () => {
  const habits = [habit('Rawat jalan', 'gone', [1, 1, 1]), habit('Apel pagi', null, [1])]
  expect(suggestions(habits, items, MONDAY).map(({ text }) => text)).toEqual([
    'Apel pagi',
    'Pelayanan rawat jalan',
    'Laporan imunisasi',
  ])
})

test('who has written nothing yet is offered the results of the plan with their units', () => {
  expect(suggestions([], items, MONDAY)).toMatchObject([
    { text: 'Pelayanan rawat jalan', unit: 'pasien', quantity: null, minutes: null, planItemId: 'a' },
    { text: 'Laporan imunisasi', planItemId: 'b' },
  ])
})
