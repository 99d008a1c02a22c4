import 'server-only'
import { examDatabase } from '@/db/client.server'
import type { ChainedEvent, OpenAttempt } from '@/lib/cat/answers'
import { GRACE_SECONDS } from '@/lib/cat/clock'
import type { Paper } from '@/lib/cat/paper'

/** An attempt, and the events that follow what it has. */
export type Chained = { attempt: OpenAttempt; events: ChainedEvent[] }

/** Attempts as they stand, with what the device that writes now has sent of each. */
export async function readOpenAttempts(ids: readonly string[]): Promise<OpenAttempt[]> {
  const rows = await examDatabase()<AttemptRow[]>`
    select a.id, a.epoch, a.state, a.allowed_seconds, a.started_at, a.paused_at, a.paused_seconds, a.event_count, a.head,
      coalesce(now() >= a.started_at + make_interval(secs => a.allowed_seconds + a.paused_seconds + ${GRACE_SECONDS}), false)
        as is_over,
      p.paper, coalesce((
        select max(e.client_seq) from exam_answer_events e where e.attempt_id = a.id and e.epoch = a.epoch
      ), 0) as client_seq
    from exam_attempts a join exam_papers p on p.attempt_id = a.id where a.id = any(${ids}::uuid[])`
  return rows.map(openAttempt)
}

type AttemptRow = {
  id: string
  epoch: number
  state: string
  allowed_seconds: number
  started_at: Date | null
  paused_at: Date | null
  paused_seconds: number
  is_over: boolean
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
    isOver: row.is_over,
    paper: row.paper,
    eventCount: row.event_count,
    head: row.head,
    clientSeq: row.client_seq,
  }
}

/**
 * Adds the events of many candidates in one statement. It holds its attempts one after the other in the order of their
 * ids: each moves on if it still stands where its chain begins, is still written by this device, still runs and still has
 * the time by which its events were judged, and only then are they kept. Its rows come as JSON, and an attempt is only
 * ever found by its id: what is joined otherwise is compared each with each, because the database plans for a few rows
 * (docs/decisions/0141).
 *
 * @returns the attempts that moved
 */
export async function appendEvents(chained: readonly Chained[]): Promise<Set<string>> {
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

/**
 * An event with its attempt as all its events found it. Only of the last one, by which the attempt moves, is `before`,
 * `allowed` and `paused` read; the earlier ones, which are few, have the same shape.
 */
function stepOf({ attempt: { id, epoch, eventCount: before, time } }: Chained, event: ChainedEvent | undefined) {
  if (!event) throw new Error('an attempt moves by an event')
  const { seq, clientSeq, item, option, at, isLate, link } = event
  const allowed = time?.allowedSeconds
  const paused = time?.pausedSeconds
  return { id, before, allowed, paused, seq, epoch, client_seq: clientSeq, item, option, at, is_late: isLate, link }
}
