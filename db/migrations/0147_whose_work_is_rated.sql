-- As before, of days of the plan alone, and of a plan that an amendment replaced only for what was evaluated by it: its
-- appraiser of then rates nothing later. The employee goes on reading all of it.
create or replace function approved_entries(plan uuid, first_day date, last_day date) returns table (id uuid, item uuid,
  work_on date, starts_minute smallint, ends_minute smallint, text text, quantity numeric, unit text, order_by text,
  order_number text, evidence jsonb)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d.id, i.id, d.work_on, d.starts_minute, d.ends_minute, d.text, d.quantity, d.unit, d.order_by, d.order_number,
    (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'name', e.name, 'url', e.url)
      order by e.received_at, e.id), '[]') from entry_evidence e where e.entry_id = d.id)
  from plans p
  join daily_entries d on d.employee_id = p.employee_id and d.state = 'approved' and d.work_on between first_day and last_day
    and d.work_on between p.starts_on and p.ends_on
  left join plan_items served on served.id = d.plan_item_id
  left join plan_items i on i.plan_id = p.id and i.line_id = served.line_id
  where p.id = plan and p.agreed_at is not null and actor_employee() in (p.employee_id, p.appraiser_id, p.superior_id)
    and (i.id is not null or d.kind = 'additional')
    and (p.state <> 'replaced' or p.employee_id = actor_employee() or exists (
      select from evaluations e where e.plan_id = p.id and d.work_on between e.starts_on and e.ends_on))
$$;
--> statement-breakpoint
-- A photo or a file of work that stands in one of those lists.
create or replace function approved_evidence(piece uuid) returns table (sha256 text, name text, mime text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.file_sha256, e.name, f.mime
  from entry_evidence e join daily_entries d on d.id = e.entry_id join files f on f.sha256 = e.file_sha256
  where e.id = piece and exists (
    select from plans p, approved_entries(p.id, d.work_on, d.work_on) w where p.employee_id = d.employee_id and w.id = d.id)
$$;
--> statement-breakpoint
-- As before, for the plan in force alone: of no other one a year is still to be rated.
create or replace function results_of_periods(plan uuid) returns table (plan_id uuid, starts_on date, ends_on date,
  result_rating text, behaviour_rating text, predicate text, ground text, appraiser text, unit text, is_own boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.plan_id, e.starts_on, e.ends_on, e.result_rating, e.behaviour_rating, e.predicate, e.ground,
    rated.people->'appraiser'->>'name', rated.people->'employee'->>'unit',
    coalesce(actor_employee() in (e.employee_id, e.appraiser_id, e.superior_id), false)
  from plans p
  join evaluations e on e.employee_id = p.employee_id and e.kind = 'periodic' and e.predicate is not null
    and date_part('year', e.starts_on) = date_part('year', p.starts_on)
  join plans rated on rated.id = e.plan_id
  where p.id = plan and p.state = 'agreed' and actor_employee() in (p.employee_id, p.appraiser_id, p.superior_id)
$$;
