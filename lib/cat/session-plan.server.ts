import 'server-only'
import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { holdCandidates } from '@/lib/cat/candidate-known.server'
import { ofAgencies, visibleProgrammes } from '@/lib/cat/exam-scope.server'
import { holdProgramme } from '@/lib/cat/programme-hold.server'
import {
  allowedSeconds,
  BETWEEN_SESSIONS_SECONDS,
  instantOf,
  occupiedSeconds,
  type sessionInput,
} from '@/lib/cat/session-plan'
import { Refusal } from '@/lib/refusal'
import { siteZone } from '@/lib/zones-abroad'

type Programme = Parameters<typeof allowedSeconds>[0] & { isConfirmed: boolean }

/**
 * Plans a session or changes one that is not published. Refuses with not_found, stale, wrong_state, and on their fields
 * cat.programme_unconfirmed, cat.session_past, cat.session_taken (the site has one at that time), cat.room_busy and
 * cat.rooms_too_small (for who is in it already).
 */
export function saveSession(context: Context, input: z.output<typeof sessionInput>): Promise<string> {
  return transact(context, async (tx) => {
    const before = input.id === null ? undefined : await lockPlan(tx, context, input.id)
    if (before && before.version !== input.version) throw new Refusal('stale')
    if (before && (before.state !== 'planned' || before.publishedAt))
      throw new Refusal('wrong_state', { state: before.state, event: 'save' })
    const programmeId = before?.programmeId ?? input.programmeId // its candidates are of that programme
    await holdProgramme(tx, programmeId)
    const programme = await getProgramme(tx, context, programmeId)
    if (!programme.isConfirmed) throw Refusal.onField('programmeId', 'cat.programme_unconfirmed')
    const site = await lockSite(tx, context, input.siteId)
    const startsAt = instantOf(input.startsOn, input.startsAtTime, siteZone(site.zone))
    if (startsAt <= context.now) throw Refusal.onField('startsOn', 'cat.session_past')
    await refuseBusy(tx, input, startsAt, occupiedSeconds(programme))
    const id = before?.id ?? (await insertSession(tx, programmeId, input.siteId, site.agencyId, startsAt))
    await tx.execute(sql`
      update exam_sessions set site_id = ${input.siteId}, starts_at = ${startsAt.toISOString()}, version = version + 1
      where id = ${id}`)
    await chooseRooms(tx, id, input, site.agencyId)
    const after = { siteId: input.siteId, startsAt: startsAt.toISOString(), roomIds: input.roomIds }
    await recordAudit(tx, context, 'exam.save_session', before ?? null, after, {
      agencyId: site.agencyId,
      subjectId: id,
    })
    return id
  })
}

/**
 * Fills the free seats of a session with candidates of its programme who are in none yet, by number: those who chose its
 * site before those who may sit anywhere, and nobody who chose another one. Answers how many.
 * Refuses with not_found, wrong_state, cat.session_full, cat.nobody_unscheduled.
 */
export function assignCandidates(context: Context, id: string): Promise<number> {
  return transact(context, async (tx) => {
    const session = await lockPlan(tx, context, id)
    if (session.state !== 'planned') throw new Refusal('wrong_state', { state: session.state, event: 'assign' })
    await holdCandidates(tx, session)
    await holdRooms(tx, id)
    const { seats, assigned } = await seatsOf(tx, id)
    if (assigned >= seats) throw new Refusal('cat.session_full')
    const programme = await getProgramme(tx, context, session.programmeId)
    const chosen = await tx.execute<{ id: string; accommodation: string | null; formationKind: string }>(sql`
      select c.id, c.accommodation, f.formation_kind as "formationKind"
      from exam_candidates c join exam_formations f on f.id = c.formation_id
      where c.programme_id = ${session.programmeId} and c.agency_id = ${session.agencyId} and not c.is_disqualified
        and not exists (select from exam_attempts a where a.candidate_id = c.id and a.state <> 'void')
        and coalesce(c.chosen_site_id, ${session.siteId}) = ${session.siteId}
      order by c.chosen_site_id is null, c.number limit ${seats - assigned}`)
    if (chosen.length === 0) throw new Refusal('cat.nobody_unscheduled')
    const rows = chosen.map((each) => ({ candidate: each.id, seconds: allowedSeconds(programme, each) }))
    await tx.execute(sql`
      insert into exam_attempts (session_id, candidate_id, agency_id, allowed_seconds)
      select ${id}, candidate, ${session.agencyId}, seconds
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (candidate uuid, seconds int)`)
    const subject = { agencyId: session.agencyId, subjectId: id }
    await recordAudit(tx, context, 'exam.assign', { assigned }, { assigned: assigned + chosen.length }, subject)
    return chosen.length
  })
}

/** Takes everybody out of a session again, while nobody has a card or a paper. Refuses with not_found, wrong_state. */
export function clearSession(context: Context, id: string): Promise<void> {
  return transact(context, async (tx) => {
    const session = await lockPlan(tx, context, id)
    if (session.state !== 'planned' || session.publishedAt)
      throw new Refusal('wrong_state', { state: session.state, event: 'assign' })
    const begun = await tx.execute(sql`
      select from exam_attempts a where session_id = ${id}
        and (state <> 'scheduled' or exists (select from exam_papers where attempt_id = a.id)) limit 1`)
    if (begun.length > 0) throw new Refusal('wrong_state', { state: 'begun', event: 'assign' })
    const gone = await tx.execute(sql`delete from exam_attempts where session_id = ${id} returning id`)
    const subject = { agencyId: session.agencyId, subjectId: id }
    await recordAudit(tx, context, 'exam.assign', { assigned: gone.length }, { assigned: 0 }, subject)
  })
}

/** Lets candidates have their cards. Refuses with not_found, wrong_state, cat.session_empty, cat.session_past. */
export function publishSession(context: Context, id: string): Promise<void> {
  return transact(context, async (tx) => {
    const session = await lockPlan(tx, context, id)
    if (session.state === 'void') throw new Refusal('wrong_state', { state: 'void', event: 'publish' })
    if (session.publishedAt) throw new Refusal('wrong_state', { state: 'published', event: 'publish' })
    if (session.startsAt <= context.now) throw new Refusal('cat.session_past')
    const { assigned } = await seatsOf(tx, id)
    if (assigned === 0) throw new Refusal('cat.session_empty')
    await tx.execute(sql`
      update exam_sessions set published_at = ${context.now.toISOString()}, version = version + 1 where id = ${id}`)
    const after = { published: true, candidates: assigned }
    await recordAudit(tx, context, 'exam.publish', null, after, { agencyId: session.agencyId, subjectId: id })
  })
}

type Plan = {
  id: string
  programmeId: string
  siteId: string
  agencyId: number
  state: string
  startsAt: Date
  publishedAt: Date | null
  version: number
}

async function lockPlan(tx: Tx, context: Context, id: string): Promise<Plan> {
  const [found] = await tx.execute<Plan>(sql`
    select id, programme_id as "programmeId", site_id as "siteId", agency_id as "agencyId", state, starts_at as "startsAt",
      published_at as "publishedAt", version
    from exam_sessions where id = ${id} and ${ofAgencies(context, sql`agency_id`)} for no key update`)
  if (!found) throw new Refusal('not_found')
  return { ...found, startsAt: new Date(found.startsAt) }
}

async function getProgramme(tx: Tx, context: Context, id: string): Promise<Programme> {
  const [found] = await tx.execute<Programme>(sql`
    select duration_seconds as "durationSeconds", accommodated_seconds as "accommodatedSeconds",
      accommodated_kinds as "accommodatedKinds", is_confirmed as "isConfirmed" from exam_programmes where id = ${id} and ${visibleProgrammes(context)}`)
  if (!found) throw new Refusal('not_found')
  return found
}

async function lockSite(tx: Tx, context: Context, id: string): Promise<{ zone: string; agencyId: number }> {
  const [found] = await tx.execute<{ zone: string; agencyId: number }>(sql`
    select time_zone as zone, agency_id as "agencyId" from exam_sites
    where id = ${id} and ${ofAgencies(context, sql`agency_id`)} for update`)
  if (!found) throw new Refusal('not_found')
  return found
}

/** The site is locked, so nobody plans beside it meanwhile. */
async function refuseBusy(
  tx: Tx,
  { id, siteId, roomIds }: z.output<typeof sessionInput>,
  startsAt: Date,
  seconds: number,
): Promise<void> {
  const at = startsAt.toISOString()
  const others = await tx.execute<{ number: number; isSameTime: boolean; room: string | null }>(sql`
    select s.number, s.starts_at = ${at} as "isSameTime", (
        select r.name from exam_session_rooms x join exam_rooms r on r.id = x.room_id
        where x.session_id = s.id and x.room_id = any(${uuids(roomIds)}) order by r.name limit 1
      ) as room
    from exam_sessions s join exam_programmes p on p.id = s.programme_id
    where s.site_id = ${siteId} and s.id is distinct from ${id} and s.state <> 'void' and (s.starts_at = ${at} or (s.state <> 'closed'
      and s.starts_at < ${at}::timestamptz + make_interval(secs => ${seconds})
      and ${at}::timestamptz < s.starts_at + make_interval(secs => ${BETWEEN_SESSIONS_SECONDS} + greatest(p.duration_seconds,
        (select coalesce(max(value::int), 0) from jsonb_each_text(p.accommodated_seconds))))))
    order by s.starts_at`)
  const same = others.find(({ isSameTime }) => isSameTime)
  if (same) throw Refusal.onField('startsAtTime', 'cat.session_taken', { number: same.number })
  const busy = others.find(({ room }) => room !== null)
  if (busy) throw Refusal.onField('roomIds', 'cat.room_busy', { room: busy.room, number: busy.number })
}

async function insertSession(tx: Tx, programmeId: string, siteId: string, agencyId: number, startsAt: Date) {
  const [made] = await tx.execute<{ id: string }>(sql`
    insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at)
    select ${programmeId}, ${siteId}, ${agencyId}, coalesce(max(number), 0) + 1, ${startsAt.toISOString()}
    from exam_sessions where programme_id = ${programmeId} and agency_id = ${agencyId} returning id`)
  if (!made) throw new Error('the session was not stored')
  return made.id
}

async function chooseRooms(
  tx: Tx,
  sessionId: string,
  { siteId, roomIds }: z.output<typeof sessionInput>,
  agencyId: number,
): Promise<void> {
  await tx.execute(sql`delete from exam_session_rooms where session_id = ${sessionId}`)
  const rooms = await tx.execute(sql`
    insert into exam_session_rooms (session_id, room_id, agency_id)
    select ${sessionId}, id, ${agencyId} from exam_rooms where site_id = ${siteId} and id = any(${uuids(roomIds)})
    returning room_id`)
  if (rooms.length < new Set(roomIds).size) throw new Refusal('not_found')
  const { seats, assigned } = await seatsOf(tx, sessionId)
  if (assigned > seats) throw Refusal.onField('roomIds', 'cat.rooms_too_small', { seats, assigned })
}

/** Their seats stay as they are while somebody is given one. */
async function holdRooms(tx: Tx, sessionId: string): Promise<void> {
  await tx.execute(sql`
    select from exam_rooms r join exam_session_rooms x on x.room_id = r.id where x.session_id = ${sessionId}
    order by r.id for share of r`)
}

async function seatsOf(tx: Tx, sessionId: string): Promise<{ seats: number; assigned: number }> {
  const [found] = await tx.execute<{ seats: number; assigned: number }>(sql`
    select (select coalesce(sum(r.seats), 0)::int from exam_session_rooms x join exam_rooms r on r.id = x.room_id
        where x.session_id = ${sessionId}) as seats,
      (select count(*)::int from exam_attempts where session_id = ${sessionId}) as assigned`)
  return found ?? { seats: 0, assigned: 0 }
}

function uuids(ids: readonly string[]) {
  return sql`${`{${ids.join(',')}}`}::uuid[]`
}
