import 'server-only'
import { createHash } from 'node:crypto'
import { examDatabase } from '@/db/client.server'
import { type AnswerChange, type ChainedEvent, chainChanges, type OpenAttempt } from '@/lib/cat/answers'
import { GRACE_SECONDS, secondsLeft } from '@/lib/cat/clock'
import { isDeadlock } from '@/lib/cat/deadlock.server'
import type { Paper } from '@/lib/cat/paper'
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

type Chained = { piece: Waiting; attempt: OpenAttempt; events: ChainedEvent[] }

async function commit(pieces: readonly Waiting[]): Promise<void> {
  try {
    await loadMissing(pieces.map(({ claim }) => claim.attemptId))
    const chained = pieces.map(chain).filter((each) => each !== undefined)
    const moved = await append(chained)
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

function chain(piece: Waiting): Chained | undefined {
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
  const rows = await examDatabase()<AttemptRow[]>`
    select a.id, a.epoch, a.state, a.allowed_seconds, a.started_at, a.paused_at, a.paused_seconds, a.event_count, a.head,
      p.paper, coalesce((
        select max(e.client_seq) from exam_answer_events e where e.attempt_id = a.id and e.epoch = a.epoch
      ), 0) as client_seq
    from exam_attempts a join exam_papers p on p.attempt_id = a.id where a.id = any(${missing}::uuid[])`
  for (const row of rows) remember(openAttempt(row))
}

function remember(attempt: OpenAttempt): void {
  attempts.delete(attempt.id)
  attempts.set(attempt.id, attempt)
  if (attempts.size <= MOST_KNOWN) return
  const [oldest] = attempts.keys()
  if (oldest && !busy.has(oldest)) attempts.delete(oldest)
}

type AttemptRow = {
  id: string
  epoch: number
  state: string
  allowed_seconds: number
  started_at: Date | null
  paused_at: Date | null
  paused_seconds: number
  event_count: number
  head: string
  paper: Paper
  client_seq: number
}

function openAttempt(row: AttemptRow): OpenAttempt {
  return {
    id: row.id,
    epoch: row.epoch,
    state: row.state,
    time: row.started_at && {
      startedAt: row.started_at,
      allowedSeconds: row.allowed_seconds,
      pausedSeconds: row.paused_seconds,
      pausedAt: row.paused_at,
    },
    paper: row.paper,
    eventCount: row.event_count,
    head: row.head,
    clientSeq: row.client_seq,
  }
}

/**
 * One statement. It holds its attempts one after the other in the order of their ids: each moves on if it still stands
 * where its chain begins, is still written by this device, still runs and still has the time by which its events were
 * judged, and only then are they kept. Its rows come as JSON, and an attempt is only ever found by its id: what is joined
 * otherwise is compared each with each, because the database plans for a few rows (docs/decisions/0141).
 *
 * @returns the attempts that moved
 */
async function append(chained: readonly Chained[]): Promise<Set<string>> {
  const moving = chained.filter(({ events }) => events.length > 0).sort(byId)
  if (moving.length === 0) return new Set()
  const steps = moving.map((each) => stepOf(each, each.events.at(-1)))
  const earlier = moving.flatMap((each) => each.events.slice(0, -1).map((event) => stepOf(each, event)))
  const rows = await examDatabase()<{ id: string }[]>`
    with held as (
      select step.*
      from json_to_recordset(${JSON.stringify(steps)}::text::json) as step(
        id uuid, before int, allowed int, paused int, seq int, epoch smallint, client_seq int, item smallint,
        option text, at bigint, is_late boolean, link text
      )
      cross join lateral (
        select from exam_attempts a
        where a.id = step.id and a.epoch = step.epoch and a.event_count = step.before and a.state = 'running'
          and a.allowed_seconds = step.allowed and a.paused_seconds = step.paused
          and now() < a.started_at + make_interval(secs => a.allowed_seconds + a.paused_seconds + ${GRACE_SECONDS})
        for no key update
      ) a
    ), moved as (
      update exam_attempts a set event_count = held.seq, head = held.link, last_seen_at = now()
      from held where a.id = held.id
      returning a.id, held.seq, held.epoch, held.client_seq, held.item, held.option, held.at, held.is_late, held.link
    ), kept as (
      insert into exam_answer_events (attempt_id, seq, epoch, client_seq, item, option, at, is_late, link)
      select * from moved
      union all
      select e.*
      from json_to_recordset(${JSON.stringify(earlier)}::text::json) as e(
        id uuid, seq int, epoch smallint, client_seq int, item smallint, option text, at bigint, is_late boolean,
        link text
      )
      where e.id = any(array(select id from moved))
    )
    select id from moved`
  return new Set(rows.map(({ id }) => id))
}

function byId(one: Chained, other: Chained): number {
  return one.attempt.id < other.attempt.id ? -1 : 1
}

/** An event with its attempt as all its events found it. */
function stepOf({ attempt: { id, epoch, eventCount: before, time } }: Chained, event: ChainedEvent | undefined) {
  if (!event) throw new Error('an attempt moves by an event')
  const { seq, clientSeq, item, option, at, isLate, link } = event
  const allowed = time?.allowedSeconds
  const paused = time?.pausedSeconds
  return { id, before, allowed, paused, seq, epoch, client_seq: clientSeq, item, option, at, is_late: isLate, link }
}
