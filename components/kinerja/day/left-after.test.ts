import { expect, test } from 'vitest'
import type { EntryAnswer } from '@/lib/kinerja/entries.server'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { Waiting } from './device'
import { asSent, leftAfter, leftAfterSilence } from './left-after'

const entry = (text: string, deviceAt: string): EntryInput => ({
  id: '8f0c1d52-7d2b-4f4e-9a53-0b6f5f0f9a11',
  version: 0,
  workOn: '2026-11-16',
  isToday: true,
  startsMinute: 480,
  endsMinute: 600,
  kind: 'general',
  planItemId: null,
  text,
  quantity: 1,
  unit: null,
  place: null,
  orderBy: null,
  orderNumber: null,
  lateReason: null,
  deviceAt,
})
const waiting = (word: EntryInput): Waiting => ({ key: word.id, owner: 'o', entry: word, trouble: null, tries: 0 })
const saved = { answer: 'saved', version: 3 } as EntryAnswer
const refused = { answer: 'refused', code: 'kinerja.entry_overlap', findings: [], id: '' } as const

const first = entry('Imunisasi balita', '2026-11-16T03:00:00.000Z')
const second = entry('Imunisasi balita di desa', '2026-11-16T03:01:00.000Z')
const sent = waiting(first)

test('what the server has leaves the outbox, what it refuses stays with its reason', () => {
  expect(leftAfter(sent, sent, saved)).toBeNull()
  expect(leftAfter(sent, sent, { ...refused, reason: 'Waktu bertumpuk.' })).toEqual({
    ...sent,
    trouble: { code: 'kinerja.entry_overlap', reason: 'Waktu bertumpuk.' },
  })
})

test('a word that was changed on the way goes again as a change of what was saved, whatever the first one met', () => {
  const changed = { ...sent, entry: second, unheard: [first.deviceAt] }
  expect(leftAfter(changed, sent, saved)).toEqual({ ...sent, entry: { ...second, version: 3 }, unheard: [] })
  expect(leftAfter(changed, sent, refused)?.trouble).toBeNull()
})

test('when no answer comes the last word stays, and tells which earlier ones the server may have', () => {
  const changed = { ...sent, entry: second }
  const left = leftAfterSilence(changed, sent)
  expect(left).toMatchObject({ entry: second, tries: 1, unheard: [first.deviceAt] })
  expect(asSent(left)).toEqual({ ...second, unheard: [first.deviceAt] })
  expect(leftAfterSilence(left, changed).unheard).toEqual([first.deviceAt, second.deviceAt])
  expect(asSent(sent)).toEqual(first)
})

test('of very many unanswered words the latest are told', () => {
  const many = Array.from({ length: 25 }, (_, at) => waiting(entry('x', `2026-11-16T03:00:${10 + at}.000Z`)))
  const left = many.reduce((row, each) => leftAfterSilence(row, each), sent)
  expect(left.unheard).toHaveLength(20)
  expect(left.unheard?.at(-1)).toBe('2026-11-16T03:00:34.000Z')
})
