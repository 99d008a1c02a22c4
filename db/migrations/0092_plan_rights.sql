alter table appraiser_reports force row level security;
--> statement-breakpoint
grant select, insert, update, delete on appraiser_reports to satya_system;
--> statement-breakpoint
grant select, insert, update on appraiser_reports to satya_app, satya_national;
--> statement-breakpoint
-- A time with an appraiser that a letter covers whole gives way to it.
grant delete on appraisers to satya_app, satya_national;
--> statement-breakpoint
-- Whom an SKP of the actor names on a day. Row-level security shows an employee neither the appraiser nor whose that one
-- is, so the function narrows by the actor itself.
create function appraisal_of_actor(day date)
returns table (agency_id integer, unit_id integer, appraiser_id uuid, superior_id uuid, people jsonb)
language sql stable security definer set search_path = public as $$
  select e.agency_id, e.unit_id, a.appraiser_id, s.appraiser_id,
    jsonb_build_object('employee', plan_person(e.id), 'appraiser', plan_person(a.appraiser_id),
      'superior', plan_person(s.appraiser_id))
  from employees e
  left join appraisers a on a.employee_id = e.id and day between a.starts_on and coalesce(a.ends_on, 'infinity')
  left join appraisers s on s.employee_id = a.appraiser_id
    and day between s.starts_on and coalesce(s.ends_on, 'infinity')
  where e.id = nullif(current_setting('satya.employee', true), '')::uuid
$$;
--> statement-breakpoint
-- Ties a line of the actor's agreed plan, whose link was in words for the time being, to an agreed result of the
-- appraiser. An agreed plan is closed to everything else.
create function relink_plan_item(item uuid, result uuid) returns boolean
language sql security definer set search_path = public as $$
  with linked as (
    update plan_items i set leader_item_id = result, leader_text = null
    from plans p, plan_items l, plans lp
    where i.id = item and i.leader_item_id is null and p.id = i.plan_id and p.state = 'agreed'
      and p.employee_id = nullif(current_setting('satya.employee', true), '')::uuid
      and l.id = result and lp.id = l.plan_id and lp.employee_id = p.appraiser_id and lp.state = 'agreed'
      and lp.starts_on <= p.ends_on and lp.ends_on >= p.starts_on
    returning 1)
  select exists (select from linked)
$$;
--> statement-breakpoint
revoke execute on function appraisal_of_actor(date), relink_plan_item(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function appraisal_of_actor(date), relink_plan_item(uuid, uuid) to satya_app, satya_national;
