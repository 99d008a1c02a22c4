create extension if not exists btree_gist;
--> statement-breakpoint
alter table appraisers add constraint appraisers_no_overlap
  exclude using gist (employee_id with =, daterange(starts_on, ends_on, '[]') with &&);
--> statement-breakpoint
alter table plans add constraint plans_no_overlap
  exclude using gist (employee_id with =, daterange(starts_on, ends_on, '[]') with &&) where (state = 'agreed');
--> statement-breakpoint
alter table daily_entries add constraint daily_entries_no_overlap
  exclude using gist (employee_id with =, work_on with =, int4range(starts_minute, ends_minute) with &&)
  where (state in ('submitted', 'returned', 'approved'));
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array[
    'performance_settings', 'appraisers', 'plans', 'plan_items', 'plan_indicators', 'plan_behaviours', 'plan_notes',
    'daily_entries'
  ] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to satya_system', name);
    execute format('grant select, insert on %I to satya_app, satya_national', name);
  end loop;
end $$;
--> statement-breakpoint
grant update on performance_settings, appraisers, plans, plan_items, plan_indicators, plan_behaviours, daily_entries
  to satya_app, satya_national;
--> statement-breakpoint
grant delete on plan_items, plan_indicators, plan_behaviours to satya_app, satya_national;
--> statement-breakpoint
-- What was said stays said.
revoke update, delete on plan_notes from satya_system;
--> statement-breakpoint
-- A person as the forms of an SKP name them, see `PlanPerson`. Null for nobody, and for whom the caller may not see.
create function plan_person(person uuid) returns jsonb language sql stable set search_path = public as $$
  select jsonb_build_object(
    'name', concat_ws(' ', nullif(e.front_title, ''), e.name) || coalesce(', ' || nullif(e.back_title, ''), ''),
    'nip', e.nip, 'rank', e.rank, 'position', coalesce(e.position_name, ''), 'unit', coalesce(u.name, ''))
  from employees e left join units u on u.id = e.unit_id where e.id = person
$$;
--> statement-breakpoint
-- The people whose appraiser the actor is on a day, with what a team page says of each. Row-level security shows an
-- appraiser only their own record, so the function narrows by the actor itself.
create function team_of_actor(day date)
returns table (employee_id uuid, name text, nip text, rank rank_code, position_name text, unit_name text, legal_status text)
language sql stable security definer set search_path = public as $$
  select e.id, e.name, e.nip, e.rank, e.position_name, u.name, e.legal_status
  from appraisers a join employees e on e.id = a.employee_id left join units u on u.id = e.unit_id
  where a.appraiser_id = nullif(current_setting('satya.employee', true), '')::uuid
    and day between a.starts_on and coalesce(a.ends_on, 'infinity')
$$;
--> statement-breakpoint
revoke execute on function team_of_actor(date) from public;
--> statement-breakpoint
grant execute on function team_of_actor(date) to satya_app, satya_national;
