import { endOf, type IncidentKind, isPending } from '@/lib/cat/incident'
import type { HalfSigned } from '@/lib/documents/two-signatures.server'

/** The minutes as the supervisor has signed them, and who is to sign them after. */
export type HalfSignedMinutes = HalfSigned<'exam-minutes-2'> & { witness: { accountId: string; name: string } }

/** What was written down while a session was held, to one person or to many at the same moment. */
export type MinutesEvent = {
  kind: IncidentKind
  reason: string
  seconds: number | null
  count: number // of people; 0: the whole session
  numbers: string[] // of the first ones among them
  by: string
  decidedBy: string | null
  declinedBy: string | null
  declineReason: string | null
  at: Date
}

/** A line of the minutes, in the language of the letter. */
type MinutesLine = { at: string; what: string; who: string; reason: string; by: string }

const WORDS: Record<IncidentKind, string> = {
  note: 'Insiden',
  pause: 'Jeda',
  resume: 'Lanjut',
  outage: 'Jeda, server tidak menjawab',
  extra_time: 'Tambahan waktu',
  seat_move: 'Pindah kursi',
  device_change: 'Ganti perangkat',
  new_pin: 'PIN baru',
  late_registration: 'Registrasi terlambat',
  unlike_face: 'Wajah berbeda dari foto pendaftaran',
  end: 'Diakhiri pengawas',
  late_answers: 'Jawaban terlambat, tidak dinilai',
  disqualification: 'Diskualifikasi',
  reinstatement: 'Pencabutan diskualifikasi',
  cancellation: 'Pembatalan sesi',
}

/** The events as they are printed; what takes two people names who decided it, or that nobody did. */
export function minutesEvents(events: readonly MinutesEvent[], timeOf: (at: Date) => string): MinutesLine[] {
  return events.map((event) => ({
    at: timeOf(event.at),
    what: whatOf(event),
    who: whoOf(event),
    reason: printable(reasonOf(event, timeOf)),
    by: printable(byOf(event)),
  }))
}

function whoOf({ count, numbers }: MinutesEvent): string {
  if (count === 0) return 'Sesi'
  return count > numbers.length ? `${count} peserta` : numbers.join(', ')
}

function reasonOf({ kind, reason, declineReason, seconds, at }: MinutesEvent, timeOf: (at: Date) => string): string {
  if (kind === 'outage' && seconds) return `sampai ${timeOf(endOf(at, seconds))}, ${duration(seconds)}`
  return declineReason ? `${reason}; ditolak: ${declineReason}` : reason
}

function byOf({ by, decidedBy, declinedBy }: MinutesEvent): string {
  if (decidedBy) return `${by}, diputuskan ${decidedBy}`
  return declinedBy ? `${by}, ditolak ${declinedBy}` : by
}

function whatOf({ kind, seconds, decidedBy, declinedBy }: MinutesEvent): string {
  if (declinedBy) return `${WORDS[kind]} diusulkan, ditolak`
  if (isPending({ kind, decidedName: decidedBy, declinedName: declinedBy }))
    return `${WORDS[kind]} diusulkan, belum diputuskan`
  if (kind === 'resume' && seconds) return `Lanjut, ${duration(seconds)} dikembalikan`
  if (kind === 'extra_time' && seconds) return `Tambahan waktu ${duration(seconds)}`
  return WORDS[kind]
}

function duration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  return [minutes > 0 ? `${minutes} menit` : '', rest > 0 ? `${rest} detik` : ''].filter(Boolean).join(' ')
}

/** What somebody typed, without the signs that no letter can print: one of them would keep the minutes from being signed. */
export function printable(text: string): string {
  return text.replace(/[^\u0020-\u024f\u2010-\u2026\u2190-\u2193\n]/gu, '?')
}
