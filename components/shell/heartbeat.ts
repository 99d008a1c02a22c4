import { useSyncExternalStore } from 'react'

/** What the server said last: whether it answers, and the end of the session on the clock of `performance.now()`. */
type Heartbeat = { isReachable: boolean; endsAt: number }

const STEADY_MS = 60_000
const NEAR_END_MS = 10_000
const LOST_MS = 5_000
const PATIENCE_MS = 8_000
const NEAR_END_SECONDS = 180

const unknown: Heartbeat = { isReachable: true, endsAt: Number.POSITIVE_INFINITY }
let last = unknown
let knownAt = 0
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

/**
 * Asks the server once a minute, and at once when the page is seen again or the network comes back. The clock of the
 * device plays no part: the server says how many seconds are left, and they are counted from its answer.
 */
export function useHeartbeat(): Heartbeat {
  return useSyncExternalStore(
    listen,
    () => last,
    () => unknown,
  )
}

/** What the page itself or a renewal told of the session. Whether the server still answers, only the next beat knows. */
export function heardSecondsLeft(secondsLeft: number): void {
  knownAt = performance.now()
  become({ ...last, endsAt: knownAt + secondsLeft * 1000 })
}

/** Asks now. An answer that something newer has overtaken says nothing any more. */
export async function beat(): Promise<void> {
  const askedAt = performance.now()
  const secondsLeft = await askSecondsLeft()
  if (secondsLeft === undefined) become({ ...last, isReachable: false })
  else if (askedAt >= knownAt) {
    knownAt = performance.now()
    become({ isReachable: true, endsAt: askedAt + secondsLeft * 1000 })
  }
}

async function askSecondsLeft(): Promise<number | undefined> {
  try {
    const answer = await fetch('/api/session', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) })
    return answer.ok ? (await answer.json()).secondsLeft : undefined
  } catch {
    return undefined
  }
}

function become(next: Heartbeat): void {
  last = next
  for (const listener of listeners) listener()
  plan()
}

function plan(): void {
  clearTimeout(timer)
  if (listeners.size === 0) return
  const isNearEnd = last.endsAt - performance.now() < NEAR_END_SECONDS * 1000
  timer = setTimeout(beatWhenSeen, last.isReachable ? (isNearEnd ? NEAR_END_MS : STEADY_MS) : LOST_MS)
}

function beatWhenSeen(): void {
  if (document.visibilityState === 'visible') beat()
}

function loseNetwork(): void {
  knownAt = performance.now()
  become({ ...last, isReachable: false })
}

function listen(changed: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('online', beatWhenSeen)
    window.addEventListener('offline', loseNetwork)
    document.addEventListener('visibilitychange', beatWhenSeen)
    window.addEventListener('focus', beatWhenSeen)
  }
  listeners.add(changed)
  if (navigator.onLine) plan()
  else loseNetwork()
  return () => {
    listeners.delete(changed)
    if (listeners.size > 0) return
    clearTimeout(timer)
    window.removeEventListener('online', beatWhenSeen)
    window.removeEventListener('offline', loseNetwork)
    document.removeEventListener('visibilitychange', beatWhenSeen)
    window.removeEventListener('focus', beatWhenSeen)
  }
}
