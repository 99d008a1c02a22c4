/** What was written down while a session was held. `who` is a candidate's number; null: the whole room. */
export type MinutesEvent = {
  kind: 'note' | 'pause' | 'resume' | 'extra_time' | 'seat_move' | 'device_change' | 'late_answers' | 'disqualification'
  reason: string
  seconds: number | null
  who: string | null
  by: string
  decidedBy: string | null
  at: Date
}

/** A line of the minutes, in the language of the letter. */
type MinutesLine = { at: string; what: string; who: string; reason: string; by: string }

const WORDS: Record<MinutesEvent['kind'], string> = {
  note: 'Insiden',
  pause: 'Jeda',
  resume: 'Lanjut',
  extra_time: 'Tambahan waktu',
  seat_move: 'Pindah kursi',
  device_change: 'Ganti perangkat',
  late_answers: 'Jawaban terlambat, tidak dinilai',
  disqualification: 'Diskualifikasi',
}

/**
 * The events as they are printed. What happened to many people at the same moment for the same reason is one line; a
 * disqualification names who decided it, or that nobody did.
 */
export function minutesEvents(events: readonly MinutesEvent[], timeOf: (at: Date) => string): MinutesLine[] {
  const groups = new Map<string, { event: MinutesEvent; people: string[] }>()
  for (const event of events) {
    const key = JSON.stringify([event.kind, event.reason, event.seconds, event.by, event.decidedBy, +event.at])
    const group = groups.get(key) ?? { event, people: [] }
    if (event.who) group.people.push(event.who)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ event, people }) => ({
    at: timeOf(event.at),
    what: whatOf(event),
    who: whoOf(people),
    reason: printable(event.reason),
    by: printable(event.decidedBy ? `${event.by}, diputuskan ${event.decidedBy}` : event.by),
  }))
}

const SHOWN = 10

function whoOf(people: readonly string[]): string {
  if (people.length === 0) return 'Sesi'
  return people.length > SHOWN ? `${people.length} peserta` : people.join(', ')
}

function whatOf({ kind, seconds, decidedBy }: MinutesEvent): string {
  if (kind === 'disqualification' && !decidedBy) return 'Diskualifikasi diusulkan, belum diputuskan'
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
