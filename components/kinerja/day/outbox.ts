import type { EntryAnswer } from '@/lib/kinerja/entries.server'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { Evidence } from '@/lib/kinerja/evidence-piece'
import type { OwnDays, OwnEntry } from '@/lib/kinerja/own-days'
import { type KeptDays, type Receipt, read, readAll, remove, type Waiting, write } from './device'
import { asEvidence, dropEvidenceOf, readEvidence, sendEvidence, waitingEvidence } from './evidence-box'
import { asSent, leftAfter, leftAfterSilence } from './left-after'
import { ask, Refused } from './server'

const MOST_AT_ONCE = 20
const AGAIN_MS = 60_000
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

function change(changes: Partial<Desk>): void {
  desk = { ...desk, ...changes }
  for (const listener of listeners) listener()
}

/** The server's clock as far as this device knows it. */
export function serverNow(): Date {
  return new Date(Date.now() + offsetMs)
}

/** Shows what the device keeps, then asks the server; sends whenever there may be a way. */
export async function openDesk(): Promise<void> {
  const kept = await read<KeptDays>('days', KEPT)
  if (kept) {
    offsetMs = Date.parse(kept.days.now) - Date.parse(kept.keptAt)
    change({ own: kept.days })
    await readOutbox()
    change({ isReady: true })
  }
  await refresh()
  change({ isReady: true })
  addEventListener('online', () => void refresh())
  addEventListener('offline', () => change({ offlineSince: desk.offlineSince ?? serverNow() }))
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void refresh())
  setInterval(() => {
    if (desk.waiting.length > 0 || waitingEvidence().length > 0 || desk.offlineSince) void refresh('hari?sendiri')
  }, AGAIN_MS)
}

/**
 * Asks who works here and what stands, then sends what waits.
 *
 * @param door `hari?sendiri` when nobody did anything: it keeps no session alive
 */
export async function refresh(door: 'hari' | 'hari?sendiri' = 'hari'): Promise<void> {
  try {
    const own = await ask<OwnDays>(door)
    offsetMs = Date.parse(own.now) - Date.now()
    change({ own, isSignedOut: false, offlineSince: null })
    await keepDays()
    await readOutbox()
    await send()
  } catch (error) {
    missed(error)
    await readOutbox()
  }
}

function missed(error: unknown): void {
  if (error instanceof Refused) change({ isSignedOut: error.code === 'sign_in_required', offlineSince: null })
  else change({ offlineSince: desk.offlineSince ?? serverNow() })
}

async function keepDays(): Promise<void> {
  if (!desk.own) return
  const days = { ...desk.own, now: serverNow().toISOString() }
  const isKept = await write('days', { key: KEPT, days, keptAt: new Date().toISOString() } as KeptDays)
  change({ isKept })
}

async function readOutbox(): Promise<void> {
  const all = await readAll<Waiting>('outbox')
  const own = all.filter(({ owner }) => owner === desk.own?.owner.id)
  change({ waiting: own.toSorted(byTime), strangers: all.length - own.length })
  if (desk.own) await readEvidence(desk.own.owner.id)
}

function byTime(a: Waiting, b: Waiting): number {
  return a.entry.workOn.localeCompare(b.entry.workOn) || a.entry.startsMinute - b.entry.startsMinute
}

/** Puts entries on the device, then sends. Done once they are on the device and sending was tried. */
export async function put(entries: readonly EntryInput[]): Promise<void> {
  const owner = desk.own?.owner.id
  if (!owner) return
  const rows = entries.map((entry): Waiting => {
    const known = desk.waiting.find(({ key }) => key === entry.id)
    return { key: entry.id, owner, entry, trouble: null, tries: 0, unheard: known?.unheard }
  })
  for (const row of rows) if (!(await write('outbox', row))) change({ isKept: false })
  const others = desk.waiting.filter(({ key }) => !rows.some((row) => row.key === key))
  change({ waiting: [...others, ...rows].toSorted(byTime) })
  await send()
}

/** Lets an entry go that was never sent, with its evidence. */
export async function abandon(key: string): Promise<void> {
  await dropEvidenceOf(key)
  await discard(key)
}

/** Takes an entry out of the outbox. */
async function discard(key: string): Promise<void> {
  await remove('outbox', key)
  change({ waiting: desk.waiting.filter((row) => row.key !== key) })
}

/** Takes an entry back at the server. Throws what the server or the connection says. */
export async function withdraw({ id, version }: Pick<OwnEntry, 'id' | 'version'>): Promise<void> {
  await ask('tarik', { id, version })
  if (!desk.own) return
  change({ own: { ...desk.own, entries: desk.own.entries.filter((entry) => entry.id !== id) } })
  await keepDays()
}

/** One tab sends at a time; another one's turn is the same turn. */
export async function send(): Promise<void> {
  if (!navigator.locks) return sendAll()
  await navigator.locks.request('satya-kinerja-kirim', sendAll)
}

async function sendAll(): Promise<void> {
  const tried = new Set<string>()
  for (;;) {
    const owner = desk.own?.owner.id
    const rows = desk.waiting.filter(({ key, trouble }) => !trouble && !tried.has(key)).slice(0, MOST_AT_ONCE)
    if (!owner || desk.isSignedOut) return change({ isSending: false })
    if (rows.length === 0) return sendPieces()
    for (const { key } of rows) tried.add(key)
    change({ isSending: true })
    try {
      const batch = { owner, sentAt: new Date().toISOString(), entries: rows.map(asSent) }
      const { answers } = await ask<{ answers: (EntryAnswer & { reason?: string })[] }>('catatan', batch)
      change({ offlineSince: null })
      for (const row of rows)
        await settle(
          row,
          answers.find(({ id }) => id === row.key),
        )
      await keepDays()
    } catch (error) {
      missed(error)
      for (const sent of rows) {
        const row = desk.waiting.find(({ key }) => key === sent.key)
        if (row) await keepRow(leftAfterSilence(row, sent))
      }
      return change({ isSending: false })
    }
  }
}

/** Evidence follows its entry. */
async function sendPieces(): Promise<void> {
  change({ isSending: true })
  try {
    const isThere = (entryId: string) => desk.own?.entries.some(({ id }) => id === entryId) ?? false
    await sendEvidence(isThere, ({ entryId, ...piece }) => {
      withEvidence(entryId, (known) => [
        ...known.filter(({ id }) => id !== piece.key),
        asEvidence({ ...piece, entryId }),
      ])
    })
    await keepDays()
  } catch (error) {
    missed(error)
  }
  change({ isSending: false })
}

/** A piece of evidence is gone at the server. */
export async function forgetEvidence(entryId: string, id: string): Promise<void> {
  withEvidence(entryId, (known) => known.filter((piece) => piece.id !== id))
  await keepDays()
}

function withEvidence(entryId: string, changed: (known: Evidence[]) => Evidence[]): void {
  if (!desk.own) return
  const entries = desk.own.entries.map((entry) => {
    return entry.id === entryId ? { ...entry, evidence: changed(entry.evidence) } : entry
  })
  change({ own: { ...desk.own, entries } })
}

async function settle(sent: Waiting, answer: (EntryAnswer & { reason?: string }) | undefined): Promise<void> {
  const row = desk.waiting.find(({ key }) => key === sent.key)
  if (!row || !answer) return
  if (answer.answer !== 'refused') stands(sent.entry, answer)
  const left = leftAfter(row, sent, answer)
  if (left) await keepRow(left)
  else await discard(row.key)
}

async function keepRow(row: Waiting): Promise<void> {
  await write('outbox', row)
  change({ waiting: desk.waiting.map((each) => (each.key === row.key ? row : each)) })
}

/** What the server has: shown among the entries of its day, before it is asked again. */
function stands({ deviceAt, isToday, ...entry }: EntryInput, receipt: Receipt): void {
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
  change({ own: { ...desk.own, entries: entries.toSorted((a, b) => a.startsMinute - b.startsMinute) }, receipts })
}
