import { expect, test } from 'vitest'
import { entrySigns, type SignedEntry } from './entry-signs'

const entry = (workOn: string, text: string, changes: Partial<SignedEntry> = {}): SignedEntry => ({
  workOn,
  text,
  minutes: 120,
  receivedOn: workOn,
  isWaiting: true,
  ...changes,
})
const kinds = (entries: SignedEntry[], dayMinutes = 600) => entrySigns(entries, dayMinutes).map(({ kind }) => kind)

const WORK = 'Mengagendakan surat masuk dan naskah dinas pimpinan'

test('the same words on three days are a sign, on two they are none', () => {
  const days = ['2026-11-10', '2026-11-11', '2026-11-12'].map((day) => entry(day, WORK))
  expect(entrySigns(days, 600)).toEqual([
    { kind: 'same_text', percent: 100, days: ['2026-11-10', '2026-11-11', '2026-11-12'] },
  ])
  expect(kinds(days.slice(1))).toEqual([])
})

test('words that differ by a sign, a capital or a number are nearly the same, and the least alike day says how much', () => {
  const [sign] = entrySigns(
    [
      entry('2026-11-10', WORK),
      entry('2026-11-11', `${WORK.toUpperCase()}.`),
      entry('2026-11-12', `${WORK} ke-3`),
      entry('2026-11-13', 'Menyusun laporan triwulan'),
    ],
    600,
  )
  expect(sign).toEqual({ kind: 'same_text', percent: 95, days: ['2026-11-10', '2026-11-11', '2026-11-12'] })
})

test('ninety per cent is where days begin to say the same', () => {
  const letters = (count: number, from: number) =>
    Array.from({ length: count }, (_, at) => String.fromCodePoint(from + at)).join('')
  const pairsInCommon = (common: number) => [
    entry('2026-11-10', letters(101, 0x4e00)),
    entry('2026-11-11', letters(101, 0x4e00)),
    entry('2026-11-12', letters(common + 1, 0x4e00) + letters(100 - common, 0x6e00)),
  ]
  expect(kinds(pairsInCommon(90))).toEqual(['same_text'])
  expect(kinds(pairsInCommon(89))).toEqual([])
})

test('two entries of one day do not make two days, whatever their order', () => {
  const two = (day: string, texts: string[]) => texts.map((text) => entry(day, text))
  expect(kinds([...two('2026-11-10', [WORK, WORK, WORK]), entry('2026-11-11', WORK)])).toEqual([])
  expect(
    kinds([
      ...two('2026-11-10', [WORK, 'Rapat']),
      ...two('2026-11-11', ['Rapat', WORK]),
      ...two('2026-11-12', [WORK, 'Rapat']),
    ]),
  ).toEqual(['same_text'])
})

test('a sign over days that are all answered is none', () => {
  const answered = ['2026-11-10', '2026-11-11', '2026-11-12'].map((day) => entry(day, WORK, { isWaiting: false }))
  expect(kinds(answered)).toEqual([])
  expect(kinds([...answered, entry('2026-11-13', WORK)])).toEqual(['same_text'])
})

test('work of three days that all came in at the end of the month is a sign', () => {
  const texts = ['Rapat koordinasi', 'Menyusun laporan triwulan', 'Memeriksa daftar barang']
  const week = (receivedOn: string, days = texts.length) =>
    texts.slice(0, days).map((text, at) => entry(`2026-11-${24 + at}`, text, { receivedOn }))
  expect(entrySigns(week('2026-11-28'), 600)).toEqual([
    { kind: 'month_end', receivedOn: '2026-11-28', days: ['2026-11-24', '2026-11-25', '2026-11-26'] },
  ])
  expect(kinds(week('2026-11-27'))).toEqual([]) // the fourth day before the end
  expect(kinds(week('2026-11-28', 2))).toEqual([])
  expect(kinds([...week('2026-11-28'), entry('2026-11-23', 'Mengarsipkan surat')])).toEqual([]) // one came in its time
})

test('minutes of a day exactly at the most that count are a sign, one less or more is none', () => {
  const day = (minutes: number) => [entry('2026-11-10', WORK), entry('2026-11-10', 'Rapat', { minutes })]
  expect(entrySigns(day(480), 600)).toEqual([{ kind: 'at_cap', minutes: 600, days: ['2026-11-10'] }])
  expect(kinds(day(479))).toEqual([])
  expect(kinds(day(481))).toEqual([])
})
