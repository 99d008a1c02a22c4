import type { Sql } from 'postgres'
import type { Paper } from '@/lib/cat/paper'
import { pinHash } from '@/lib/cat/sign-in.server'
import { anAgency } from '@/lib/registry/register.fixture'

const SINGLE = { pointsPerItem: 5, scoring: 'single', optionCount: 5 }
const SECTIONS = [
  { ...SINGLE, code: 'TWK', name: 'Tes Wawasan Kebangsaan', itemCount: 30 },
  { ...SINGLE, code: 'TIU', name: 'Tes Intelegensia Umum', itemCount: 35 },
  { ...SINGLE, code: 'TKP', name: 'Tes Karakteristik Pribadi', itemCount: 45, scoring: 'weighted' },
]

/** The paper of everybody in a test: 110 items with five options. */
export const testPaper: Paper = SECTIONS.flatMap(({ code, itemCount }) =>
  Array.from({ length: itemCount }, () => ({ section: code, options: ['c', 'a', 'e', 'b', 'd'] })),
).map((item, place) => ({ place, ...item }))

/** A session that was released a minute ago, with so many candidates at work. Written as the owner. */
export async function aRunningSession(owner: Sql, candidates: number, startedSecondsAgo = 60): Promise<string[]> {
  const agencyId = await anAgency(owner)
  const rows = await owner<{ id: string }[]>`
    with programme as (
      insert into exam_programmes (code, name, year, sections, duration_seconds, accommodated_seconds, weight_percent,
        source, is_confirmed)
      values (${`UJI-${Date.now()}`}, 'Ujian', 2026, ${owner.json(SECTIONS)}, 6000, '{}', 40, 'uji', true) returning id
    ), formation as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
        vacancies)
      select id, ${agencyId}, 'F-1', 'Analis Data', 'S-1', 'Pangkalpinang', 'umum', 2 from programme
      returning id, programme_id
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select programme_id, id, ${agencyId}, 'P-' || n, '190101' || '010100' || lpad(n::text, 4, '0'), 'Peserta ' || n,
        'Muntok', '2000-01-01', 'F', 'S-1', 350
      from formation, generate_series(1, ${candidates}::int) n returning id
    ), site as (
      insert into exam_sites (agency_id, name, address, time_zone)
      values (${agencyId}, 'Gedung Uji', 'Jalan Uji 1', 'Asia/Jakarta') returning id
    ), room as (
      insert into exam_rooms (site_id, agency_id, name, seats, seats_per_row)
      select id, ${agencyId}, 'Ruang A', ${candidates}, 6 from site returning id
    ), session as (
      insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at, state, released_at)
      select programme.id, site.id, ${agencyId}, 1, now(), 'released', now() from programme, site returning id
    ), used as (
      insert into exam_session_rooms (session_id, room_id, agency_id)
      select session.id, room.id, ${agencyId} from session, room
    ), attempt as (
      insert into exam_attempts (session_id, candidate_id, agency_id, room_id, seat, state, epoch, allowed_seconds,
        started_at)
      select session.id, candidate.id, ${agencyId}, room.id, row_number() over (), 'running', 1, 6000,
        now() - make_interval(secs => ${startedSecondsAgo})
      from session, room, candidate returning id
    )
    insert into exam_papers (attempt_id, agency_id, paper)
    select id, ${agencyId}, ${owner.json(testPaper)} from attempt returning attempt_id as id`
  return rows.map(({ id }) => id)
}

/** The PIN of everybody in the hall. */
export const testPin = '481516'

/**
 * A released session whose candidates are at the door, with the sealed content of the demonstration's session. The
 * number of the first is P-1, and their ids come in that order.
 */
export async function aWaitingHall(owner: Sql, candidates: number): Promise<{ ids: string[]; sessionId: string }> {
  const ids = await aRunningSession(owner, candidates)
  const pins = ids.map((id) => pinHash(id, testPin))
  await owner`
    update exam_attempts a set state = 'registered', started_at = null, epoch = 0, pin_hash = p.hash
    from unnest(${ids}::uuid[], ${pins}::text[]) as p(id, hash) where a.id = p.id`
  const [made] = await owner<{ id: string }[]>`
    update exam_sessions s set content = d.content, content_key = d.content_key, sealed_content = d.sealed_content
    from (select content, content_key, sealed_content from exam_sessions where sealed_content is not null limit 1) d
    where s.id = (select session_id from exam_attempts where id = ${ids[0] ?? ''}) returning s.id`
  if (!made) throw new Error('the demonstration has no session that is ready')
  await owner`analyze exam_attempts`
  const order = await owner<{ id: string }[]>`
    select a.id from exam_attempts a join exam_candidates c on c.id = a.candidate_id
    where a.session_id = ${made.id} order by substr(c.number, 3)::int`
  return { ids: order.map(({ id }) => id), sessionId: made.id }
}
