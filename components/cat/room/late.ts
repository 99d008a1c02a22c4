import { type Aside, type Kept, read, remove } from './device'
import { h, say } from './dom'
import { unsentOf } from './resumed'
import { ask, Refused } from './server'

const AGAIN_MS = 2_000

type Tell = (sentence: 'received' | 'waiting' | 'refused', count: number) => void

/**
 * Sends what this device could not send before the end, as evidence, and tells the candidate what becomes of it. It stays
 * on the device until the server has it.
 */
export function lateAnswers(key: string, inMemory: Kept | undefined, isStillHere: () => boolean): HTMLElement {
  return told('late', async (tell) => {
    const kept = inMemory ?? (await read<Kept>('jurnal', key))
    if (await send(kept ? unsentOf(kept) : [], isStillHere, tell)) await remove('jurnal', key)
  })
}

/**
 * Sends what this device could not send before another one took over, while its person still sits here. It stays on the
 * device: whoever comes back to it, and has answered nowhere else, goes on with it.
 */
export function leftAnswers(kept: Kept, isStillHere: () => boolean): HTMLElement {
  return told('left', async (tell) => {
    const pieces = unsentOf(kept)
    tell('waiting', countOf(pieces))
    await send(pieces, isStillHere, tell)
  })
}

function told(words: 'late' | 'left', run: (tell: Tell) => Promise<void>): HTMLElement {
  const notice = h('p', { class: 'notice info', role: 'status', hidden: true })
  void run((sentence, count) => {
    notice.hidden = count === 0
    notice.textContent = say(`${words}.${sentence}`, { count })
  })
  return notice
}

function countOf(pieces: readonly Aside[]): number {
  return new Set(pieces.flatMap(({ changes }) => changes.map(({ item }) => item))).size
}

/** Whether the server has them all now. */
async function send(pieces: readonly Aside[], isStillHere: () => boolean, tell: Tell): Promise<boolean> {
  const unsent = countOf(pieces)
  let count = 0
  for (const piece of pieces) {
    for (let isSent = false; !isSent; ) {
      if (!isStillHere()) return false
      try {
        count += (await ask<{ kept: number }>('susulan', piece)).kept
        isSent = true
      } catch (error) {
        if (error instanceof Refused) {
          tell('refused', unsent)
          return false
        }
        tell('waiting', unsent)
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }
  tell('received', count)
  return true
}
