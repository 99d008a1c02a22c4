import type { RoomState, RoomWork } from '@/lib/cat/room'
import { serverTime } from './clock'
import { type Kept, read, write } from './device'
import { keyOfAttempt } from './kept-exam'
import { choose, newest, resumed } from './resumed'
import { ask, Refused } from './server'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 10_000
const MOST_AT_ONCE = 500

export type Journal = Awaited<ReturnType<typeof openJournal>>

/**
 * The answers of one attempt: first on this device, then at the server, until each is acknowledged. `changed` is called
 * whenever something to show has changed, `refused` when the server says no, `heard` with the time that was left since it asked.
 *
 * @param inMemory what this page kept of the same attempt before; a device that can store nothing has it nowhere else
 */
export async function openJournal(
  state: RoomState,
  work: RoomWork,
  on: { changed: () => void; refused: (code: string) => void; heard: (secondsLeft: number, askedAt: number) => void },
  inMemory?: Kept,
) {
  const key = keyOfAttempt(state)
  const kept = resumed(key, newest(await read<Kept>('jurnal', key), inMemory), work)
  let isKept = await write('jurnal', kept)
  const setAside = new Set(kept.aside.flatMap(({ changes }) => changes.map(({ item }) => item))).size
  let sending: Promise<void> | undefined
  let waitMs = FIRST_WAIT_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let offlineSince: Date | null = null
  let savedAt: Date | null = null
  let isClosed = false
  let isRefused = false

  const settle = (isOnline: boolean) => {
    if (isOnline) offlineSince = null
    else offlineSince ??= serverTime()
    on.changed()
    if (isOnline) void sendFlags().then(sendAside)
  }

  async function sendFlags(): Promise<void> {
    if (kept.areFlagsSent || isClosed) return
    kept.areFlagsSent = true
    try {
      await ask('tanda', { flags: kept.flags })
    } catch {
      kept.areFlagsSent = false // the next sign of life of the server takes them along
    }
    await save()
  }

  async function sendAside(): Promise<void> {
    const [piece] = kept.aside
    if (!piece || isClosed) return
    try {
      await ask('susulan', piece)
      kept.aside = kept.aside.filter((each) => each !== piece)
      await save()
    } catch {
      // it stays on the device; the next sign of life of the server takes it along
    }
  }

  async function save(): Promise<void> {
    if (!isClosed) isKept = await write('jurnal', kept)
  }

  /** Sends what waits. Whoever asks while something is on its way waits for that and for what came after it. */
  function send(): Promise<void> {
    if (!hasToSend()) return sending ?? Promise.resolve()
    sending ??= sendAll()
    return sending
  }

  function hasToSend(): boolean {
    return !isClosed && !isRefused && kept.pending.length > 0
  }

  async function sendAll(): Promise<void> {
    clearTimeout(timer)
    try {
      while (hasToSend()) await sendSome()
    } catch (error) {
      if (error instanceof Refused) {
        isRefused = true
        return on.refused(error.code)
      }
      settle(false)
      timer = setTimeout(() => void send(), waitMs)
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    } finally {
      sending = undefined
    }
  }

  async function sendSome(): Promise<void> {
    const changes = kept.pending.slice(0, MOST_AT_ONCE)
    const askedAt = performance.now()
    const { savedSeq, secondsLeft } = await ask<{ savedSeq: number; secondsLeft: number }>('jawaban', { changes })
    kept.pending = kept.pending.filter(({ seq }) => seq > savedSeq)
    waitMs = FIRST_WAIT_MS
    savedAt = serverTime()
    if (isClosed) return
    void save()
    on.heard(secondsLeft, askedAt)
    settle(true)
  }

  function stop(): void {
    isClosed = true
    clearTimeout(timer)
    removeEventListener('online', online)
  }

  const online = () => void send()
  addEventListener('online', online)
  void send()

  return {
    answers: kept.answers,
    flags: kept.flags,
    /** At how many questions something is not used, because another device has answered since. */
    setAside,
    kept,
    pendingCount: () => new Set(kept.pending.map(({ item }) => item)).size,
    /** Whether the device itself keeps the answers, so that they outlive the page. */
    isKept: () => isKept,
    isPending: (item: number) => kept.pending.some((change) => change.item === item),
    offlineSince: () => offlineSince,
    savedAt: () => savedAt,
    /** A connection that was seen by somebody else. */
    seen(isOnline: boolean) {
      if (isOnline !== (offlineSince === null)) settle(isOnline)
      else if (isOnline) void sendFlags().then(sendAside)
    },
    async choose(item: number, option: string | null) {
      if (isClosed) return
      choose(kept, item, option)
      await save()
      on.changed()
      void send()
    },
    flag(item: number) {
      const at = kept.flags.indexOf(item)
      if (at < 0) kept.flags.push(item)
      else kept.flags.splice(at, 1)
      kept.areFlagsSent = false
      on.changed()
      void save().then(sendFlags)
    },
    /** The question that was open last on this device. */
    openItem: () => kept.item,
    opened(item: number) {
      kept.item = item
      void save()
    },
    /** The server said no: what is pending can be sent by no repetition, only from a state that is read anew. */
    isRefused: () => isRefused,
    send,
    /** Leaves what is kept to the journal that is opened next. */
    stop,
  }
}
