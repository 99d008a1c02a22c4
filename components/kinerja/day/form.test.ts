import { expect, test } from 'vitest'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { OwnDays, Suggestion } from '@/lib/kinerja/own-days'
import { latestEnd, newEntry, stillWrong, tooLong, type When, wrongIn } from './form'

const entry = {
  text: 'Apel',
  unit: null,
  orderBy: null,
  orderNumber: 'ST-1',
  lateReason: null,
  collaborators: 'Ani, Budi',
}

test('a text that the server would refuse as too long is told at its field, before the sheet closes', () => {
  expect(tooLong(entry)).toEqual([])
  expect(tooLong({ ...entry, collaborators: ` ${'a'.repeat(200)} ` })).toEqual([])
  const wrong = tooLong({ ...entry, orderNumber: 'a'.repeat(101), collaborators: 'a'.repeat(201) })
  expect(wrong.map(({ field, code, facts }) => [field, code, facts.most])).toEqual([
    ['orderNumber', 'long', 100],
    ['collaborators', 'long', 200],
  ])
})

const MONDAY = '2026-11-16'
const when: When = { on: MONDAY, isToday: true, nowMinute: 903, mostMinutes: 600 } // 15.03
const placed = (startsMinute: number, endsMinute: number, workOn = MONDAY) => [
  { id: 'x', workOn, startsMinute, endsMinute },
]
const usual: Suggestion = {
  key: 'k',
  text: 'Apel',
  kind: 'general',
  planItemId: null,
  unit: null,
  quantity: null,
  minutes: 240,
  times: 3,
  isWeekly: false,
}

test('what is suggested fits: from the last end to now, and no longer than the day still counts', () => {
  expect(newEntry(when, placed(450, 720), usual)).toMatchObject({ startsMinute: 720, endsMinute: 900 })
  expect(newEntry({ ...when, isToday: false }, placed(450, 960), usual)).toMatchObject({
    startsMinute: 960,
    endsMinute: 1050,
  })
  expect(newEntry(when, placed(450, 720, '2026-11-13'), undefined)).toMatchObject({
    startsMinute: 450,
    endsMinute: 510,
  })
  expect(latestEnd({ ...when, isToday: false }, placed(0, 600), 600), 'nothing is left to fit into').toBe(1439)
})

const own: OwnDays = {
  owner: { id: 'o', name: 'Larasati' },
  zone: 'Asia/Jakarta',
  now: `${MONDAY}T08:03:00Z`,
  rules: { entryDays: 3, lateDays: null, dayMinutes: 600, extensions: [] },
  holidays: [{ day: '2026-11-12', name: 'Hari libur' }],
  leave: [{ startsOn: '2026-11-13', endsOn: '2026-11-13' }],
  plans: [{ startsOn: '2026-11-01', endsOn: '2026-12-31', itemIds: [] }],
  items: [],
  entries: [],
  habits: [],
}
const written: EntryInput = { ...newEntry(when, [], usual), isToday: false }
const wrong = (changes: Partial<EntryInput>, others = placed(450, 720, '2026-11-10')) =>
  wrongIn({ ...written, ...changes }, own, others, MONDAY).map(({ field, code }) => `${field} ${code}`)

test.each<[string, Partial<EntryInput>, string[]]>([
  ['nothing is wrong', {}, []],
  ['no words', { text: '  ' }, ['text text']],
  ['an end before the start', { endsMinute: 440 }, ['endsMinute time']],
  ['a time that is taken', { workOn: '2026-11-10', lateReason: 'x' }, ['startsMinute overlap']],
  ['more than the day counts', { startsMinute: 0, endsMinute: 601 }, ['endsMinute minutes']],
  ['a holiday', { workOn: '2026-11-12' }, ['orderNumber letter']],
  ['a day of leave', { workOn: '2026-11-13' }, ['orderNumber letter']],
  ['a day that is late', { workOn: '2026-11-09' }, ['lateReason lateReason']],
  ['additional work that nobody ordered', { kind: 'additional' }, ['orderBy orderBy']],
  ['a quantity that is none', { quantity: 0 }, ['quantity quantity']],
])('the sheet tells %s at its field', (_, changes, told) => {
  expect(wrong(changes)).toEqual(told)
})

test('a fault that is being mended is told with the facts of now, and one that came since waits for the next try', () => {
  const others = [...placed(450, 720), ...placed(780, 900)]
  const found = (changes: Partial<EntryInput>) => wrongIn({ ...written, ...changes }, own, others, MONDAY)
  const told = found({ startsMinute: 480, endsMinute: 540 })
  const now = found({ startsMinute: 800, endsMinute: 860, text: '' })
  expect(told[0]).toMatchObject({ code: 'overlap', facts: { from: '07.30', to: '12.00' } })
  expect(stillWrong(told, now)).toMatchObject([{ code: 'overlap', facts: { from: '13.00', to: '15.00' } }])
  expect(stillWrong(told, found({ startsMinute: 720, endsMinute: 780 }))).toEqual([])
})

test('a day before the agreed SKP is nothing that the sheet can mend: it goes into the outbox, and stays there with the answer', () => {
  expect(wrong({ workOn: '2026-10-30', lateReason: 'x' })).toEqual([])
})
