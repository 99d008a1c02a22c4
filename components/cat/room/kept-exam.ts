import type { RoomState } from '@/lib/cat/room'
import { type NotedTime, serverTime, timeSince } from './clock'
import { type Kept, read, readAll, remove, write } from './device'
import { unsentOf } from './resumed'
import { openSealed, seal } from './sealed'

/** An exam that goes on without the server: all questions as they came, and the state behind number and PIN. */
type KeptExam = { key: string; sealed: string; locked: string }

type KeptTime = NotedTime & { key: string }

export type Reopened = { state: RoomState; sealed: string; isTimeUp: boolean }

/** The tab's memory outlives a reload, and neither a crash nor the next candidate. */
const SEAT = 'satya-ujian'
const NOTE_EVERY_MS = 5_000
const JUMP_MS = 1_000

export function keyOfAttempt({ sessionId, candidate }: RoomState): string {
  return `${sessionId}:${candidate.number}`
}

/** Remembers what opens the kept exam, for this tab. */
export function takeSeat(key: string): void {
  sessionStorage.setItem(SEAT, key)
}

export function isSeatTaken(): boolean {
  return sessionStorage.getItem(SEAT) !== null
}

export function leaveSeat(): void {
  sessionStorage.removeItem(SEAT)
}

let isHeld = false

/** One tab writes at a time: two would number their answers alike. The one that came first hears that it has lost. */
export async function holdSeat(lost: () => void): Promise<void> {
  if (isHeld) return
  isHeld = true
  const forever = new Promise<void>(() => {})
  await navigator.locks?.request(SEAT, { steal: true }, () => forever).catch(lost)
  isHeld = false
}

/** Keeps all that a candidate needs to go on without the server. */
export async function keepExam(state: RoomState, sealed: string): Promise<void> {
  const seat = sessionStorage.getItem(SEAT)
  if (seat) await write('ujian', { key: keyOfAttempt(state), sealed, locked: await seal(state, seat) } as KeptExam)
}

/** The exam that this key opens, with the answers and the time of the device. */
export async function reopenExam(seat = sessionStorage.getItem(SEAT)): Promise<Reopened | undefined> {
  for (const { key, sealed, locked } of await readAll<KeptExam>('ujian')) {
    const state = seat && (await openSealed<RoomState>(locked, seat).catch(() => undefined))
    if (state) return { sealed, ...withTime(await withAnswers(state, key), await read<KeptTime>('waktu', key)) }
  }
  return undefined
}

async function withAnswers(state: RoomState, key: string): Promise<RoomState> {
  const { work } = state
  const journal = await read<Kept>('jurnal', key)
  if (!work || journal?.epoch !== work.epoch) return state
  const savedSeq = (journal.pending[0]?.seq ?? journal.seq + 1) - 1 // the state may be older than what was acknowledged
  return { ...state, work: { ...work, answers: journal.answers, flags: journal.flags, savedSeq } }
}

function withTime(state: RoomState, time: KeptTime | undefined): Omit<Reopened, 'sealed'> {
  if (!time) return { state, isTimeUp: false }
  return { state: { ...state, ...timeSince(time) }, isTimeUp: time.secondsLeft === 0 }
}

/** Notes the time that is left every few seconds, and at once when somebody sets the device's clock. */
export function timeKeeper(key: string): (secondsLeft: number) => void {
  let notedAt = Number.NEGATIVE_INFINITY
  let ahead = 0
  return (secondsLeft) => {
    const at = performance.now()
    const isClockSet = Math.abs(Date.now() - at - ahead) > JUMP_MS
    if (at - notedAt < NOTE_EVERY_MS && !isClockSet && secondsLeft > 0) return
    notedAt = at
    ahead = Date.now() - at
    const time: KeptTime = { key, secondsLeft, server: serverTime().toISOString(), deviceMs: Date.now() }
    void write('waktu', time)
  }
}

/** Nothing of an exam is left on the device once it has ended, or goes on elsewhere, but its journal. */
export async function forgetExam(key: string): Promise<void> {
  await remove('ujian', key)
  await remove('waktu', key)
}

/** Whoever sat here before leaves nothing to the next one, but answers that no server has acknowledged. */
export async function forgetOthers(state: RoomState): Promise<void> {
  const own = keyOfAttempt(state)
  for (const store of ['ujian', 'waktu'] as const)
    for (const { key } of await readAll<{ key: string }>(store)) if (key !== own) await remove(store, key)
  for (const kept of await readAll<Kept>('jurnal'))
    if (kept.key !== own && unsentOf(kept).length === 0) await remove('jurnal', kept.key)
}
