import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { Evidence } from '@/lib/kinerja/evidence-piece'
import type { OwnDays, OwnEntry } from '@/lib/kinerja/own-days'
import { type KeptDays, type Receipt, read, type Waiting, write } from './device'

const KEPT = 'own'

/** All that the page shows. Another object whenever something has changed. */
export type Desk = {
  isReady: boolean
  own: OwnDays | null
  waiting: readonly Waiting[] // of the owner
  strangers: number // entries that somebody else left on this device
  isSending: boolean
  isSignedOut: boolean
  offlineSince: Date | null
  isKept: boolean // whether this device keeps anything
  receipts: ReadonlyMap<string, Receipt>
}

let desk: Desk = {
  isReady: false,
  own: null,
  waiting: [],
  strangers: 0,
  isSending: false,
  isSignedOut: false,
  offlineSince: null,
  isKept: true,
  receipts: new Map(),
}
let offsetMs = 0 // of the server's clock against this device's
const listeners = new Set<() => void>()

export function currentDesk(): Desk {
  return desk
}

export function watchDesk(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Shows other things, to whoever looks. */
export function changeDesk(changes: Partial<Desk>): void {
  desk = { ...desk, ...changes }
  for (const listener of listeners) listener()
}

/** The server's clock as far as this device knows it. */
export function serverNow(): Date {
  return new Date(Date.now() + offsetMs)
}

/** What the server said of its clock, at an instant of this device's. */
export function setServerClock(now: string, heardAt: number): void {
  offsetMs = Date.parse(now) - heardAt
}

/** What this device kept of the own days, shown again; undefined where it keeps none. */
export async function showKeptDays(): Promise<OwnDays | undefined> {
  const kept = await read<KeptDays>('days', KEPT)
  if (!kept) return undefined
  setServerClock(kept.days.now, Date.parse(kept.keptAt))
  changeDesk({ own: kept.days })
  return kept.days
}

/** Keeps what is shown for a day without a network. */
export async function keepDays(): Promise<void> {
  if (!desk.own) return
  const days = { ...desk.own, now: serverNow().toISOString() }
  const isKept = await write('days', { key: KEPT, days, keptAt: new Date().toISOString() } as KeptDays)
  changeDesk({ isKept })
}

/** A piece of evidence is gone at the server. */
export async function forgetEvidence(entryId: string, id: string): Promise<void> {
  withEvidence(entryId, (known) => known.filter((piece) => piece.id !== id))
  await keepDays()
}

/** Another list of evidence for an entry that the server has. */
export function withEvidence(entryId: string, changed: (known: Evidence[]) => Evidence[]): void {
  if (!desk.own) return
  const entries = desk.own.entries.map((entry) => {
    return entry.id === entryId ? { ...entry, evidence: changed(entry.evidence) } : entry
  })
  changeDesk({ own: { ...desk.own, entries } })
}

/** What the server has: shown among the entries of its day, before it is asked again. */
export function stands({ deviceAt, isToday, ...entry }: EntryInput, receipt: Receipt): void {
  if (!desk.own) return
  const { state, version, workOn, receivedAt } = receipt
  const known = desk.own.entries.find(({ id }) => id === entry.id)
  const saved: OwnEntry = {
    ...entry,
    workOn,
    version,
    state,
    receivedAt,
    reviewNote: known?.reviewNote ?? null,
    approvedMinutes: known?.approvedMinutes ?? null,
    evidence: known?.evidence ?? [],
  }
  const entries = [...desk.own.entries.filter(({ id }) => id !== entry.id), saved]
  const receipts = new Map(desk.receipts).set(entry.id, receipt)
  changeDesk({ own: { ...desk.own, entries: [...entries].sort((a, b) => a.startsMinute - b.startsMinute) }, receipts })
}
