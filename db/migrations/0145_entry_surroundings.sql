-- The key of the lock that whoever saves entries shares, and that who changes the appraisers of the agency has alone.
create function appraisers_lock(agency int) returns bigint language sql immutable as $$
  select hashtextextended('appraisers of ' || agency, 0)
$$;
--> statement-breakpoint
-- What decides about the actor's entries of some days, and who the actor is. It reads what is the actor's own and what
-- the actor's agency decided, and as the one who sees all rows: through the policies of its tables the same cost the
-- database as much as all else of an entry together. Volatile, so that it sees what was written while a lock was waited
-- for. The state of entries is asked afterwards: asked before, the index of `daily_entries_no_overlap` is read, slowly.
create function entry_surroundings(first_day date, last_day date) returns json
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  actor uuid := actor_employee();
begin
  return (select json_build_object(
    'person', json_build_object('id', e.id, 'agencyId', e.agency_id, 'timeZone', g.time_zone),
    'settings', (
      select coalesce(json_agg(json_build_object('startsOn', starts_on, 'entryDays', entry_days, 'lateDays', late_days,
        'dayMinutes', day_minutes, 'reviewDays', review_days) order by starts_on desc), '[]')
      from performance_settings where agency_id = e.agency_id and starts_on <= last_day),
    'extensions', (
      select coalesce(json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on, 'openUntil', open_until)), '[]')
      from entry_extensions where agency_id = e.agency_id and starts_on <= last_day and ends_on >= first_day),
    'holidays', (
      select coalesce(json_agg(json_build_object('day', day, 'name', name)), '[]') from holidays where day >= first_day),
    'leave', (
      select coalesce(json_agg(json_build_object('startsOn', l.effective_on, 'endsOn', s.until)), '[]')
      from leave_history l, last_day_of_leave(l.effective_on, l.ends_on, l.days, l.returned_on) s (until)
      where l.employee_id = actor and not l.is_void and l.effective_on <= last_day
        and coalesce(s.until, 'infinity') >= first_day
        and not exists (select from leave_history n where n.replaces_id = l.id)),
    'plans', (
      select coalesce(json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on, 'appraiserId', appraiser_id,
        'appraiserName', people->'appraiser'->>'name',
        'itemIds', array(select i.id from plan_items i where i.plan_id = p.id)) order by state, agreed_at desc), '[]')
      from plans p where employee_id = actor and agreed_at is not null and starts_on <= last_day and ends_on >= first_day),
    'reviewers', (
      select coalesce(json_agg(json_build_object('id', appraiser_id, 'startsOn', starts_on, 'endsOn', ends_on)), '[]')
      from appraisers where employee_id = actor and starts_on <= last_day and coalesce(ends_on, 'infinity') >= first_day),
    'others', (
      select coalesce(json_agg(json_build_object('id', id, 'workOn', work_on, 'startsMinute', starts_minute,
        'endsMinute', ends_minute)) filter (where state in ('submitted', 'returned', 'approved')), '[]')
      from daily_entries where employee_id = actor and work_on between first_day and last_day))
    from employees e join agencies g on g.id = e.agency_id where e.id = actor);
end $$;
--> statement-breakpoint
-- The same for devices of one person that come one after the other, and whether some of the entries are there already.
-- Null while the agency changes its appraisers: nobody waits for that, which would take the connections of all agencies.
create function take_entries_turn(first_day date, last_day date, ids uuid[]) returns json
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  actor uuid := actor_employee();
begin
  if pg_try_advisory_xact_lock_shared(appraisers_lock((select agency_id from employees where id = actor))) is false then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('entries ' || actor, 0));
  return json_build_object('surroundings', entry_surroundings(first_day, last_day),
    'isKnown', exists (select from daily_entries d where d.id = any(ids) and d.employee_id = actor));
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  grant create on schema public to satya_system;
  foreach name in array array['entry_surroundings(date, date)', 'take_entries_turn(date, date, uuid[])'] loop
    execute format('revoke execute on function %s from public', name);
    execute format('grant execute on function %s to satya_app, satya_national, satya_system', name);
    execute format('alter function %s owner to satya_system', name);
  end loop;
  revoke create on schema public from satya_system;
end $$;
