import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { civilDateIn, yearOf } from '@/lib/civil-date'
import { EXCHANGE_COLUMNS, type ExchangedEvaluation, exchangeLine } from '@/lib/kinerja/exchange'
import { FIRST_RATED_YEAR } from '@/lib/kinerja/regime'
import { readPage } from '@/lib/list-page.server'
import type { ListSource } from '@/lib/list-source'
import { listStatement } from '@/lib/list-statement.server'

const PAGE = 50

/** The year of an address, or the one before this. */
export function exchangeYear({ tahun }: Record<string, string>, { now }: Pick<Context, 'now'>): number {
  const last = yearOf(civilDateIn('Asia/Jakarta', now)) - 1
  const asked = Number(tahun)
  return Number.isInteger(asked) && asked >= FIRST_RATED_YEAR && asked <= last + 1 ? asked : last
}

/** A page of what goes to SIASN of a year, by name. */
export function listExchange(context: Context, year: number, page: number) {
  return transact(context, (tx) =>
    readPage<ExchangedEvaluation & { id: string }>(tx, finalEvaluations(context, year), page, PAGE),
  )
}

/** The same as the file that SIASN reads: every evaluation of the year that is final. */
export async function exchangeSource(context: Context, query: Record<string, string>): Promise<ListSource> {
  const year = exchangeYear(query, context)
  return {
    fileName: `siasn-kinerja-${year}`,
    sheet: String(year),
    headers: EXCHANGE_COLUMNS,
    isForMachines: true,
    statement: listStatement(sql`
      select to_jsonb(x) as line, x.employee_id as person_id, ${context.actor.agencyId}::int as person_agency_id
      from (${finalEvaluations(context, year)}) x`),
    cells: ([line]) => exchangeLine(line as ExchangedEvaluation),
  }
}

/** Evaluations of the actor's agency from which nothing follows any more, with the people as their plan names them. */
function finalEvaluations({ actor }: Context, year: number): SQL {
  return sql`
    select e.id, e.employee_id, e.kind, e.starts_on::text as "startsOn", e.ends_on::text as "endsOn",
      e.result_rating as result, e.behaviour_rating as behaviour, e.predicate, p.people -> 'employee' as employee,
      p.people -> 'appraiser' as appraiser
    from evaluations e join plans p on p.id = e.plan_id
    where e.agency_id = ${actor.agencyId} and e.starts_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
      and e.result_rating is not null and is_final_evaluation(e.state, e.received_on)
    order by p.people -> 'employee' ->> 'name', e.employee_id, e.kind desc, e.starts_on`
}
