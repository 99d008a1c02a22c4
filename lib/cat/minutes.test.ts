import { expect, test } from 'vitest'
import { type MinutesEvent, minutesEvents, printable } from './minutes'

const event: MinutesEvent = {
  kind: 'pause',
  reason: 'Listrik padam',
  seconds: null,
  count: 1,
  numbers: ['P-1'],
  by: 'Lestari',
  decidedBy: null,
  declinedBy: null,
  declineReason: null,
  at: new Date('2027-01-25T01:30:00Z'),
}
const time = (at: Date) => at.toISOString().slice(11, 16)

test('an event names the people whom it concerns, how many they were, or the session', () => {
  const [one, many, session] = minutesEvents(
    [event, { ...event, count: 12, numbers: ['P-1', 'P-2'] }, { ...event, count: 0, numbers: [] }],
    time,
  )
  expect(one).toEqual({ at: '01:30', what: 'Jeda', who: 'P-1', reason: 'Listrik padam', by: 'Lestari' })
  expect([many?.who, session?.who]).toEqual(['12 peserta', 'Sesi'])
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

test('the time in which the server did not answer stands from when to when, recorded by nobody', () => {
  const [outage] = minutesEvents([{ ...event, kind: 'outage', reason: '', seconds: 725, by: 'Sistem' }], time)
  expect(outage).toMatchObject({ at: '01:30', reason: 'sampai 01:42, 12 menit 5 detik', by: 'Sistem' })
})

test('a disqualification names who decided it, and one that nobody decided is no disqualification', () => {
  const [open] = minutesEvents([{ ...event, kind: 'disqualification' }], time)
  expect(open?.what).toBe('Diskualifikasi diusulkan, belum diputuskan')
  const [revoked] = minutesEvents([{ ...event, kind: 'reinstatement' }], time)
  expect(revoked?.what).toBe('Pencabutan diskualifikasi diusulkan, belum diputuskan')
  const [decided] = minutesEvents([{ ...event, kind: 'disqualification', decidedBy: 'Hidayat' }], time)
  expect(decided).toMatchObject({ what: 'Diskualifikasi', by: 'Lestari, diputuskan Hidayat' })
})

test('signs that no letter can print do not keep the minutes from being signed', () => {
  expect(printable('Kursi 4 → 7: layar rusak 😀')).toBe('Kursi 4 → 7: layar rusak ?')
})

test('what was proposed and declined is told so, with who declined it and why', () => {
  const declined = { declinedBy: 'Nurhayati', declineReason: 'Salah orang' }
  const [one] = minutesEvents([{ ...event, kind: 'disqualification', ...declined }], time)
  expect(one).toMatchObject({
    what: 'Diskualifikasi diusulkan, ditolak',
    reason: 'Listrik padam; ditolak: Salah orang',
    by: 'Lestari, ditolak Nurhayati',
  })
})
