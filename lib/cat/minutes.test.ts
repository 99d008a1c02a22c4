import { expect, test } from 'vitest'
import { type MinutesEvent, minutesEvents, printable } from './minutes'

const event: MinutesEvent = {
  kind: 'pause',
  reason: 'Listrik padam',
  seconds: null,
  who: 'P-1',
  by: 'Lestari',
  decidedBy: null,
  at: new Date('2027-01-25T01:30:00Z'),
}
const time = (at: Date) => at.toISOString().slice(11, 16)

test('a pause of the whole room is one line, whoever sat there', () => {
  const room = Array.from({ length: 12 }, (_, at) => ({ ...event, who: `P-${at}` }))
  expect(minutesEvents(room, time)).toEqual([
    { at: '01:30', what: 'Jeda', who: '12 peserta', reason: 'Listrik padam', by: 'Lestari' },
  ])
  expect(minutesEvents(room.slice(0, 2), time)[0]?.who).toBe('P-0, P-1')
})

test('what a pause took is told to the second, and extra time too', () => {
  const [resume, extra] = minutesEvents(
    [
      { ...event, kind: 'resume', seconds: 1_025 },
      { ...event, kind: 'extra_time', seconds: 600 },
    ],
    time,
  )
  expect(resume?.what).toBe('Lanjut, 17 menit 5 detik dikembalikan')
  expect(extra?.what).toBe('Tambahan waktu 10 menit')
})

test('a disqualification names who decided it, and one that nobody decided is no disqualification', () => {
  const [open] = minutesEvents([{ ...event, kind: 'disqualification' }], time)
  expect(open?.what).toBe('Diskualifikasi diusulkan, belum diputuskan')
  const [decided] = minutesEvents([{ ...event, kind: 'disqualification', decidedBy: 'Hidayat' }], time)
  expect(decided).toMatchObject({ what: 'Diskualifikasi', by: 'Lestari, diputuskan Hidayat' })
})

test('signs that no letter can print do not keep the minutes from being signed', () => {
  expect(printable('Kursi 4 → 7: layar rusak 😀')).toBe('Kursi 4 → 7: layar rusak ?')
})
