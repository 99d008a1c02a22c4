import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { systemContext } from '@/lib/auth/actor'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { type Chosen, chosenBy } from '@/lib/cat/chosen.server'
import { GRACE_SECONDS } from '@/lib/cat/clock'
import { judgeOutage } from '@/lib/cat/outage.server'
import type { Paper } from '@/lib/cat/paper'
import { passingGradeFindings } from '@/lib/cat/passing-grade'
import { gradeOf } from '@/lib/cat/passing-grade.server'
import { totalOf } from '@/lib/cat/programme'
import { type AnswerKey, scorePaper } from '@/lib/cat/scoring'
import { formKeys } from '@/lib/cat/seal.server'
import { failureOf, log } from '@/lib/log.server'
import { Refusal } from '@/lib/refusal'

/** Attempts that are ended in one transaction: a room finishes within seconds. */
const MOST_TOGETHER = 50

/** An attempt to be ended: by the device that holds it, or by time or a person's order. */
type Wish = { id: string; epoch: number | null; now: Date }
type Waiting = Wish & { resolve: () => void; reject: (error: unknown) => void }

let waiting: Waiting[] = []
let isEnding = false

/**
 * Ends an attempt by the candidate's own wish and scores it; a second time changes nothing. Whoever finishes meanwhile
 * goes together with the next. Refuses with not_found, superseded_device, exam_not_running.
 */
export function finishAttempt({ attemptId, epoch }: AttemptClaim, now: Date): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push({ id: attemptId, epoch, now, resolve, reject })
    if (isEnding) return
    isEnding = true
    setImmediate(endWaiting)
  })
}

async function endWaiting(): Promise<void> {
  while (waiting.length > 0) {
    const together = waiting.slice(0, MOST_TOGETHER)
    waiting = waiting.slice(MOST_TOGETHER)
    const refused = await endAll(together)
    for (const each of together) {
      const why = refused.get(each)
      if (why === undefined) each.resolve()
      else each.reject(why)
    }
  }
  isEnding = false
}

/**
 * Ends what is past its deadline and its grace, whether or not a device is there, but nobody whose time went by while the
 * server was away. One that cannot be ended is logged and keeps nobody else waiting.
 */
export async function finishExpired(now: Date): Promise<void> {
  await judgeOutage(now)
  const due = await transact(systemContext('exam', now), (tx) =>
    tx.execute<{ id: string }>(sql`
      select a.id from exam_attempts a
      where a.end_ordered_at is not null or a.state = 'running' and ${isPastGrace(sql`a`, now)}`),
  )
  const wishes = due.map(({ id }) => ({ id, epoch: null, now }))
  for (let from = 0; from < wishes.length; from += MOST_TOGETHER) {
    for (const [{ id }, why] of await endAll(wishes.slice(from, from + MOST_TOGETHER))) {
      log('exam').error(failureOf(why), `attempt ${id} was not ended`)
    }
  }
}

/** Ends an attempt that somebody has ordered to end; one that cannot be ended is logged, and stays with the sweep. */
export async function endOrdered(id: string, now: Date): Promise<void> {
  for (const why of (await endAll([{ id, epoch: null, now }])).values())
    log('exam').error(failureOf(why), `attempt ${id} was not ended`)
}

/** Whether the deadline of an attempt and its grace are over. */
function isPastGrace(attempt: SQL, now: Date): SQL {
  return sql`coalesce(${attempt}.started_at + make_interval(secs => ${attempt}.allowed_seconds + ${attempt}.paused_seconds
    + ${GRACE_SECONDS}) <= ${now.toISOString()}::timestamptz, false)`
}

/** Ends them together, or each by itself when one of them stands in the way. Answers what was not ended, and why. */
async function endAll<W extends Wish>(wishes: readonly W[]): Promise<Map<W, unknown>> {
  try {
    return await endTogether(wishes)
  } catch (error) {
    const [only] = wishes
    if (only && wishes.length === 1) return new Map([[only, error]])
    const refused = new Map<W, unknown>()
    for (const wish of wishes) for (const [each, why] of await endAll([wish])) refused.set(each, why)
    return refused
  }
}

function endTogether<W extends Wish>(wishes: readonly W[]): Promise<Map<W, unknown>> {
  const now = wishes[0]?.now ?? new Date()
  return transact(systemContext('exam', now), async (tx) => {
    const endings = await lockEndings(
      tx,
      wishes.map(({ id }) => id),
      now,
    )
    const refused = new Map<W, unknown>()
    const ready = new Map<string, Ending & Wish>()
    for (const wish of wishes) {
      const ending = endings.get(wish.id)
      const verdict = verdictOn(ending, wish)
      if (verdict instanceof Refusal) refused.set(wish, verdict)
      else if (ending && verdict === 'end') ready.set(wish.id, { ...ending, ...wish })
    }
    await end(tx, [...ready.values()])
    return refused
  })
}

type Ending = {
  id: string
  agencyId: number
  holder: number
  state: string
  isDue: boolean
  isOrdered: boolean
  paper: Paper
  sessionId: string
  grade: { minimumBySection: Record<string, number>; minimumTotal: number | null; source: string } | null
}

function verdictOn(ending: Ending | undefined, { epoch }: Wish): 'end' | 'ended' | Refusal {
  if (!ending) return new Refusal('not_found')
  if (ending.state === 'finished') return 'ended'
  if (epoch !== null && ending.holder !== epoch) return new Refusal('superseded_device')
  if (ending.isOrdered) return 'end'
  if (epoch === null && !ending.isDue) return 'ended' // time was added since it was found
  if (ending.state === 'running') return 'end'
  return epoch === null ? 'ended' : new Refusal('exam_not_running', { state: ending.state })
}

/** In the order of their ids, so that two who end the same attempts wait for each other and never block each other. */
async function lockEndings(tx: Tx, ids: readonly string[], now: Date): Promise<Map<string, Ending>> {
  const found = await tx.execute<Ending>(sql`
    select a.id, a.agency_id as "agencyId", a.epoch as holder, a.state, ${isPastGrace(sql`a`, now)} as "isDue",
      a.end_ordered_at is not null as "isOrdered", p.paper, s.id as "sessionId",
      (select to_jsonb(own) from (${gradeOf(sql`s.programme_id`, sql`f`)}) own) as grade
    from exam_attempts a
    join exam_papers p on p.attempt_id = a.id
    join exam_sessions s on s.id = a.session_id
    join exam_candidates c on c.id = a.candidate_id
    join exam_formations f on f.id = c.formation_id
    where a.id = any(${sql.param(ids)}::uuid[]) order by a.id for update of a`)
  return new Map(found.map((ending) => [ending.id, ending]))
}

async function end(tx: Tx, endings: readonly (Ending & Wish)[]): Promise<void> {
  if (endings.length === 0) return
  const latest = await chosenBy(
    tx,
    endings.map(({ id }) => id),
  )
  const rows = []
  for (const ending of endings) {
    const keys = await keysOf(tx, ending.sessionId)
    rows.push(scoredRow(ending, latest.get(ending.id) ?? {}, keys))
  }
  await tx.execute(sql`
    with scored as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, agency int, scores jsonb, total int,
        above boolean, findings jsonb, by text, at timestamptz)
    ), ended as (
      update exam_attempts a set state = 'finished', finished_at = coalesce(a.end_ordered_at, s.at),
        finished_by = case when a.end_ordered_at is null then s.by else 'supervisor' end, end_ordered_at = null
      from scored s where a.id = s.id
    )
    insert into exam_scores (attempt_id, agency_id, scores, total, is_above_grade, findings, scored_at)
    select id, agency, scores, total, above, findings, at from scored`)
}

function scoredRow({ id, agencyId, epoch, paper, grade, now }: Ending & Wish, chosen: Chosen, keys: Keys) {
  const items = paper.map(({ place, section }) => ({ itemId: String(place), section }))
  const options = new Map(items.map(({ itemId }, at) => [itemId, chosen[at + 1] ?? null]))
  const scores = scorePaper(items, options, keys)
  const findings = grade ? passingGradeFindings(scores, grade) : []
  const by = epoch === null ? 'time' : 'candidate'
  const above = findings.every(({ met }) => met)
  return { id, agency: agencyId, scores, total: totalOf(scores), above, findings, by, at: now.toISOString() }
}

type Keys = ReadonlyMap<string, AnswerKey>

const MOST_FORMS = 50
const forms = new Map<string, Keys>()

/**
 * The keys of a session by place. All of its candidates finish within minutes and share them, and from its release on
 * they stay as they are: this process reads them once.
 */
async function keysOf(tx: Tx, sessionId: string): Promise<Keys> {
  const known = forms.get(sessionId)
  if (known) return known
  const keys = new Map(
    (await formKeys(tx, sessionId)).flatMap(({ points }, place) =>
      points ? [[String(place), new Map(Object.entries(points))] as const] : [],
    ),
  )
  const [oldest] = forms.keys()
  if (forms.size >= MOST_FORMS && oldest) forms.delete(oldest)
  forms.set(sessionId, keys)
  return keys
}
