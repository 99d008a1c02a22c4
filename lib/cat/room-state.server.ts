import 'server-only'
import { sql } from 'drizzle-orm'
import { examDatabase, transact } from '@/db/client.server'
import { visitorContext } from '@/lib/auth/actor'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { type AttemptTime, secondsLeft } from '@/lib/cat/clock'
import type { RoomResult, RoomSection, RoomState, RoomWork } from '@/lib/cat/room'
import { Refusal } from '@/lib/refusal'

/** What a waiting or working device asks for again and again. */
export type Pulse = { stage: RoomState['stage']; secondsLeft: number | null; needsHelp: boolean }

type PulseRow = TimeRow & { state: string; session: string; epoch: number; needs_help: boolean }
type TimeRow = { started_at: Date | null; allowed_seconds: number; paused_seconds: number; paused_at: Date | null }

/**
 * Says that the device is there, which is written down until the attempt has ended, and hears how it stands. Refuses with
 * not_found, superseded_device.
 */
export async function pulse(claim: AttemptClaim, now: Date, pendingAnswers = 0): Promise<Pulse> {
  const rows = await examDatabase()<PulseRow[]>`
    with seen as (
      update exam_attempts set last_seen_at = now(), pending_answers = ${pendingAnswers} where ${isOpenTo(claim)}
    )
    select a.state, s.state as session, a.epoch, a.needs_help, a.started_at, a.allowed_seconds, a.paused_seconds,
      a.paused_at
    from exam_attempts a join exam_sessions s on s.id = a.session_id
    where a.id = ${claim.attemptId} and a.epoch = ${claim.epoch}`
  const [row] = rows
  if (!row) throw new Refusal('superseded_device')
  return { stage: stageOf(row.state, row.session), secondsLeft: leftOf(row, now), needsHelp: row.needs_help }
}

/** Begins the time of a candidate whose session is released; a second time changes nothing. Refuses with exam_not_running. */
export async function startAttempt(claim: AttemptClaim): Promise<void> {
  const rows = await examDatabase()`
    update exam_attempts a set state = 'running', started_at = now(), last_seen_at = now() from exam_sessions s
    where a.id = ${claim.attemptId} and a.epoch = ${claim.epoch} and s.id = a.session_id and s.state = 'released'
      and a.state = 'registered'
    returning 1`
  if (rows.length === 0) await pulse(claim, new Date()) // refuses a device that was replaced
}

/** Which questions the candidate is unsure about, so that they follow to another device. */
export async function keepFlags(claim: AttemptClaim, flags: readonly number[]): Promise<void> {
  await examDatabase()`
    update exam_attempts set flags = ${JSON.stringify(flags)}::text::jsonb where ${isOpenTo(claim)}`
}

/** The candidate calls the supervisor, or needs nothing any more. */
export async function callHelp(claim: AttemptClaim, isNeeded: boolean): Promise<void> {
  await examDatabase()`
    update exam_attempts set needs_help = ${isNeeded} where ${isOpenTo(claim)}`
}

/** Whether the attempt still is the device's to write to. */
function isOpenTo({ attemptId, epoch }: AttemptClaim) {
  return examDatabase()`
    id = ${attemptId} and epoch = ${epoch} and state in ('registered', 'running', 'paused')`
}

/** The sealed content of a session, the same for all of its candidates. */
export async function sealedContent(claim: AttemptClaim): Promise<{ session: string; content: string }> {
  const [row] = await examDatabase()<{ id: string; sealed_content: string | null }[]>`
    select s.id, s.sealed_content from exam_attempts a join exam_sessions s on s.id = a.session_id
    where a.id = ${claim.attemptId}`
  if (!row?.sealed_content) throw new Refusal('not_found')
  return { session: row.id, content: row.sealed_content }
}

type StateRow = PulseRow & {
  session_id: string
  name: string
  number: string
  programme: string
  sections: RoomSection[]
  session_number: number
  site: string
  zone: string
  room: string | null
  seat: number | null
  content_key: string | null
  paper: RoomWork['paper']
  flags: number[]
  answers: Record<string, string | null> | null
  client_seq: number
  answered_epoch: number
  answered_seq: number
  scores: Record<string, number> | null
  total: number | null
  is_above_grade: boolean | null
  findings: RoomResult['findings'] | null
  finished_at: Date | null
  finished_by: string | null
  head: string
  receipt: RoomState['receipt']
  notices: RoomState['notices'] | null
  void_reason: string | null
}

/** Everything that one device may know. Refuses with not_found, superseded_device. */
export async function roomState({ attemptId, epoch }: AttemptClaim, now: Date): Promise<RoomState> {
  const [row] = await transact(visitorContext('exam', now), (tx) =>
    tx.execute<StateRow>(sql`
      select a.state, s.state as session, a.epoch, a.needs_help, a.started_at, a.allowed_seconds, a.paused_seconds,
        a.paused_at, s.id as session_id, c.name, c.number, p.name as programme, p.sections,
        s.number as session_number, i.name as site, i.time_zone as zone, r.name as room, a.seat, s.content_key,
        d.paper, a.flags, a.finished_at, a.finished_by, a.head, o.scores, o.total, o.is_above_grade, o.findings, b.receipt,
        s.void_reason,
        (select jsonb_object_agg(item, option) from (
          select distinct on (item) item, option from exam_answer_events where attempt_id = a.id order by item, seq desc
        ) e) as answers,
        coalesce((select max(client_seq) from exam_answer_events where attempt_id = a.id and epoch = a.epoch), 0)
          as client_seq,
        coalesce(w.epoch, 0) as answered_epoch, coalesce(w.client_seq, 0) as answered_seq,
        (select jsonb_agg(jsonb_build_object('kind', kind, 'reason', reason, 'seconds', seconds) order by recorded_at)
          from exam_incidents where attempt_id = a.id and (kind in ('pause', 'outage', 'extra_time', 'end')
            or kind = 'disqualification' and a.state = 'disqualified')) as notices
      from exam_attempts a
      join exam_sessions s on s.id = a.session_id
      join exam_programmes p on p.id = s.programme_id
      join exam_sites i on i.id = s.site_id
      join exam_candidates c on c.id = a.candidate_id
      join exam_papers d on d.attempt_id = a.id
      left join exam_rooms r on r.id = a.room_id
      left join lateral (
        select epoch, client_seq from exam_answer_events where attempt_id = a.id order by seq desc limit 1
      ) w on true
      left join exam_scores o on o.attempt_id = a.id
      left join exam_receipts b on b.attempt_id = a.id
      where a.id = ${attemptId}`),
  )
  if (!row) throw new Refusal('not_found')
  if (row.epoch !== epoch) throw new Refusal('superseded_device')
  const stage = stageOf(row.state, row.session)
  const isBegun = stage === 'running' || stage === 'paused'
  return {
    now: now.toISOString(),
    stage,
    candidate: { name: row.name, number: row.number },
    exam: {
      name: row.programme,
      session: row.session_number,
      site: row.site,
      zone: row.zone,
      sections: row.sections.map(({ code, name, itemCount, pointsPerItem }) => ({
        code,
        name,
        itemCount,
        pointsPerItem,
      })),
      minutes: Math.round(row.allowed_seconds / 60),
    },
    seat: row.room && row.seat ? { room: row.room, number: row.seat } : null,
    sessionId: row.session_id,
    secondsLeft: leftOf(row, now),
    notices: noticesOf(row),
    needsHelp: row.needs_help,
    work: isBegun && row.content_key ? workOf(row, row.content_key) : null,
    result: row.scores && stage === 'finished' ? resultOf(row) : null,
    receipt: row.receipt,
  }
}

function noticesOf({ notices, void_reason: reason }: StateRow): RoomState['notices'] {
  return [...(notices ?? []), ...(reason === null ? [] : [{ kind: 'void', reason, seconds: null }])]
}

function workOf(row: StateRow, contentKey: string): RoomWork {
  return {
    contentKey,
    paper: row.paper,
    answers: chosenOf(row.answers),
    flags: row.flags,
    savedSeq: row.client_seq,
    epoch: row.epoch,
    answeredEpoch: row.answered_epoch,
    answeredSeq: row.answered_seq,
  }
}

function resultOf(row: StateRow): RoomResult {
  return {
    scores: row.scores ?? {},
    total: row.total ?? 0,
    isAboveGrade: row.is_above_grade ?? false,
    findings: row.findings ?? [],
    isFinal: row.session === 'closed',
    finishedAt: new Date(row.finished_at ?? 0).toISOString(),
    finishedBy: row.finished_by ?? '',
    answered: Object.keys(chosenOf(row.answers)).length,
    head: row.head,
  }
}

function chosenOf(answers: StateRow['answers']): Record<string, string> {
  return Object.fromEntries(Object.entries(answers ?? {}).filter((each): each is [string, string] => each[1] !== null))
}

const STAGES = ['running', 'paused', 'finished', 'disqualified', 'absent', 'void'] as const

function stageOf(state: string, session: string): RoomState['stage'] {
  if (state === 'registered') return session === 'released' ? 'ready' : 'waiting'
  const stage = STAGES.find((each) => each === state)
  if (stage) return stage
  throw new Refusal('exam_not_running', { state })
}

function leftOf(row: TimeRow, now: Date): number | null {
  if (!row.started_at) return null
  const time: AttemptTime = {
    startedAt: new Date(row.started_at),
    allowedSeconds: row.allowed_seconds,
    pausedSeconds: row.paused_seconds,
    pausedAt: row.paused_at && new Date(row.paused_at),
  }
  return secondsLeft(time, now)
}
