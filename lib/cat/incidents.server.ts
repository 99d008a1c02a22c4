import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { type IncidentKind, MOST_NAMED, PROPOSALS } from '@/lib/cat/incident'

export type Incident = {
  id: string
  kind: IncidentKind
  reason: string
  seconds: number | null
  count: number // of people; 0: the whole session
  people: { name: string; number: string }[] // the first ones by number
  recordedBy: string | null // account; null: a device
  recordedName: string
  recordedAt: Date
  decidedName: string | null
  declinedName: string | null
  declineReason: string | null
}

/**
 * What happened in a session, as rows of a query. What happened to many people at the same moment for the same reason is
 * one; what a second person decides stays by itself. Late answers that a device could send as answers after all are none.
 */
export function incidentRows(sessionId: string): SQL {
  return sql`
    select min(id) as id, kind, reason, seconds, count(number)::int as count,
      coalesce(to_jsonb((array_agg(jsonb_build_object('name', name, 'number', number) order by number)
        filter (where number is not null))[1:${sql.raw(String(MOST_NAMED))}]), '[]') as people,
      "recordedBy", "recordedName", "recordedAt", "decidedName", "declinedName", "declineReason"
    from (
      select n.id::text, n.kind::text, n.reason, n.seconds, c.name, c.number, n.recorded_by as "recordedBy",
        n.recorded_name as "recordedName", n.recorded_at as "recordedAt", n.decided_name as "decidedName",
        n.declined_name as "declinedName", n.decline_reason as "declineReason"
      from exam_incidents n
      left join exam_attempts a on a.id = n.attempt_id left join exam_candidates c on c.id = a.candidate_id
      where n.session_id = ${sessionId}
      union all
      select l.attempt_id || l.digest, 'late_answers', l.choices, null, c.name, c.number, null, l.seat, l.received_at, null,
        null, null
      from exam_late_answers l
      join exam_attempts a on a.id = l.attempt_id join exam_candidates c on c.id = a.candidate_id
      where a.session_id = ${sessionId} and exists (
        select from jsonb_to_recordset(l.changes) as late(item int, option text)
        where not exists (
          select from exam_answer_events e where e.attempt_id = l.attempt_id and e.epoch > l.epoch
            and e.item = late.item and e.option is not distinct from late.option
        )
      )
    ) each_one
    group by kind, reason, seconds, "recordedBy", "recordedName", "recordedAt", "decidedName", "declinedName", "declineReason",
      case when kind = any(${sql.param([...PROPOSALS])}::text[]) then id end`
}
