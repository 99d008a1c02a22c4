import { expect, test } from 'vitest'
import { type Habit, suggestions } from './own-days'

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
