import 'server-only'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import type { SeatState, SessionState } from '@/lib/cat/session'
import { isAsked } from '@/lib/cat/sign-in.server'
import { Refusal } from '@/lib/refusal'

export type SessionLine = {
  id: string
  programme: string
  number: number
  site: string
  zone: string
  startsAt: Date
  state: SessionState
  candidates: number
  registered: number
  finished: number
}

/** The sessions of the actor's agencies, the newest first. */
export async function listSessions(context: Context): Promise<SessionLine[]> {
  const rows = await transact(context, (tx) =>
    tx.execute<SessionLine>(sql`
      select s.id, p.name as programme, s.number, i.name as site, i.time_zone as zone, s.starts_at as "startsAt", s.state,
        count(a.id)::int as candidates, count(a.id) filter (where a.registered_at is not null)::int as registered,
        count(a.id) filter (where a.state = 'finished')::int as finished
      from exam_sessions s
      join exam_programmes p on p.id = s.programme_id
      join exam_sites i on i.id = s.site_id
      left join exam_attempts a on a.session_id = s.id
      where ${ofAgencies(context, sql`s.agency_id`)}
      group by s.id, p.name, i.name, i.time_zone order by s.starts_at desc limit 50`),
  )
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }))
}

export type Seat = {
  attemptId: string
  name: string
  number: string
  formation: string
  roomId: string | null
  room: string | null
  seat: number | null
  state: SeatState
  needsHelp: boolean
  isAsked: boolean // another device wants to go on
  answered: number
  silentSeconds: number | null
  lastSeenAt: Date | null
  allowedSeconds: number
  extraSeconds: number
  deadline: Date | null
  total: number | null
  identityNote: string | null
}

export type Incident = {
  id: string
  kind: 'note' | 'pause' | 'resume' | 'extra_time' | 'seat_move' | 'device_change' | 'late_answers' | 'disqualification'
  reason: string
  seconds: number | null
  who: string | null
  recordedBy: string | null // null: a device
  recordedName: string
  recordedAt: Date
  decidedName: string | null
}

export type SessionView = Omit<SessionLine, 'candidates' | 'registered' | 'finished'> & {
  items: number
  rooms: { id: string; name: string; seats: number; seatsPerRow: number }[]
  seats: Seat[]
  incidents: Incident[]
  isBoardShown: boolean
  minutes: { id: string; code: string; number: string } | null // signed
}

/** A session as the people in charge see it: every seat, and what happened. Refuses with not_found. */
export async function sessionView(context: Context, id: string): Promise<SessionView> {
  const { now } = context
  return transact(context, async (tx) => {
    const [session] = await tx.execute<Omit<SessionView, 'seats' | 'incidents'>>(sql`
      select s.id, p.name as programme, s.number, i.name as site, i.time_zone as zone, s.starts_at as "startsAt", s.state,
        s.is_board_shown as "isBoardShown",
        (select jsonb_build_object('id', d.id, 'code', d.code, 'number', d.number) from issued_documents d
          where d.code = s.minutes_code) as minutes, coalesce(jsonb_array_length(s.content), 0) as items,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'seats', seats, 'seatsPerRow', seats_per_row)
          order by name), '[]') from exam_rooms r join exam_session_rooms x on x.room_id = r.id
          where x.session_id = s.id) as rooms
      from exam_sessions s join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
      where s.id = ${id} and ${ofAgencies(context, sql`s.agency_id`)}`)
    if (!session) throw new Refusal('not_found')
    const seats = await tx.execute<Seat>(sql`
      select a.id as "attemptId", c.name, c.number, f.position_name as formation, a.room_id as "roomId", r.name as room, a.seat, a.state,
        a.needs_help as "needsHelp", ${isAsked(now)} as "isAsked", a.last_seen_at as "lastSeenAt", o.total, a.identity_note as "identityNote",
        extract(epoch from ${now.toISOString()}::timestamptz - a.last_seen_at)::int as "silentSeconds",
        coalesce((select sum(seconds)::int from exam_incidents where attempt_id = a.id and kind = 'extra_time'), 0)
          as "extraSeconds", a.allowed_seconds as "allowedSeconds",
        a.started_at + make_interval(secs => a.allowed_seconds + a.paused_seconds) as deadline,
        (select count(*)::int from (
          select distinct on (item) option from exam_answer_events where attempt_id = a.id order by item, seq desc
        ) e where option is not null) as answered
      from exam_attempts a
      join exam_candidates c on c.id = a.candidate_id
      join exam_formations f on f.id = c.formation_id
      left join exam_rooms r on r.id = a.room_id
      left join exam_scores o on o.attempt_id = a.id
      where a.session_id = ${id} order by r.name nulls last, a.seat nulls last, c.number`)
    const incidents = await tx.execute<Incident>(sql`
      select n.id::text, n.kind::text, n.reason, n.seconds, c.name as who, n.recorded_by as "recordedBy",
        n.recorded_name as "recordedName", n.recorded_at as "recordedAt", n.decided_name as "decidedName"
      from exam_incidents n
      left join exam_attempts a on a.id = n.attempt_id left join exam_candidates c on c.id = a.candidate_id
      where n.session_id = ${id}
      union all
      select l.attempt_id || l.digest, 'late_answers', l.choices, null, c.name, null, l.seat, l.received_at, null
      from exam_late_answers l
      join exam_attempts a on a.id = l.attempt_id join exam_candidates c on c.id = a.candidate_id
      where a.session_id = ${id}
      order by "recordedAt" desc limit 100`)
    return {
      ...session,
      startsAt: new Date(session.startsAt),
      seats: seats.map((seat) => ({ ...seat, lastSeenAt: dateOf(seat.lastSeenAt), deadline: dateOf(seat.deadline) })),
      incidents: incidents.map((each) => ({ ...each, recordedAt: new Date(each.recordedAt) })),
    }
  })
}

function dateOf(value: Date | null): Date | null {
  return value && new Date(value)
}
