import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { ofAgencies, visibleProgrammes } from '@/lib/cat/exam-scope.server'

export const CANDIDATES_PER_PAGE = 25

export type CandidateFilter = { programme?: string; kind?: string; unscheduled: boolean; typed?: string }

export type CandidateLine = {
  id: string
  number: string
  name: string
  formation: string
  position: string
  kind: string
  accommodation: string | null
  sessionId: string | null
  session: number | null
  site: string | null
  zone: string | null
  startsAt: Date | null
}

/** Joins the session `s` that candidate `c` sits in, with its site `i`; both are empty where there is none. */
export const ownSession: SQL = sql`
  left join lateral (
    select x.* from exam_attempts a join exam_sessions x on x.id = a.session_id
    where a.candidate_id = c.id and a.state <> 'void' order by x.starts_at desc limit 1
  ) s on true
  left join exam_sites i on i.id = s.site_id`

/** Candidates of the actor's agencies by number, with the session that each one sits in next. */
export async function listCandidates(context: Context, filter: CandidateFilter, page: number) {
  return transact(context, async (tx) => {
    const where = candidateConditions(context, filter)
    const rows = await tx.execute<CandidateLine>(sql`
      select c.id, c.number, c.name, f.code as formation, f.position_name as position, f.formation_kind as kind,
        c.accommodation, s.id as "sessionId", s.number as session, i.name as site, i.time_zone as zone,
        s.starts_at as "startsAt"
      from exam_candidates c join exam_formations f on f.id = c.formation_id
      ${ownSession}
      where ${where} order by c.number, c.id
      limit ${CANDIDATES_PER_PAGE} offset ${(page - 1) * CANDIDATES_PER_PAGE}`)
    const [count] = await tx.execute<{ total: number }>(sql`
      select count(*)::int as total from exam_candidates c join exam_formations f on f.id = c.formation_id
      where ${where}`)
    return {
      rows: rows.map((row) => ({ ...row, startsAt: row.startsAt && new Date(row.startsAt) })),
      total: count?.total ?? 0,
    }
  })
}

/** What the address of the list asks for. */
export function candidateFilter(query: Record<string, string | undefined>): CandidateFilter {
  return { programme: query.program, kind: query.jenis, unscheduled: query.sesi === 'belum', typed: query.q }
}

/** Which candidates (`c`, of formations `f`) a filter means among those of the actor. */
export function candidateConditions(context: Context, { programme, kind, unscheduled, typed }: CandidateFilter): SQL {
  const words = typed?.toLowerCase()
  const digits = words?.replace(/\s/g, '')
  return sql.join(
    [
      ofAgencies(context, sql`c.agency_id`),
      ...(programme ? [sql`c.programme_id = (select id from exam_programmes where code = ${programme})`] : []),
      ...(kind ? [sql`f.formation_kind = ${kind}`] : []),
      ...(unscheduled
        ? [sql`not exists (select from exam_attempts a where a.candidate_id = c.id and a.state <> 'void')`]
        : []),
      ...(words ? [sql`(position(${words} in lower(c.name)) > 0 or position(${digits ?? ''} in c.number) > 0)`] : []),
    ],
    sql` and `,
  )
}

/** Programmes by year, for a choice among them. */
export function listProgrammeNames(context: Context) {
  return transact(context, (tx) =>
    tx.execute<{ id: string; code: string; name: string }>(sql`
      select id, code, name from exam_programmes where ${visibleProgrammes(context)} order by year desc, code desc`),
  )
}

/** The kinds of formation that the actor's candidates apply on, for a choice among them. */
export async function listKinds(context: Context): Promise<string[]> {
  const rows = await transact(context, (tx) =>
    tx.execute<{ kind: string }>(sql`
      select distinct formation_kind as kind from exam_formations where ${ofAgencies(context, sql`agency_id`)}
      order by kind`),
  )
  return rows.map(({ kind }) => kind)
}
