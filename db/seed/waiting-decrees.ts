import type { Sql } from 'postgres'
import { DEMONSTRATION_CODE } from '@/db/seed/agencies'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'

export type WaitingDecree = { id: string; version: number; employeeId: string }

/**
 * Proposals of one agency whose decree waits for its signer, as the steps before would have left them: for tests and
 * benchmarks of signing alone. Asks for the nominatif of the TMT, since signing asks the rules once more.
 */
export async function addWaitingDecrees(
  owner: Sql,
  agencyId: number,
  effectiveOn: CivilDate,
  count: number,
): Promise<WaitingDecree[]> {
  const made = await owner<WaitingDecree[]>`
    with maker as (
      select gen_random_uuid() as id
    ), people as (
      select r.*, row_number() over (order by r.employee_id) as place
      from nominative_results r
      where r.agency_id = ${agencyId} and r.effective_on = ${effectiveOn} and r.outcome = 'eligible'
        and r.proposed_rank <= 'IV/b'
      order by r.employee_id limit ${count}
    ), batch as (
      insert into promotion_batches (agency_id, effective_on, number, letter_number, letter_on, created_by)
      select ${agencyId}, ${effectiveOn}, 'U-2027-04-900', '823/0900', '2027-01-11', id from maker returning id
    )
    insert into promotion_proposals (number, batch_id, agency_id, employee_id, unit_id, effective_on, type, state,
      from_rank, from_rank_since, from_service_months, from_salary_rupiah, to_rank, to_service_months,
      to_salary_rupiah, findings, made_by, sent_at, technical_number, technical_year, technical_on, decree_authority)
    select 'KP-2027-04-' || (9000 + place), batch.id, ${agencyId}, employee_id, unit_id, ${effectiveOn},
      people.type, 'decree_signing', rank, rank_since, service_months, 3287000, proposed_rank, service_months, salary_rupiah, '[]',
      maker.id, '2027-01-11', 'GA-2' || (9000 + place), 2027, '2027-01-18', 'agency'
    from people, batch, maker
    returning id, version, employee_id as "employeeId"`
  if (made.length < count) throw new Error(`only ${made.length} people of agency ${agencyId} can wait for a decree`)
  return [...made]
}

/** The head of the demonstration agency, with an account that signs all of its decrees. */
export async function addDecreeSigner(owner: Sql, now: Date): Promise<Context> {
  const [made] = await owner<{ accountId: string; employeeId: string; name: string; agencyId: number }[]>`
    with head as (
      select e.id, e.name, e.agency_id from employees e join agencies a on a.id = e.agency_id
      where a.code = ${DEMONSTRATION_CODE} and e.position_kind = 'structural' order by e.rank desc, e.id limit 1
    ), account as (
      insert into accounts (user_id, employee_id, agency_id, letter_number, letter_on, password_hash)
      select 'penanda.tangan', id, agency_id, '800/1', '2027-01-01', 'none' from head returning id
    ), role as (
      insert into account_roles (account_id, role) select id, 'agency_signer' from account
    ), post as (
      update employees set position_name = 'Penjabat Gubernur' where id = (select id from head)
    )
    select account.id as "accountId", head.id as "employeeId", head.name, head.agency_id as "agencyId" from head, account`
  if (!made) throw new Error('nobody heads a unit')
  const scope = { kind: 'agencies', agencyIds: [made.agencyId] } as const
  return { actor: { ...made, role: 'agency_signer', scope }, now }
}
