import type { RoomState } from '@/lib/cat/room'
import { tellLost } from './lost'
import { ask, Refused } from './server'

const SPREAD_MS = 1_000

export type Pulse = { stage: RoomState['stage']; secondsLeft: number | null }

type Listener = {
  pendingCount: () => number
  /** Whether the room stays as it is, and the device says again that it is there. */
  heard: (pulse: Pulse, askedAt: number) => boolean
  unheard: () => void
  refused: (code: string) => void
}

let timer: ReturnType<typeof setTimeout> | undefined
let beats = 0 // an answer to an older one is not listened to

/** Says every few seconds that the device is there, and follows what the supervisor does. */
export function beat(everyMs: number, listener: Listener): void {
  const own = beats
  timer = setTimeout(
    async () => {
      try {
        const askedAt = performance.now()
        const pulse = await ask<Pulse>(`denyut?tertunda=${listener.pendingCount()}`)
        if (own !== beats) return
        tellLost(false)
        if (!listener.heard(pulse, askedAt)) return
      } catch (error) {
        if (own !== beats) return
        if (error instanceof Refused) return listener.refused(error.code)
        tellLost(true)
        listener.unheard()
      }
      beat(everyMs, listener)
    },
    everyMs + Math.random() * SPREAD_MS,
  )
}

export function stopBeating(): void {
  clearTimeout(timer)
  beats += 1
}
