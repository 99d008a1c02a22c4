import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { type AskingDevice, stillAsking } from '@/lib/cat/asking-device'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import type { SectionBalance } from '@/lib/cat/form-balance'
import { PROPOSALS } from '@/lib/cat/incident'
import { type Incident, incidentRows } from '@/lib/cat/incidents.server'
import { leakedItems } from '@/lib/cat/item-exposure.server'
import type { PhotoKind } from '@/lib/cat/photo'
import type { SeatState, SessionState } from '@/lib/cat/session'
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

export const SESSIONS_PER_PAGE = 25

/**
 * The sessions of the actor's agencies: those of today, by the clock of their site, and those still held; then those to
 * come, the nearest first; then those that are over, the latest first.
 */
export async function listSessions(context: Context, page: number): Promise<{ rows: SessionLine[]; total: number }> {
  const isToday = sql`(s.state = 'released'
    or (s.starts_at at time zone i.time_zone)::date = (${context.now.toISOString()}::timestamptz at time zone i.time_zone)::date)`
  const part = sql`case when ${isToday} then 0 when s.starts_at > ${context.now.toISOString()}::timestamptz then 1 else 2 end`
  return transact(context, async (tx) => {
    const rows = await tx.execute<SessionLine>(sql`
      select s.id, p.name as programme, s.number, i.name as site, i.time_zone as zone, s.starts_at as "startsAt", s.state,
        count(a.id)::int as candidates, count(a.id) filter (where a.registered_at is not null)::int as registered,
        count(a.id) filter (where a.state = 'finished')::int as finished
      from exam_sessions s
      join exam_programmes p on p.id = s.programme_id
      join exam_sites i on i.id = s.site_id
      left join exam_attempts a on a.session_id = s.id
      where ${ofAgencies(context, sql`s.agency_id`)}
      group by s.id, p.name, i.name, i.time_zone
      order by ${part}, case when ${part} < 2 then s.starts_at end, s.starts_at desc, s.id
      limit ${SESSIONS_PER_PAGE} offset ${(page - 1) * SESSIONS_PER_PAGE}`)
    const [count] = await tx.execute<{ total: number }>(sql`
      select count(*)::int as total from exam_sessions s where ${ofAgencies(context, sql`s.agency_id`)}`)
    return { rows: rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) })), total: count?.total ?? 0 }
  })
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
  askingCodes: string[] // of other devices that want to go on
  answered: number
  silentSeconds: number | null
  lastSeenAt: Date | null
  pending: number // answers on the device that the server does not have, as it said when it was last seen
  allowedSeconds: number
  extraSeconds: number
  deadline: Date | null
  total: number | null
  identityNote: string | null
  face: 'same' | 'unlike' | null // beside the photo of the registration
  photos: PhotoKind[] // that are there, the one of the registration first
}

export type SessionView = Omit<SessionLine, 'candidates' | 'registered' | 'finished'> & {
  items: number
  leakedItems: number // of its papers, that are known outside
  balance: SectionBalance[] | null // how difficult its form is; null before it has one
  rooms: { id: string; name: string; seats: number; seatsPerRow: number }[]
  seats: Seat[]
  incidents: Incident[] // those that wait for a second person, then the newest
  olderIncidents: number // that are not among them
  isBoardShown: boolean
  cancelled: { at: Date; reason: string; by: string } | null
  minutes: { id: string; code: string; number: string } | null // signed
  halfSigned: { by: string; witness: string; witnessId: string } | null // by the supervisor alone
}

/** A session as the people in charge see it: every seat, and what happened. Refuses with not_found. */
export async function sessionView(context: Context, id: string): Promise<SessionView> {
  const { now } = context
  return transact(context, async (tx) => {
    const [session] = await tx.execute<Omit<SessionView, 'seats' | 'incidents' | 'olderIncidents'>>(sql`
      select s.id, p.name as programme, s.number, i.name as site, i.time_zone as zone, s.starts_at as "startsAt", s.state,
        s.is_board_shown as "isBoardShown", s.balance, ${leakedItems} as "leakedItems",
        (select jsonb_build_object('at', s.voided_at, 'reason', s.void_reason, 'by', s.voided_name)
          where s.voided_at is not null) as cancelled,
        (select jsonb_build_object('id', d.id, 'code', d.code, 'number', d.number) from issued_documents d
          where d.code = s.minutes_code) as minutes,
        (select jsonb_build_object('by', s.minutes_draft #>> '{request,official,name}',
          'witness', s.minutes_draft #>> '{witness,name}', 'witnessId', s.minutes_draft #>> '{witness,accountId}')
          where s.minutes_draft is not null) as "halfSigned", coalesce(jsonb_array_length(s.content), 0) as items,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'seats', seats, 'seatsPerRow', seats_per_row)
          order by name), '[]') from exam_rooms r join exam_session_rooms x on x.room_id = r.id
          where x.session_id = s.id) as rooms
      from exam_sessions s join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
      where s.id = ${id} and ${ofAgencies(context, sql`s.agency_id`)}`)
    if (!session) throw new Refusal('not_found')
    const seats = await tx.execute<Omit<Seat, 'askingCodes'> & { asking: AskingDevice[] }>(sql`
      select a.id as "attemptId", c.name, c.number, f.position_name as formation, a.room_id as "roomId", r.name as room, a.seat, a.state,
        a.needs_help as "needsHelp", a.asking, a.last_seen_at as "lastSeenAt", a.pending_answers as pending, o.total, a.identity_note as "identityNote", a.face,
        array(select kind from exam_photos where candidate_id = a.candidate_id order by kind desc) as photos,
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
    const { incidents, older } = await newestIncidents(tx, id)
    return {
      ...session,
      startsAt: new Date(session.startsAt),
      cancelled: session.cancelled && { ...session.cancelled, at: new Date(session.cancelled.at) },
      seats: seats.map(({ asking, ...seat }) => ({
        ...seat,
        askingCodes: stillAsking(asking, now).map(({ code }) => code),
        lastSeenAt: dateOf(seat.lastSeenAt),
        deadline: dateOf(seat.deadline),
      })),
      incidents,
      olderIncidents: older,
    }
  })
}

const MOST_INCIDENTS = 100

/** Those that wait for a second person, all of them, then the newest of the others. */
async function newestIncidents(tx: Tx, sessionId: string): Promise<{ incidents: Incident[]; older: number }> {
  const rows = await tx.execute<Incident & { at: number; others: number }>(sql`
    with all_of_them as (
      select i.*, "decidedName" is null and "declinedName" is null and kind = any(${sql.param([...PROPOSALS])}::text[]) as is_pending
      from (${incidentRows(sessionId)}) i
    ), placed as (
      select *, row_number() over (partition by is_pending order by "recordedAt" desc)::int as at,
        count(*) filter (where not is_pending) over ()::int as others from all_of_them
    )
    select * from placed where is_pending or at <= ${MOST_INCIDENTS} order by is_pending desc, "recordedAt" desc`)
  return {
    incidents: rows.map(({ at: _, others: __, ...row }) => ({ ...row, recordedAt: new Date(row.recordedAt) })),
    older: Math.max(0, (rows[0]?.others ?? 0) - MOST_INCIDENTS),
  }
}

function dateOf(value: Date | null): Date | null {
  return value && new Date(value)
}
