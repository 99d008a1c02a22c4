import type { Sql } from 'postgres'
import { systemContext } from '@/lib/auth/actor'
import {
  DEMONSTRATION_NAMES,
  DEMONSTRATION_REGISTERED,
  demonstrationNumber,
  demonstrationPin,
} from '@/lib/cat/demonstration'
import { prepareSession } from '@/lib/cat/exam-day.server'
import { drawFrom, shuffled } from '@/lib/cat/shuffle'
import { pinHash } from '@/lib/cat/sign-in.server'

const PROGRAMME = 'SKD-2024'
const SEATS = 36
const SEATS_PER_ROW = 6

/**
 * One session of an agency whose item bank is filled: a room, twenty candidates, most of them past the registration desk,
 * and their papers. Does nothing when the agency has a session.
 */
export async function seedExamDay(sql: Sql, agencyId: number, now: Date): Promise<void> {
  const [known] = await sql`select from exam_sessions where agency_id = ${agencyId}`
  if (known) return
  const [session] = await sql<{ id: string; room: string }[]>`
    with programme as (
      select id, duration_seconds from exam_programmes where code = ${PROGRAMME}
    ), site as (
      insert into exam_sites (agency_id, name, address, time_zone)
      values (${agencyId}, 'Gedung Serbaguna Tanjung Lestari', 'Jalan Pulau Lepar 7, Pangkalpinang', 'Asia/Jakarta')
      returning id
    ), room as (
      insert into exam_rooms (site_id, agency_id, name, seats, seats_per_row)
      select id, ${agencyId}, 'Ruang A', ${SEATS}, ${SEATS_PER_ROW} from site returning id
    ), formation as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
        vacancies)
      select id, ${agencyId}, 'F-001', 'Analis Kebijakan Ahli Pertama', 'S-1 Administrasi Publik', 'Pangkalpinang', 'umum', 2
      from programme returning id, programme_id
    ), session as (
      insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at, published_at)
      select programme.id, site.id, ${agencyId}, 1, date_trunc('hour', ${now}::timestamptz) + interval '2 hours', ${now} from programme, site
      returning id
    ), used as (
      insert into exam_session_rooms (session_id, room_id, agency_id)
      select session.id, room.id, ${agencyId} from session, room
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select formation.programme_id, formation.id, ${agencyId}, c.number, '190101150897' || lpad(c.n::text, 4, '0'), c.name,
        'Pangkalpinang', '1997-08-15', 'M', 'S-1 Administrasi Publik', 345
      from formation, unnest(${DEMONSTRATION_NAMES.map((_, at) => demonstrationNumber(at))}::text[],
        ${[...DEMONSTRATION_NAMES]}::text[]) with ordinality as c(number, name, n)
      returning id
    ), attempt as (
      insert into exam_attempts (session_id, candidate_id, agency_id, allowed_seconds)
      select session.id, candidate.id, ${agencyId}, programme.duration_seconds from session, candidate, programme
    )
    select session.id, room.id as room from session, room`
  if (!session) throw new Error(`no programme ${PROGRAMME}`)
  await prepareSession(systemContext('seed', now), session.id)
  await registerFirst(sql, session, now)
}

async function registerFirst(sql: Sql, session: { id: string; room: string }, now: Date): Promise<void> {
  const seats = shuffled(
    Array.from({ length: SEATS }, (_, at) => at + 1),
    drawFrom('seats of the demonstration'),
  )
  const attempts = await sql<{ id: string; number: string }[]>`
    select a.id, c.number from exam_attempts a join exam_candidates c on c.id = a.candidate_id
    where a.session_id = ${session.id} order by c.number`
  for (const [at, { id }] of attempts.slice(0, DEMONSTRATION_REGISTERED).entries())
    await sql`
      update exam_attempts set state = 'registered', room_id = ${session.room}, seat = ${seats[at] ?? 0},
        pin_hash = ${pinHash(id, demonstrationPin(at))}, registered_at = ${now}, identity_note = 'card' where id = ${id}`
}
