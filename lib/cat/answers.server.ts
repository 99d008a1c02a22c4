import 'server-only'
import { createHash } from 'node:crypto'
import { isDeadlock } from '@/db/deadlock.server'
import { appendEvents, type Chained, readOpenAttempts } from '@/lib/cat/answer-log.server'
import { type AnswerChange, chainChanges, type OpenAttempt } from '@/lib/cat/answers'
import { secondsLeft } from '@/lib/cat/clock'
import { Refusal } from '@/lib/refusal'

/** Which attempt a device may write to, as its cookie says. */
export type AttemptClaim = { attemptId: string; epoch: number }

/** What a device hears of its changes: the last one that is on disk, and the time that is left. */
export type Saved = { savedSeq: number; secondsLeft: number }

type Waiting = {
  claim: AttemptClaim
  changes: readonly AnswerChange[]
  now: Date
  tries: number // before this one
  resolve: (saved: Saved) => void
  reject: (error: unknown) => void
}

/** Commits on their way at once; what arrives meanwhile goes together with the next one. */
const MOST_IN_FLIGHT = 2

/** Attempts that this process remembers; the longest unused are forgotten and read again when they write. */
const MOST_KNOWN = 5_000

const attempts = new Map<string, OpenAttempt>()
const busy = new Set<string>()
let waiting: Waiting[] = []
let inFlight = 0
let isDue = false

/**
 * Keeps the changes of a device. The answer comes after they are committed to disk, never before; changes that were
 * kept earlier are passed over, so a device that heard nothing sends them again. Whatever waits goes into one
 * statement, for many candidates at once.
 *
 * Refuses like `chainChanges`, with not_found for an attempt that is not there.
 */
export function saveAnswers(claim: AttemptClaim, changes: readonly AnswerChange[], now: Date): Promise<Saved> {
  return new Promise((resolve, reject) => {
    waiting.push({ claim, changes, now, tries: 0, resolve, reject })
    sendSoon()
  })
}

/** Once all that has arrived is heard. */
function sendSoon(): void {
  if (isDue) return
  isDue = true
  setImmediate(send)
}

function send(): void {
  isDue = false
  if (inFlight >= MOST_IN_FLIGHT || waiting.length === 0) return
  const [ready, later] = divide(waiting)
  waiting = later
  if (ready.length === 0) return
  for (const { claim } of ready) busy.add(claim.attemptId)
  inFlight += 1
  commit(ready).finally(() => {
    inFlight -= 1
    for (const { claim } of ready) busy.delete(claim.attemptId)
    sendSoon()
  })
}

/** One piece of each attempt that nothing is on its way of; the rest waits for the chain to be known. */
function divide(all: readonly Waiting[]): [ready: Waiting[], later: Waiting[]] {
  const taken = new Set<string>()
  const ready: Waiting[] = []
  const later: Waiting[] = []
  for (const each of all) {
    const { attemptId } = each.claim
    if (busy.has(attemptId) || taken.has(attemptId)) later.push(each)
    else {
      taken.add(attemptId)
      ready.push(each)
    }
  }
  return [ready, later]
}

async function commit(pieces: readonly Waiting[]): Promise<void> {
  try {
    await loadMissing(pieces.map(({ claim }) => claim.attemptId))
    const chained = pieces.map(chain).filter((each) => each !== undefined)
    const moved = await appendEvents(chained)
    for (const { piece, attempt, events } of chained) {
      const last = events.at(-1)
      if (!last) answer(piece, attempt)
      else if (moved.has(attempt.id)) {
        attempt.eventCount = last.seq
        attempt.head = last.link
        attempt.clientSeq = last.clientSeq
        remember(attempt)
        answer(piece, attempt)
      } else again(piece)
    }
  } catch (error) {
    for (const piece of pieces) {
      attempts.delete(piece.claim.attemptId) // whether it was committed is not known: what stands in the database decides
      if (isDeadlock(error)) again(piece)
      else piece.reject(error)
    }
  }
}

function chain(piece: Waiting): (Chained & { piece: Waiting }) | undefined {
  const attempt = attempts.get(piece.claim.attemptId)
  try {
    if (!attempt) throw new Refusal('not_found')
    return { piece, attempt, events: chainChanges(attempt, piece.claim.epoch, piece.changes, piece.now, sha256) }
  } catch (error) {
    if (error instanceof Refusal && attempt && piece.tries === 0) again(piece)
    else piece.reject(error)
    return undefined
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A supervisor may pause an attempt whose time another one has just changed: each such change costs a try. */
const MOST_TRIES = 4

/** Somebody else moved the attempt: once more, from what the database says. */
function again(piece: Waiting): void {
  attempts.delete(piece.claim.attemptId)
  const tries = piece.tries + 1
  if (tries < MOST_TRIES) waiting.push({ ...piece, tries })
  else piece.reject(new Error(`attempt ${piece.claim.attemptId} could not be written`))
}

function answer({ changes, now, resolve }: Waiting, attempt: OpenAttempt): void {
  const savedSeq = Math.min(changes.at(-1)?.seq ?? 0, attempt.clientSeq)
  resolve({ savedSeq, secondsLeft: attempt.time ? secondsLeft(attempt.time, now) : 0 })
}

async function loadMissing(ids: readonly string[]): Promise<void> {
  const missing = ids.filter((id) => !attempts.has(id))
  if (missing.length === 0) return
  for (const attempt of await readOpenAttempts(missing)) remember(attempt)
}

function remember(attempt: OpenAttempt): void {
  attempts.delete(attempt.id)
  attempts.set(attempt.id, attempt)
  if (attempts.size <= MOST_KNOWN) return
  const [oldest] = attempts.keys()
  if (oldest && !busy.has(oldest)) attempts.delete(oldest)
}
