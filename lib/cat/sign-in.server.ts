import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { visitorContext } from '@/lib/auth/actor'
import { fingerprint } from '@/lib/auth/secret.server'
import { countPin, forgetAttempts, throttleKey, uncountPin } from '@/lib/auth/throttle.server'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { ASKING_SECONDS, isHeldElsewhere, type SeatState } from '@/lib/cat/session'
import { Refusal } from '@/lib/refusal'

/** How a PIN is kept: worthless without the application's secret, and good for one attempt alone. */
export function pinHash(attemptId: string, pin: string): string {
  return fingerprint('exam-pin', `${attemptId}:${pin}`)
}

/** What counts the tries of a PIN: one attempt, or a number that leads to none. */
export function pinKey(attemptOrNumber: string): string {
  return throttleKey('pin', attemptOrNumber)
}

/**
 * The claim of a device whose candidate knows the number and the PIN. It takes the attempt over: the device before it
 * may write no more. While that one is at work, another one waits for the supervisor, who sees it asking. The answer to
 * a wrong number and to a wrong PIN is the same. Tries are counted for each attempt that the number may mean: the same
 * number in another programme forgets none of them. After too many in vain the desk has to give another PIN. Refuses with
 * wrong_pin, too_many_attempts, pin_spent, seat_in_use.
 */
export async function signInCandidate(
  { number, pin, device }: { number: string; pin: string; device: string },
  now: Date,
): Promise<AttemptClaim> {
  const meant = await transact(visitorContext('exam', now), (tx) =>
    tx.execute<{ id: string }>(sql`${attemptsOf(number)} order by s.starts_at desc`),
  )
  const counted = await countPin(meant.length > 0 ? meant.map(({ id }) => pinKey(id)) : [pinKey(number)], now)
  const claim = await transact(visitorContext('exam', now), async (tx) => {
    const found = await tx.execute<Kept>(sql`${attemptsOf(number)} order by s.starts_at desc for update of a`)
    const attempt = found.find(
      ({ id, pin: kept }) => kept && counted.includes(pinKey(id)) && isSame(kept, pinHash(id, pin)),
    )
    if (!attempt) throw new Refusal('wrong_pin')
    const own = pinKey(attempt.id)
    await forgetAttempts(tx, [own])
    await uncountPin(
      tx,
      counted.filter((key) => key !== own),
    )
    return take(tx, attempt, fingerprint('exam-device', device), now)
  })
  if (!claim) throw new Refusal('seat_in_use')
  return claim
}

type Kept = {
  id: string
  pin: string | null
  epoch: number
  state: SeatState
  device: string | null
  lastSeenAt: Date | null
}

async function take(tx: Tx, attempt: Kept, device: string, now: Date): Promise<AttemptClaim | undefined> {
  const { id } = attempt
  if (isHeldElsewhere({ ...attempt, lastSeenAt: attempt.lastSeenAt && new Date(attempt.lastSeenAt) }, device, now)) {
    await tx.execute(sql`
      update exam_attempts set asked_by_device = ${device}, device_asked_at = ${now.toISOString()}
      where id = ${id} and (asked_by_device is null or asked_by_device = ${device}
        or device_asked_at < ${now.toISOString()}::timestamptz - make_interval(secs => ${ASKING_SECONDS}))`)
    return undefined
  }
  const epoch = attempt.epoch + 1
  await tx.execute(sql`
    update exam_attempts set epoch = ${epoch}, last_seen_at = ${now.toISOString()}, device = ${device},
      asked_by_device = null, device_asked_at = null where id = ${id}`)
  return { attemptId: id, epoch }
}

/** Whether another device asks for an attempt just now. */
export function isAsked(now: Date): SQL {
  return sql`coalesce(device_asked_at > ${now.toISOString()}::timestamptz - make_interval(secs => ${ASKING_SECONDS}), false)`
}

function attemptsOf(number: string): SQL {
  return sql`
    select a.id, a.pin_hash as pin, a.epoch, a.state, a.device, a.last_seen_at as "lastSeenAt" from exam_attempts a
    join exam_candidates c on c.id = a.candidate_id
    join exam_sessions s on s.id = a.session_id
    where c.number = ${number} and a.pin_hash is not null and (
      s.state in ('open', 'released', 'closed') and a.state in ('registered', 'running', 'paused', 'finished')
      or s.state = 'closed' and a.state in ('absent', 'disqualified') or s.state = 'void' and a.state = 'void')`
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
