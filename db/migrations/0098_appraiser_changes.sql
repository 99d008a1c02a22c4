ALTER TABLE "daily_entries" ADD COLUMN "first_received_at" timestamp with time zone;
--> statement-breakpoint
-- The post of a person on a day, as `refresh_employees` finds that of today.
create function post_on(person uuid, day date) returns table (id uuid, unit_id integer)
language sql stable set search_path = public as $$
  select h.id, h.unit_id from position_history h
  where h.employee_id = person and h.effective_on <= day and h.assignment = 'definitive' and not h.is_void
    and not exists (select from position_history n where n.replaces_id = h.id)
  order by h.effective_on desc, h.recorded_at desc limit 1
$$;
--> statement-breakpoint
-- Entries of some people go to the appraiser of their day, for the officer who changed who that is. Whoever approved one
-- stays written down in it. Returns how many went to somebody else.
create function readdress_entries(persons uuid[], first_day date, last_day date) returns integer
language sql security definer set search_path = public as $$
  with moved as (
    update daily_entries d set appraiser_id = now_of.appraiser_id
    from (select e.id, a.appraiser_id from daily_entries e left join appraisers a on a.employee_id = e.employee_id
        and e.work_on between a.starts_on and coalesce(a.ends_on, 'infinity')
      where e.employee_id = any(persons) and e.work_on between first_day and coalesce(last_day, 'infinity')
        and e.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
        and e.state <> 'withdrawn' and e.appraiser_id is distinct from a.appraiser_id) now_of
    where d.id = now_of.id returning 1)
  select count(*)::int from moved
$$;
--> statement-breakpoint
-- Plans that were agreed while their appraiser had no superior name one once these people, appraisers, have one, and so do
-- evaluations of them that are not final: an objection finds who decides it.
create function name_superiors(persons uuid[]) returns void
language sql security definer set search_path = public as $$
  update plans p set superior_id = s.appraiser_id,
    people = jsonb_set(p.people, '{superior}', plan_person(s.appraiser_id))
  from unnest(persons) appraiser, lateral (select a.appraiser_id from appraisers a where a.employee_id = appraiser
    order by a.starts_on desc limit 1) s
  where p.appraiser_id = appraiser and p.superior_id is null and p.state in ('agreed', 'ended', 'replaced')
    and p.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
    and s.appraiser_id <> p.employee_id;
  update evaluations e set superior_id = p.superior_id from plans p
  where p.id = e.plan_id and p.appraiser_id = any(persons) and e.appraiser_id = p.appraiser_id and e.superior_id is null
    and p.superior_id is not null and e.state not in ('accepted', 'kept', 'changed')
    and e.agency_id = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
$$;
--> statement-breakpoint
do $$
declare name text;
begin
  grant create on schema public to satya_system;
  foreach name in array array['readdress_entries(uuid[], date, date)', 'name_superiors(uuid[])'] loop
    execute format('revoke execute on function %s from public', name);
    execute format('grant execute on function %s to satya_app, satya_national', name);
    execute format('alter function %s owner to satya_system', name);
  end loop;
  revoke create on schema public from satya_system;
end $$;
--> statement-breakpoint
do $$
begin
  perform set_config('satya.agencies', (select coalesce(string_agg(id::text, ','), '') from agencies), true);
  perform name_superiors(array(select distinct employee_id from appraisers));
  perform set_config('satya.agencies', '', true);
end $$;
--> statement-breakpoint
-- The unit is that of the day: another one than today's where another post was or will be in force.
create or replace function appraisal_of_actor(day date)
returns table (agency_id integer, unit_id integer, appraiser_id uuid, superior_id uuid, people jsonb)
language sql stable security definer set search_path = public as $$
  select e.agency_id, case when of_day.id is distinct from of_today.id then coalesce(of_day.unit_id, e.unit_id)
      else e.unit_id end,
    a.appraiser_id, s.appraiser_id,
    jsonb_build_object('employee', plan_person(e.id), 'appraiser', plan_person(a.appraiser_id),
      'superior', plan_person(s.appraiser_id))
  from employees e
  left join lateral post_on(e.id, day) of_day on true
  left join lateral post_on(e.id, current_date) of_today on true
  left join appraisers a on a.employee_id = e.id and day between a.starts_on and coalesce(a.ends_on, 'infinity')
  left join appraisers s on s.employee_id = a.appraiser_id
    and day between s.starts_on and coalesce(s.ends_on, 'infinity')
  where e.id = nullif(current_setting('satya.employee', true), '')::uuid
$$;
--> statement-breakpoint
-- A changed entry keeps when it came in first.
create or replace function daily_entries_by_party() returns trigger language plpgsql set search_path = public as $$
declare
  actor uuid := actor_employee();
  old_row jsonb;
  new_row jsonb;
begin
  if not of_person() then return new; end if;
  if tg_op = 'INSERT' then
    if new.employee_id = actor and new.state = 'submitted' and new.version = 1 and entry_is_of_its_day(new)
      and new.approved_minutes is null and new.reviewed_by is null and new.reviewed_at is null and new.review_note is null
      and exists (select from employees e where e.id = actor and e.agency_id = new.agency_id)
    then return new; end if;
    raise exception 'permission denied to write this entry' using errcode = 'insufficient_privilege';
  end if;
  if new is not distinct from old then return new; end if;
  old_row := to_jsonb(old);
  new_row := to_jsonb(new);
  if new.version = old.version + 1 and (
    (old.employee_id = actor and old.state in ('submitted', 'returned') and (
      (new.state = 'withdrawn' and differs_only(old_row, new_row, 'version', 'state'))
      or (new.state = old.state and differs_only(old_row, new_row, 'version'))
      or (new.state = 'submitted' and new.approved_minutes is null and entry_is_of_its_day(new)
        and differs_only(old_row, new_row, 'version', 'state', 'appraiser_id', 'work_on', 'starts_minute', 'ends_minute',
          'kind', 'plan_item_id', 'text', 'quantity', 'unit', 'place', 'order_by', 'order_number', 'late_reason',
          'device_at', 'skew_seconds', 'received_at', 'first_received_at'))))
    or (old.appraiser_id = actor and old.employee_id <> actor
      and (old.state, new.state) in (('submitted', 'approved'), ('submitted', 'returned'), ('submitted', 'rejected'),
        ('approved', 'approved'), ('approved', 'submitted'))
      and new.reviewed_by is not distinct from case when new.state = 'submitted' then null else actor end
      and (new.approved_minutes is not null) = (new.state = 'approved')
      and exists (select from appraisers a where a.employee_id = old.employee_id and a.appraiser_id = actor
        and old.work_on between a.starts_on and coalesce(a.ends_on, 'infinity'))
      and differs_only(old_row, new_row, 'version', 'state', 'approved_minutes', 'review_note', 'reviewed_by',
        'reviewed_at')))
  then return new; end if;
  raise exception 'permission denied for this change of an entry' using errcode = 'insufficient_privilege';
end $$;
