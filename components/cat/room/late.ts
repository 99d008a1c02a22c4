import { type Kept, read, remove } from './device'
import { h, say } from './dom'
import { unsentOf } from './resumed'
import { ask, Refused } from './server'

const AGAIN_MS = 2_000

/**
 * Sends what this device could not send before the end, as evidence, and tells the candidate what becomes of it. It stays
 * on the device until the server has it.
 */
export function lateAnswers(key: string, inMemory: Kept | undefined, isStillHere: () => boolean): HTMLElement {
  const notice = h('p', { class: 'notice info', role: 'status', hidden: true })
  const tell = (sentence: string, count: number) => {
    notice.hidden = count === 0
    notice.textContent = say(`late.${sentence}`, { count })
  }
  void send(key, inMemory, isStillHere, tell)
  return notice
}

async function send(
  key: string,
  inMemory: Kept | undefined,
  isStillHere: () => boolean,
  tell: (sentence: 'received' | 'waiting' | 'refused', count: number) => void,
): Promise<void> {
  const kept = inMemory ?? (await read<Kept>('jurnal', key))
  const pieces = kept ? unsentOf(kept) : []
  const unsent = new Set(pieces.flatMap(({ changes }) => changes.map(({ item }) => item))).size
  let count = 0
  for (const piece of pieces) {
    for (let isSent = false; !isSent; ) {
      if (!isStillHere()) return
      try {
        count += (await ask<{ kept: number }>('susulan', piece)).kept
        isSent = true
      } catch (error) {
        if (error instanceof Refused) return tell('refused', unsent)
        tell('waiting', unsent)
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }
  await remove('jurnal', key)
  tell('received', count)
}
