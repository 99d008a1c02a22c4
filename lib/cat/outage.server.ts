import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { onceMore } from '@/db/deadlock.server'
import { recordAudits } from '@/lib/audit.server'
import { type Context, systemContext } from '@/lib/auth/actor'

/**
 * A silence that is longer than this is made good. A restart takes twenty seconds: nobody's exam stops for that, and a
 * supervisor has read and pressed nothing in less than a minute, so that to stop everybody would cost more than it gives.
 */
export const OUTAGE_SECONDS = 60

/** Nobody's time is judged on what this process learnt longer ago: half of the silence that counts. */
const SURE_SECONDS = OUTAGE_SECONDS / 2

/** A process that is stopped in the middle of its look keeps no other from looking. */
const MOST_IDLE = '15s'

let lookedAt: Date | undefined
let looking: Promise<void> | undefined

/**
 * What has to be waited for before anybody's time is judged: whether the server was away. Undefined while this process
 * knows that it was not; a device that is the first to come back after an outage waits.
 */
export function outageToJudge(now: Date): Promise<void> | undefined {
  const isSure = lookedAt && Math.abs(now.getTime() - lookedAt.getTime()) < SURE_SECONDS * 1000
  return isSure ? undefined : judgeOutage(now)
}

/**
 * Says that the server is there. When it had said so too long ago, it or its database was away: everybody who was at work
 * then and had time left stands still as of the last word, and goes on when the supervisor says so, with all the time
 * that was left. Of several processes the first one that is back judges, and one that was there all along is enough.
 */
export function judgeOutage(now: Date): Promise<void> {
  looking ??= look(now).finally(() => {
    looking = undefined
  })
  return looking
}

async function look(now: Date): Promise<void> {
  const context = systemContext('outage', now)
  await onceMore(() =>
    transact(context, async (tx) => {
      await tx.execute(sql`select set_config('idle_in_transaction_session_timeout', ${MOST_IDLE}, true)`)
      const silence = await beat(tx)
      if (silence && silence.seconds > OUTAGE_SECONDS) await pauseSince(tx, context, silence.since)
    }),
  )
  lookedAt = now
}

type Silence = { since: string; seconds: number }

/** How long nobody had said that the server is there, the one before who says it now; whoever says it waits for the other. */
async function beat(tx: Tx): Promise<Silence | undefined> {
  const [last] = await tx.execute<{ at: string }>(sql`select at::text from exam_heartbeat for update`)
  if (!last) {
    await tx.execute(sql`insert into exam_heartbeat (at) values (clock_timestamp()) on conflict do nothing`)
    return undefined
  }
  const [now] = await tx.execute<{ seconds: number }>(sql`
    update exam_heartbeat set at = clock_timestamp() returning extract(epoch from at - ${last.at}::timestamptz)::float as seconds`)
  return now && { since: last.at, seconds: now.seconds }
}

/**
 * From the last word on that anybody at work had from the server, which may be later than the last time that it said it
 * is there, but not by more than a device is answered without a look.
 */
async function pauseSince(tx: Tx, context: Context, beatAt: string): Promise<void> {
  const [silence] = await tx.execute<Silence>(sql`
    with heard as (
      select greatest(${beatAt}::timestamptz, least(coalesce(max(last_seen_at), '-infinity'),
        ${beatAt}::timestamptz + make_interval(secs => ${SURE_SECONDS}))) as at from exam_attempts where state = 'running'
    )
    select at::text as since, ceil(extract(epoch from clock_timestamp() - at))::int as seconds from heard`)
  if (!silence || silence.seconds <= OUTAGE_SECONDS) return
  const attempts = await tx.execute<{ id: string; agencyId: number; state: string; seat: number | null }>(sql`
    select a.id, a.agency_id as "agencyId", a.state, a.seat
    from exam_attempts a join exam_sessions s on s.id = a.session_id
    where a.state = 'running' and s.state = 'released'
      and a.started_at + make_interval(secs => a.allowed_seconds + a.paused_seconds) > ${silence.since}::timestamptz
    order by a.id for no key update of a`)
  await tx.execute(sql`
    with paused as (
      update exam_attempts a set state = 'paused', paused_at = ${silence.since}::timestamptz
      where id = any(${sql.param(attempts.map(({ id }) => id))}::uuid[]) returning id, session_id, agency_id
    )
    insert into exam_incidents (session_id, attempt_id, agency_id, kind, reason, seconds, recorded_name, recorded_at)
    select session_id, id, agency_id, 'outage', '', ${silence.seconds}, 'Sistem', ${silence.since}::timestamptz from paused`)
  const changes = attempts.map(({ id, agencyId, ...before }) => ({
    before,
    after: { state: 'paused', since: silence.since, seconds: silence.seconds },
    subject: { agencyId, subjectId: id },
  }))
  await recordAudits(tx, context, 'exam.pause', changes)
}
