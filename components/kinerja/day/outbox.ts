import type { EntryAnswer } from '@/lib/kinerja/entries.server'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { OwnDays, OwnEntry } from '@/lib/kinerja/own-days'
import {
  changeDesk,
  currentDesk,
  keepDays,
  serverNow,
  setServerClock,
  showKeptDays,
  stands,
  withEvidence,
} from './desk'
import type { Waiting } from './device'
import { asEvidence, dropEvidenceOf, readEvidence, sendEvidence, waitingEvidence } from './evidence-box'
import { asSent, leftAfter, leftAfterSilence } from './left-after'
import { ask, Refused } from './server'
import { readFavourites } from './usual'
import { isAllOnDevice, outbox } from './waiting-rows'

const MOST_AT_ONCE = 20
const AGAIN_MS = 60_000

/** Shows what the device keeps, then asks the server; sends whenever there may be a way. */
export async function openDesk(): Promise<void> {
  if (await showKeptDays()) {
    await readOutbox()
    changeDesk({ isReady: true })
  }
  addEventListener('online', () => void refresh())
  addEventListener('offline', () => changeDesk({ offlineSince: currentDesk().offlineSince ?? serverNow() }))
  addEventListener('beforeunload', (event) => {
    if (isAllOnDevice()) return
    event.preventDefault()
    event.returnValue = true // asked for by browsers until 2023
  })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void refresh())
  setInterval(() => {
    if (currentDesk().waiting.length > 0 || waitingEvidence().length > 0 || currentDesk().offlineSince)
      void refresh('hari?sendiri')
  }, AGAIN_MS)
  await refresh()
  changeDesk({ isReady: true })
}

/**
 * Asks who works here and what stands, then sends what waits.
 *
 * @param door `hari?sendiri` when nobody did anything: it keeps no session alive
 */
export async function refresh(door: 'hari' | 'hari?sendiri' = 'hari'): Promise<void> {
  try {
    const own = await ask<OwnDays>(door)
    setServerClock(own.now, Date.now())
    changeDesk({ own, isSignedOut: false, offlineSince: null })
    await keepDays()
    await readOutbox()
    await send()
  } catch (error) {
    missed(error)
    await readOutbox()
  }
}

function missed(error: unknown): void {
  if (error instanceof Refused) changeDesk({ isSignedOut: error.code === 'sign_in_required', offlineSince: null })
  else changeDesk({ offlineSince: currentDesk().offlineSince ?? serverNow() })
}

async function readOutbox(): Promise<void> {
  const all = await outbox.read()
  const who = currentDesk().own?.owner.id
  const own = all.filter(({ owner }) => owner === who)
  changeDesk({ waiting: [...own].sort(byTime), strangers: all.length - own.length })
  if (!who) return
  await readEvidence(who)
  await readFavourites(who)
}

function byTime(a: Waiting, b: Waiting): number {
  return a.entry.workOn.localeCompare(b.entry.workOn) || a.entry.startsMinute - b.entry.startsMinute
}

/** Puts entries on the device, then sends. Done once that was tried; what the device does not take is in the page alone. */
export async function put(entries: readonly EntryInput[]): Promise<void> {
  const owner = currentDesk().own?.owner.id
  if (!owner) return
  const rows = entries.map((entry): Waiting => {
    const known = currentDesk().waiting.find(({ key }) => key === entry.id)
    return { key: entry.id, owner, entry, trouble: null, tries: 0, unheard: known?.unheard }
  })
  for (const row of rows) await outbox.keep(row)
  const others = currentDesk().waiting.filter(({ key }) => !rows.some((row) => row.key === key))
  changeDesk({ waiting: [...others, ...rows].sort(byTime) })
  await send()
}

/** Lets an entry go that was never sent, with its evidence. */
export async function abandon(key: string): Promise<void> {
  await dropEvidenceOf(key)
  await discard(key)
}

/** Takes an entry out of the outbox. */
async function discard(key: string): Promise<void> {
  await outbox.drop(key)
  changeDesk({ waiting: currentDesk().waiting.filter((row) => row.key !== key) })
}

/** Takes an entry back at the server. Throws what the server or the connection says. */
export async function withdraw({ id, version }: Pick<OwnEntry, 'id' | 'version'>): Promise<void> {
  await ask('tarik', { id, version })
  const { own } = currentDesk()
  if (!own) return
  changeDesk({ own: { ...own, entries: own.entries.filter((entry) => entry.id !== id) } })
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
    const owner = currentDesk().own?.owner.id
    const rows = currentDesk()
      .waiting.filter(({ key, trouble }) => !trouble && !tried.has(key))
      .slice(0, MOST_AT_ONCE)
    if (!owner || currentDesk().isSignedOut) return changeDesk({ isSending: false })
    if (rows.length === 0) return sendPieces()
    for (const { key } of rows) tried.add(key)
    changeDesk({ isSending: true })
    try {
      const batch = { owner, sentAt: new Date().toISOString(), entries: rows.map(asSent) }
      const { answers } = await ask<{ answers: (EntryAnswer & { reason?: string })[] }>('catatan', batch)
      changeDesk({ offlineSince: null })
      for (const row of rows)
        await settle(
          row,
          answers.find(({ id }) => id === row.key),
        )
      await keepDays()
    } catch (error) {
      missed(error)
      for (const sent of rows) {
        const row = currentDesk().waiting.find(({ key }) => key === sent.key)
        if (row) await keepRow(leftAfterSilence(row, sent))
      }
      return changeDesk({ isSending: false })
    }
  }
}

/** Evidence follows its entry. */
async function sendPieces(): Promise<void> {
  changeDesk({ isSending: true })
  try {
    const isThere = (entryId: string) => currentDesk().own?.entries.some(({ id }) => id === entryId) ?? false
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
  changeDesk({ isSending: false })
}

async function settle(sent: Waiting, answer: (EntryAnswer & { reason?: string }) | undefined): Promise<void> {
  const row = currentDesk().waiting.find(({ key }) => key === sent.key)
  if (!row || !answer) return
  if (answer.answer !== 'refused') stands(sent.entry, answer)
  const left = leftAfter(row, sent, answer)
  if (left) await keepRow(left)
  else await discard(row.key)
}

async function keepRow(row: Waiting): Promise<void> {
  await outbox.keep(row)
  changeDesk({ waiting: currentDesk().waiting.map((each) => (each.key === row.key ? row : each)) })
}
