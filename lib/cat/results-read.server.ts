import 'server-only'
import { sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'

export type ResultLine = {
  id: string
  name: string
  code: string
  sessions: number
  closed: number
  candidates: number
  disclosedAt: Date | null
}

const programmes = (agencyId: number) => sql`
  select p.id, p.name, p.code, count(s.id) filter (where s.state <> 'void')::int as sessions, count(s.id) filter (where s.state = 'closed')::int as closed,
    (select count(*)::int from exam_candidates c where c.programme_id = p.id and c.agency_id = ${agencyId}) as candidates,
    (select disclosed_at from exam_disclosures d where d.programme_id = p.id and d.agency_id = ${agencyId})
      as "disclosedAt"
  from exam_programmes p left join exam_sessions s on s.programme_id = p.id and s.agency_id = ${agencyId}
  where s.id is not null
    or exists (select from exam_formations f where f.programme_id = p.id and f.agency_id = ${agencyId})
  group by p.id`

/** The programmes in which the actor's agency has formations or sessions, the newest first. */
export async function listResults(context: Context): Promise<ResultLine[]> {
  const rows = await transact(context, (tx) =>
    tx.execute<ResultLine>(sql`${programmes(context.actor.agencyId)} order by p.year desc, p.code desc`),
  )
  return rows.map(read)
}

export type ResultView = ResultLine & {
  disclosedName: string | null
  closedSessions: { id: string; number: number; site: string; hasRoot: boolean }[]
}

/** One of them with its closed sessions. Refuses with not_found. */
export async function resultView(context: Context, id: string): Promise<ResultView> {
  const { agencyId } = context.actor
  return transact(context, async (tx) => {
    const [found] = await tx.execute<ResultLine & { disclosedName: string | null }>(sql`
      select o.*, (select disclosed_name from exam_disclosures d where d.programme_id = o.id and d.agency_id = ${agencyId})
        as "disclosedName"
      from (${programmes(agencyId)}) o where o.id = ${id}`)
    if (!found) throw new Refusal('not_found')
    const closedSessions = await tx.execute<ResultView['closedSessions'][number]>(sql`
      select s.id, s.number, i.name as site, s.root is not null as "hasRoot"
      from exam_sessions s join exam_sites i on i.id = s.site_id
      where s.programme_id = ${id} and s.agency_id = ${agencyId} and s.state = 'closed' order by s.starts_at`)
    return { ...read(found), disclosedName: found.disclosedName, closedSessions: [...closedSessions] }
  })
}

type Decision = { reason: string; by: string; decider: string; at: Date }

export type Disqualification = Decision & {
  id: string
  number: string
  name: string
  sessionId: string
  session: number
  revoked: Decision | null
}

/** Who was disqualified in a programme of the actor's agency, the latest first, and whether it was revoked. */
export async function disqualificationsOf(context: Context, programmeId: string): Promise<Disqualification[]> {
  const rows = await transact(context, (tx) =>
    tx.execute<Disqualification>(sql`
      select n.id, c.number, c.name, s.id as "sessionId", s.number as session, n.reason, n.recorded_name as by,
        n.decided_name as decider, n.decided_at as at,
        (select jsonb_build_object('reason', reason, 'by', recorded_name, 'decider', decided_name, 'at', decided_at)
          from exam_incidents where attempt_id = n.attempt_id and kind = 'reinstatement' and decided_at > n.decided_at
          order by decided_at limit 1) as revoked
      from exam_incidents n join exam_attempts a on a.id = n.attempt_id join exam_candidates c on c.id = a.candidate_id
      join exam_sessions s on s.id = n.session_id
      where s.programme_id = ${programmeId} and s.agency_id = ${context.actor.agencyId} and n.kind = 'disqualification'
        and n.decided_at is not null
      order by n.decided_at desc, c.number limit 500`),
  )
  return rows.map(({ revoked, ...row }) => ({
    ...row,
    at: new Date(row.at),
    revoked: revoked && { ...revoked, at: new Date(revoked.at) },
  }))
}

/** Refuses with not_found when an agency has neither formation nor session in a programme. */
export async function requireTakingPart(tx: Tx, agencyId: number, programmeId: string): Promise<void> {
  const found = await tx.execute(sql`select 1 from (${programmes(agencyId)}) o where o.id = ${programmeId}`)
  if (found.length === 0) throw new Refusal('not_found')
}

function read<Row extends ResultLine>(row: Row): Row {
  return { ...row, disclosedAt: row.disclosedAt && new Date(row.disclosedAt) }
}
