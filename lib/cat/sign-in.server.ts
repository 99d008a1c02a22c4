import 'server-only'
import { randomInt } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { visitorContext } from '@/lib/auth/actor'
import { fingerprint } from '@/lib/auth/secret.server'
import { countPin, forgetAttempts, throttleKey, uncountPin } from '@/lib/auth/throttle.server'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { type AskingDevice, withAsking } from '@/lib/cat/asking-device'
import { type BrowserProof, isExamBrowser } from '@/lib/cat/exam-browser.server'
import { isHeldElsewhere, type SeatState } from '@/lib/cat/session'
import { isSame } from '@/lib/is-same.server'
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
 * What counts the tries at the machine that holds the attempt. Whoever tries from elsewhere pauses it never, and spends its
 * PIN never.
 */
function holderKey(attemptId: string, device: string): string {
  return throttleKey('pin', `${attemptId} ${device}`)
}

/** Whether this device holds an attempt that the number may mean. */
export async function holdsSeat({ number, device }: { number: string; device: string }, now: Date): Promise<boolean> {
  const own = fingerprint('exam-device', device)
  const meant = await transact(visitorContext('exam', now), (tx) =>
    tx.execute<{ device: string | null }>(attemptsOf(number)),
  )
  return meant.some((attempt) => attempt.device === own)
}

/**
 * The claim of a device whose candidate knows the number and the PIN. It takes the attempt over: the device before it
 * may write no more. While that one is at work, another one waits for the supervisor, who sees it asking under the code
 * that it shows. The answer to a wrong number and to a wrong PIN is the same. Tries are counted for each attempt that the
 * number may mean, those of the device that holds it apart from all others: the same number in another programme forgets
 * none of them. A try that the database does not answer is not counted. After too many in vain the desk has to give
 * another PIN. A device that gave up waiting takes nothing over: it has asked again, and that answer is the one that it
 * hears. Refuses with wrong_pin, too_many_attempts, pin_spent, exam_browser_needed, ask_later, and with seat_in_use and the
 * code.
 */
export async function signInCandidate(
  { number, pin, device }: { number: string; pin: string; device: string },
  now: Date,
  browser: BrowserProof | null = null,
  isGone = () => false,
): Promise<AttemptClaim> {
  const own = fingerprint('exam-device', device)
  const answer = await transact(visitorContext('exam', now), async (tx) => {
    const meant = await tx.execute<{ id: string; device: string | null }>(attemptsOf(number))
    const keys = new Map(
      meant.map((each) => [each.id, each.device === own ? holderKey(each.id, own) : pinKey(each.id)]),
    )
    const counted = await countPin(tx, meant.length > 0 ? [...keys.values()] : [pinKey(number)], now)
    const found = await tx.execute<Kept>(sql`${attemptsOf(number)} order by s.starts_at desc for update of a`)
    const attempt = found.find(
      ({ id, pin: kept }) => kept && counted.tried.includes(keys.get(id) ?? '') && isSame(kept, pinHash(id, pin)),
    )
    if (!attempt) return { wait: counted.wait }
    const used = keys.get(attempt.id)
    await forgetAttempts(tx, [used ?? '', holderKey(attempt.id, own)])
    await uncountPin(
      tx,
      counted.tried.filter((key) => key !== used),
    )
    if (attempt.needsBrowser && !(browser && isExamBrowser(browser, attempt.sessionId))) return 'browser'
    return isGone() ? 'gone' : take(tx, attempt, own, now)
  })
  if (answer === 'gone') throw new Refusal('ask_later')
  if (answer === 'browser') throw new Refusal('exam_browser_needed')
  if ('claim' in answer) return answer.claim
  if ('code' in answer) throw new Refusal('seat_in_use', { deviceCode: answer.code })
  throw answer.wait > 0 ? new Refusal('too_many_attempts', { seconds: answer.wait }) : new Refusal('wrong_pin')
}

type Kept = {
  id: string
  pin: string | null
  epoch: number
  state: SeatState
  device: string | null
  asking: AskingDevice[]
  lastSeenAt: Date | null
  sessionId: string
  needsBrowser: boolean
}

/** The claim, or the code under which the supervisor sees the device; none when too many others ask. */
type Taken = { claim: AttemptClaim } | { code: string | null }

const CODE_DIGITS = 4

async function take(tx: Tx, attempt: Kept, device: string, now: Date): Promise<Taken> {
  const { id } = attempt
  if (isHeldElsewhere({ ...attempt, lastSeenAt: attempt.lastSeenAt && new Date(attempt.lastSeenAt) }, device, now)) {
    const draw = () => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
    const asking = withAsking(attempt.asking, device, now, draw)
    await tx.execute(sql`update exam_attempts set asking = ${JSON.stringify(asking)}::jsonb where id = ${id}`)
    return { code: asking.find((each) => each.device === device)?.code ?? null }
  }
  const epoch = attempt.epoch + 1
  await tx.execute(sql`
    update exam_attempts set epoch = ${epoch}, last_seen_at = ${now.toISOString()}, device = ${device},
      asking = '[]' where id = ${id}`)
  return { claim: { attemptId: id, epoch } }
}

function attemptsOf(number: string): SQL {
  return sql`
    select a.id, a.pin_hash as pin, a.epoch, a.state, a.device, a.asking, a.last_seen_at as "lastSeenAt",
      s.id as "sessionId", s.needs_exam_browser and s.state in ('open', 'released') as "needsBrowser" from exam_attempts a
    join exam_candidates c on c.id = a.candidate_id
    join exam_sessions s on s.id = a.session_id
    where c.number = ${number} and a.pin_hash is not null and (
      s.state in ('open', 'released', 'closed') and a.state in ('registered', 'running', 'paused', 'finished')
      or s.state = 'closed' and a.state in ('absent', 'disqualified') or s.state = 'void' and a.state = 'void')`
}
