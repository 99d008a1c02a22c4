import type { Sql } from 'postgres'
import { tokenFor } from '@/lib/auth/testing.server'

/** Somebody who writes down their day, with the cookie of an open session and the one result of their plan. */
export type Worker = { employee: string; item: string; cookie: string }

/** So many people of the register with an account, an open session, an appraiser and an agreed plan of this year. */
export async function workforce(owner: Sql, count: number): Promise<Worker[]> {
  const year = new Date().getFullYear()
  const people = await owner<{ employee: string; session: string; item: string }[]>`
    with chosen as (
      select e.id, e.agency_id, gen_random_uuid() as account, gen_random_uuid() as plan
      from employees e where e.status = 'pns' and not exists (select from accounts a where a.employee_id = e.id)
        and not exists (select from appraisers a where a.employee_id = e.id)
        and not exists (select from leave_history l where l.employee_id = e.id)
      order by e.id limit ${count}
    ), leader as (
      select id from employees where id not in (select id from chosen) limit 1
    ), account as (
      insert into accounts (id, user_id, employee_id, agency_id, letter_number, letter_on, password_hash,
        must_change_password)
      select account, 'beban.' || left(account::text, 8), id, agency_id, '1', current_date, 'none', false from chosen
      returning id
    ), held as (
      insert into account_roles (account_id, role) select id, 'employee' from account
    ), opened as (
      insert into sessions (account_id, role, stage, expires_at, device)
      select id, 'employee', 'open', now() + interval '1 hour', 'bench' from account returning id, account_id
    ), appraiser as (
      insert into appraisers (employee_id, appraiser_id, agency_id, starts_on)
      select c.id, l.id, c.agency_id, ${`${year}-01-01`} from chosen c, leader l
    ), plan as (
      insert into plans (id, employee_id, agency_id, regime, model, starts_on, ends_on, state, appraiser_id, people,
        proposed_at, agreed_at)
      select c.plan, c.id, c.agency_id, 'permenpanrb6_2022', 'quantitative', ${`${year}-01-01`}, ${`${year}-12-31`},
        'agreed', l.id, jsonb_build_object('employee', plan_person(c.id), 'appraiser', plan_person(l.id)), now(), now()
      from chosen c, leader l returning id
    ), item as (
      insert into plan_items (plan_id, position, kind, text) select id, 1, 'main', 'Layanan' from plan
      returning id, plan_id
    )
    select c.id as employee, o.id as session, i.id as item
    from chosen c join opened o on o.account_id = c.account join item i on i.plan_id = c.plan`
  return Promise.all(
    people.map(async ({ employee, item, session }) => {
      return { employee, item, cookie: `next-auth.session-token=${await tokenFor(session)}` }
    }),
  )
}
