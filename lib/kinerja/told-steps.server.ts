import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { transact, transactPlanned } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { type EvaluationKind, periodSlug } from '@/lib/kinerja/evaluation'

const MOST = 50

/** What the other side of a plan or of an evaluation did. */
export type PartyEvent =
  | 'agreed'
  | 'returned'
  | 'proposed'
  | 'referred'
  | 'directed'
  | 'settled'
  | 'signed'
  | 'confirmed'
  | 'rated'
  | 'objected'
  | 'answered'
  | 'decided'

type Row = {
  key: string
  event: PartyEvent
  at: Date
  planId: string
  kind: EvaluationKind | null // null: the plan itself
  startsOn: CivilDate
  name: string // whose plan it is
}

export type PartyStep = { key: string; event: PartyEvent; at: Date; href: string; startsOn: CivilDate; name: string }

/** Steps of the others in plans and evaluations that name the actor, since an instant; the latest first. */
export async function listPartySteps(context: Context, since: Date): Promise<PartyStep[]> {
  const rows = await transact(context, (tx) =>
    tx.execute<Row>(sql`
      select key, event, at, plan_id as "planId", kind, starts_on::text as "startsOn", name
      from (${steps(context, since)}) told order by at desc limit ${MOST}`),
  )
  return rows.map(({ planId, kind, startsOn, at, ...row }) => ({
    ...row,
    at: new Date(at),
    startsOn,
    href: kind ? `/kinerja/penilaian/${planId}/${periodSlug({ kind, startsOn })}` : `/kinerja/skp/${planId}`,
  }))
}

/** How many of them there are. Every page asks, and to plan the question costs far more than the answer. */
export async function countPartySteps(context: Context, since: Date): Promise<number> {
  const [row] = await transactPlanned(context, (tx) =>
    tx.execute<{ total: number }>(sql`select count(*)::int as total from (${steps(context, since)}) told`),
  )
  return row?.total ?? 0
}

/** Each side is told of what the other sides did, never of the own steps. */
function steps({ actor }: Context, since: Date): SQL {
  const me = sql`${actor.employeeId}::uuid`
  const after = sql`${since.toISOString()}::timestamptz`
  const ofPlan = (event: PartyEvent, at: SQL, condition: SQL) => sql`
    select p.id::text || ${` ${event}`}::text as key, ${event}::text as event, ${at} as at, p.id as plan_id, null::text as kind, p.starts_on,
      p.people->'employee'->>'name' as name
    from plans p where ${condition} and ${at} > ${after}`
  const ofEvaluation = (event: PartyEvent, at: SQL, condition: SQL) => sql`
    select e.id::text || ${` ${event}`}::text, ${event}::text, ${at}, e.plan_id, e.kind::text, e.starts_on, p.people->'employee'->>'name'
    from evaluations e join plans p on p.id = e.plan_id where ${condition} and ${at} > ${after}`
  return sql.join(
    [
      ofPlan('agreed', sql`p.agreed_at`, sql`p.employee_id = ${me} and p.decided_at is null`),
      ofPlan(
        'referred',
        sql`greatest(p.referred_at, p.proposed_at)`,
        sql`p.state = 'referred' and (p.superior_id = ${me}
          or ${me} = case p.referred_by when 'employee' then p.appraiser_id else p.employee_id end)`,
      ),
      ofPlan(
        'directed',
        sql`(select max(n.written_at) from plan_notes n where n.plan_id = p.id and n.step = 'direction')`,
        sql`p.state = 'draft' and ${me} in (p.employee_id, p.appraiser_id)`,
      ),
      ofPlan('settled', sql`p.decided_at`, sql`${me} in (p.employee_id, p.appraiser_id)`),
      ofPlan('proposed', sql`p.proposed_at`, sql`p.appraiser_id = ${me} and p.state = 'proposed'`),
      ofPlan(
        'returned',
        sql`(select max(n.written_at) from plan_notes n where n.plan_id = p.id and n.author_id = p.appraiser_id
          and n.written_at > p.proposed_at)`,
        sql`p.employee_id = ${me} and p.state = 'draft' and p.referred_at is null`,
      ),
      sql`
        select h.number || ' signed', 'signed'::text, h.signed_at, p.id, e.kind::text, coalesce(e.starts_on, p.starts_on),
          p.people->'employee'->>'name'
        from half_signed_forms h join plans p on p.id = h.plan_id
        left join evaluations e on e.plan_id = p.id
          and right(h.number, 16) = upper(left(replace(e.id::text, '-', ''), 16))
        where p.appraiser_id = ${me} and h.signed_at > ${after} and not exists (select from issued_documents d
          where d.employee_id = p.employee_id and d.kind = h.kind and d.number = h.number)`,
      ofEvaluation('confirmed', sql`e.confirmed_at`, sql`e.appraiser_id = ${me} and e.state = 'confirmed'`),
      ofEvaluation('rated', sql`e.received_at`, sql`e.employee_id = ${me}`),
      ofEvaluation('objected', sql`e.objected_at`, sql`${me} in (e.appraiser_id, e.superior_id)`),
      ofEvaluation('answered', sql`e.answered_at`, sql`e.superior_id = ${me}`),
      ofEvaluation('decided', sql`e.decided_at`, sql`${me} in (e.employee_id, e.appraiser_id)`),
    ],
    sql` union all `,
  )
}
