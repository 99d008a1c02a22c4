import 'server-only'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { annualPredicates } from '@/lib/kinerja/annual-predicates.server'
import { readPage } from '@/lib/list-page.server'

/** So many years in a row put somebody first for a talent group and for development. Source: PP 30/2019. */
const YEARS = 2

const PAGE = 50

export type RewardPerson = { id: string; nip: string; name: string; unit: string; position: string }

/** Who of the actor's agency was rated Sangat Baik in a year and in the one before, by name. */
export async function listRewards(context: Context, lastYear: number, page: number) {
  const { agencyId } = context.actor
  const ofAgency = `and h.employee_id in (select id from employees where agency_id = ${Number(agencyId)})`
  const predicates = sql.raw(annualPredicates({ first: lastYear - YEARS + 1, last: lastYear }, ofAgency))
  const rewarded = sql`
    select e.id, e.nip, e.name, coalesce(u.name, '') as unit, coalesce(e.position_name, '') as position
    from (
      select employee_id from (
        select employee_id, year, max(predicate collate "C") as predicate from ${predicates} a
        group by employee_id, year
      ) years where predicate = 'very_good' group by employee_id having count(*) = ${YEARS}
    ) rewarded
    join employees e on e.id = rewarded.employee_id left join units u on u.id = e.unit_id
    where e.agency_id = ${agencyId} and e.legal_status = '01' and e.deceased_on is null and e.merged_into_id is null
    order by e.name, e.id`
  return transact(context, (tx) => readPage<RewardPerson>(tx, rewarded, page, PAGE))
}
