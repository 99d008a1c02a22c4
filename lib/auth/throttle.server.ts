import 'server-only'
import { eq, inArray, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { signInThrottles } from '@/db/schema/access'
import { systemContext } from '@/lib/auth/actor'
import { fingerprint } from '@/lib/auth/secret.server'
import {
  GLOBAL_PAUSE_SECONDS,
  isPinSpent,
  MOST_FAILURES_A_MINUTE,
  pauseSeconds,
  pinPauseSeconds,
} from '@/lib/auth/throttle'
import { Refusal } from '@/lib/refusal'

const GLOBAL = 'global'
const MINUTE_MS = 60_000

/** The key of an account however its name is typed, and of a name that leads to none. */
export function throttleKey(kind: 'name' | 'code' | 'pin', text: string): string {
  return `${kind}:${fingerprint('throttle', text)}`
}

/**
 * Counts one attempt at a name before it is tried, so that many at once cannot slip through together. Answers whether a
 * pause begins with it unless it succeeds. Refuses with too_many_attempts while this key, or everybody, has to wait.
 */
export async function countSignIn(key: string, now: Date): Promise<boolean> {
  const counted = await transact(systemContext('sign-in', now), async (tx) => {
    const [global] = await tx.select().from(signInThrottles).where(eq(signInThrottles.key, GLOBAL))
    const wait = secondsLeft(global?.blockedUntil ?? null, now)
    return wait > 0 ? { wait, beginsPause: false } : countOne(tx, key, now, pauseSeconds)
  })
  refuseFor(counted.wait)
  return counted.beginsPause
}

/**
 * The same for whoever has shown a password already and has to show more. What strangers guess keeps them out of nothing,
 * only their own wrong tries do.
 */
export async function countProof(key: string, now: Date): Promise<void> {
  const { wait } = await transact(systemContext('sign-in', now), (tx) => countOne(tx, key, now, pauseSeconds))
  refuseFor(wait)
}

/**
 * Counts one try of an exam's PIN, at every attempt that it may be for, and answers where it is tried: not where too many
 * tries were in vain or a pause lasts, of which `wait` are the seconds. It stands or falls with the transaction that tries
 * the PIN: what the database could not answer was no wrong PIN. Other tries of the same keys wait until then. What goes
 * on at the office's sign-in keeps no candidate out. Refuses with too_many_attempts, and with pin_spent when it may be
 * tried nowhere.
 */
export async function countPin(tx: Tx, keys: readonly string[], now: Date): Promise<{ tried: string[]; wait: number }> {
  const known = []
  for (const key of keys.toSorted()) known.push(await lockThrottle(tx, key, now))
  const open = known.filter(({ attempts }) => !isPinSpent(attempts))
  const tried = open.filter(({ blockedUntil }) => secondsLeft(blockedUntil, now) === 0)
  for (const each of tried) await countIn(tx, each, now, pinPauseSeconds)
  const wait = Math.max(0, ...open.map(({ blockedUntil }) => secondsLeft(blockedUntil, now)))
  if (open.length === 0) throw new Refusal('pin_spent')
  if (tried.length === 0) refuseFor(wait)
  return { tried: tried.map(({ key }) => key), wait }
}

/** Takes back one try that was counted at these keys and was meant for none of them. */
export async function uncountPin(tx: Tx, keys: string[]): Promise<void> {
  await tx
    .update(signInThrottles)
    .set({ attempts: sql`greatest(${signInThrottles.attempts} - 1, 0)`, blockedUntil: null })
    .where(inArray(signInThrottles.key, keys))
}

/** The seconds that this key has to wait; when none, the attempt is counted, and a pause may begin with it. */
async function countOne(tx: Tx, key: string, now: Date, pauseAfter: (attempts: number) => number) {
  const own = await lockThrottle(tx, key, now)
  const wait = secondsLeft(own.blockedUntil, now)
  if (wait > 0) return { wait, beginsPause: false }
  return { wait: 0, beginsPause: (await countIn(tx, own, now, pauseAfter)) > 0 }
}

/** Counts an attempt; answers the seconds of the pause that begins with it. */
async function countIn(
  tx: Tx,
  { key, attempts }: { key: string; attempts: number },
  now: Date,
  pauseAfter: (attempts: number) => number,
): Promise<number> {
  const pause = pauseAfter(attempts + 1)
  await tx
    .update(signInThrottles)
    .set({ attempts: attempts + 1, lastAttemptAt: now, blockedUntil: later(now, pause) })
    .where(eq(signInThrottles.key, key))
  return pause
}

function refuseFor(seconds: number): void {
  if (seconds > 0) throw new Refusal('too_many_attempts', { seconds })
}

/** Counts a failure of everybody together; a new minute begins a new count. Answers whether a pause begins with it. */
export async function countFailure(tx: Tx, now: Date): Promise<boolean> {
  const global = await lockThrottle(tx, GLOBAL, now)
  const sameMinute = Math.floor(+global.lastAttemptAt / MINUTE_MS) === Math.floor(+now / MINUTE_MS)
  const attempts = sameMinute ? global.attempts + 1 : 1
  const isTooMany = attempts > MOST_FAILURES_A_MINUTE
  const blockedUntil = isTooMany ? later(now, GLOBAL_PAUSE_SECONDS) : global.blockedUntil
  await tx
    .update(signInThrottles)
    .set({ attempts, lastAttemptAt: now, blockedUntil })
    .where(eq(signInThrottles.key, GLOBAL))
  return isTooMany && secondsLeft(global.blockedUntil, now) === 0
}

/** Forgets the attempts of these keys, after success or by the administrator. */
export async function forgetAttempts(tx: Tx, keys: string[]): Promise<void> {
  await tx.delete(signInThrottles).where(inArray(signInThrottles.key, keys))
}

/** One statement, so that a row that somebody else forgets meanwhile is simply made anew. */
async function lockThrottle(tx: Tx, key: string, now: Date) {
  const [row] = await tx
    .insert(signInThrottles)
    .values({ key, attempts: 0, lastAttemptAt: now })
    .onConflictDoUpdate({ target: signInThrottles.key, set: { attempts: sql`${signInThrottles.attempts}` } })
    .returning()
  if (!row) throw new Error('the throttle row came back empty')
  return row
}

function secondsLeft(until: Date | null, now: Date): number {
  return until ? Math.max(0, Math.ceil((+until - +now) / 1000)) : 0
}

function later(now: Date, seconds: number): Date | null {
  return seconds > 0 ? new Date(+now + seconds * 1000) : null
}
