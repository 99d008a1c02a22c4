import 'server-only'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { ofAgencies, visibleProgrammes } from '@/lib/cat/exam-scope.server'
import type { SessionState } from '@/lib/cat/session'

export type SessionPlan = {
  id: string
  version: number
  number: number
  programmeId: string
  programme: string
  siteId: string
  site: string
  address: string
  zone: string
  startsAt: Date
  publishedAt: Date | null
  state: SessionState
  voidReason: string | null
  rooms: { id: string; name: string; seats: number }[]
  assigned: number
  /** Candidates of the programme who are in no session and chose no other site. */
  waiting: number
}

/** A session as it is set up, or undefined. */
export async function findSessionPlan(context: Context, id: string): Promise<SessionPlan | undefined> {
  const [found] = await transact(context, (tx) =>
    tx.execute<SessionPlan>(sql`
      select s.id, s.version, s.number, s.programme_id as "programmeId", p.name as programme, s.site_id as "siteId",
        i.name as site, i.address, i.time_zone as zone, s.starts_at as "startsAt", s.published_at as "publishedAt", s.state,
        s.void_reason as "voidReason",
        (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'seats', r.seats) order by r.name), '[]')
          from exam_session_rooms x join exam_rooms r on r.id = x.room_id where x.session_id = s.id) as rooms,
        (select count(*)::int from exam_attempts where session_id = s.id) as assigned,
        (select count(*)::int from exam_candidates c where c.programme_id = s.programme_id and c.agency_id = s.agency_id
          and not c.is_disqualified and coalesce(c.chosen_site_id, s.site_id) = s.site_id and not exists (
            select from exam_attempts a where a.candidate_id = c.id and a.state <> 'void')) as waiting
      from exam_sessions s join exam_programmes p on p.id = s.programme_id join exam_sites i on i.id = s.site_id
      where s.id = ${id} and ${ofAgencies(context, sql`s.agency_id`)}`),
  )
  return (
    found && {
      ...found,
      startsAt: new Date(found.startsAt),
      publishedAt: found.publishedAt && new Date(found.publishedAt),
    }
  )
}

/** What a session can be planned with: programmes that may be used, and sites with their rooms. */
export async function sessionChoices(context: Context) {
  return transact(context, async (tx) => ({
    programmes: [
      ...(await tx.execute<{ id: string; name: string; isConfirmed: boolean }>(sql`
        select id, name, is_confirmed as "isConfirmed" from exam_programmes where ${visibleProgrammes(context)}
        order by year desc, code desc`)),
    ],
    sites: [
      ...(await tx.execute<{
        id: string
        name: string
        zone: string
        rooms: { id: string; name: string; seats: number }[]
      }>(sql`
        select i.id, i.name, i.time_zone as zone, coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name,
          'seats', r.seats) order by r.name) filter (where r.id is not null), '[]') as rooms
        from exam_sites i left join exam_rooms r on r.site_id = i.id
        where ${ofAgencies(context, sql`i.agency_id`)} group by i.id order by i.name`)),
    ],
  }))
}

export type CandidateCard = {
  attemptId: string
  number: string
  name: string
  birthPlace: string
  bornOn: string
  position: string
  kind: string
  location: string
  accommodation: string | null
}

/** The cards of a published session, by number; of one attempt alone where it is named. */
export async function listCards(context: Context, sessionId: string, attemptId?: string): Promise<CandidateCard[]> {
  const one = attemptId ? sql`and a.id = ${attemptId}` : sql``
  return transact(context, (tx) =>
    tx.execute<CandidateCard>(sql`
      select a.id as "attemptId", c.number, c.name, c.birth_place as "birthPlace", c.born_on::text as "bornOn",
        f.position_name as position, f.formation_kind as kind, f.location, c.accommodation
      from exam_attempts a join exam_sessions s on s.id = a.session_id
      join exam_candidates c on c.id = a.candidate_id join exam_formations f on f.id = c.formation_id
      where s.id = ${sessionId} and s.published_at is not null and s.state <> 'void' and ${ofAgencies(context, sql`s.agency_id`)} ${one}
      order by c.number`),
  )
}
