import type { Sql } from 'postgres'
import { anAgency } from '@/lib/registry/register.fixture'

/**
 * Somebody with this NIK whom two people of another agency disqualified on 1 March 2020 in the selection of 2023, whose
 * id comes back with the one of their attempt. Written as the owner.
 */
export async function disqualifiedElsewhere(owner: Sql, nik: string): Promise<{ id: string; attempt: string }> {
  const agencyId = await anAgency(owner, 'Pemerintah Kota Uji')
  const [made] = await owner<{ id: string; attempt: string }[]>`
    with agency as (select ${agencyId}::int as id), programme as (select id from exam_programmes where code = 'SKD-2023'),
    formation as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind, vacancies)
      select programme.id, agency.id, 'L-1', 'Analis', 'S-1', 'Muntok', 'umum', 1 from programme, agency returning *
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select programme_id, id, agency_id, '900', ${nik}, 'Joki', 'Muntok', '1997-08-15', 'M', 'S-1', 345 from formation
      returning *
    ), site as (
      insert into exam_sites (agency_id, name, address, time_zone)
      select id, 'Gedung', 'Jalan', 'Asia/Jakarta' from agency returning id
    ), session as (
      insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at)
      select programme_id, site.id, agency_id, 1, now() from candidate, site returning *
    ), attempt as (
      insert into exam_attempts (session_id, candidate_id, agency_id, allowed_seconds, state)
      select session.id, candidate.id, session.agency_id, 6000, 'disqualified' from session, candidate returning *
    ), incident as (
      insert into exam_incidents (session_id, attempt_id, agency_id, kind, reason, recorded_by, recorded_name, recorded_at,
        decided_by, decided_name, decided_at)
      select session_id, id, agency_id, 'disqualification', 'Joki', gen_random_uuid(), 'A', now(), gen_random_uuid(), 'B',
        '2020-03-01T00:00:00Z' from attempt
    )
    select programme.id, attempt.id as attempt
    from programme, attempt`
  if (!made) throw new Error('there is no selection of 2023')
  return made
}
