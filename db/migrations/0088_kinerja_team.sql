-- The people whose appraiser the actor is on some day of a period, with the days of it, each clipped to the period.
-- Row-level security shows an appraiser only their own record, so the function narrows by the actor itself.
create function team_of_actor_between(first_day date, last_day date)
returns table (employee_id uuid, name text, nip text, position_name text, starts_on date, ends_on date)
language sql stable security definer set search_path = public as $$
  select e.id, e.name, e.nip, e.position_name, greatest(a.starts_on, first_day), least(a.ends_on, last_day)
  from appraisers a join employees e on e.id = a.employee_id
  where a.appraiser_id = nullif(current_setting('satya.employee', true), '')::uuid
    and a.starts_on <= last_day and coalesce(a.ends_on, 'infinity') >= first_day
    and coalesce(e.deceased_on, 'infinity') >= first_day
$$;
--> statement-breakpoint
-- Leave of those people that touches the period, first and last day. Leave without an end goes on.
create function leave_of_team_between(first_day date, last_day date)
returns table (employee_id uuid, starts_on date, ends_on date)
language sql stable security definer set search_path = public as $$
  select l.employee_id, l.effective_on,
    least(coalesce(l.ends_on, l.effective_on + l.days - 1, 'infinity'), coalesce(l.returned_on - 1, 'infinity'))
  from leave_history l
  where l.employee_id in (select t.employee_id from team_of_actor_between(first_day, last_day) t)
    and l.effective_on <= last_day and not l.is_void
    and not exists (select from leave_history n where n.replaces_id = l.id)
    and least(coalesce(l.ends_on, l.effective_on + l.days - 1, 'infinity'), coalesce(l.returned_on - 1, 'infinity'))
      >= first_day
$$;
--> statement-breakpoint
revoke execute on function team_of_actor_between(date, date), leave_of_team_between(date, date) from public;
--> statement-breakpoint
grant execute on function team_of_actor_between(date, date), leave_of_team_between(date, date)
  to satya_app, satya_national;
