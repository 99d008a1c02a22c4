-- The working days within which work of a day is answered: as the agency had them then, which the receipt promises.
create function review_days_on(agency int, day date) returns int
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select s.review_days from performance_settings s where s.agency_id = agency and s.starts_on <= day
    order by s.starts_on desc limit 1), 5)
$$;
--> statement-breakpoint
drop function overdue_before(int, date);
--> statement-breakpoint
-- Entries that came in before this day waited longer than so many working days.
create function overdue_before(review_days int, today date) returns date
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d::date from generate_series(today - 120, today - 1, '1 day') d
  where extract(isodow from d) < 6 and not exists (select from holidays h where h.day = d::date)
  order by d desc limit 1 offset review_days - 1
$$;
--> statement-breakpoint
-- As before, by what the agency had decided for the day of the work, and since the entry first came in: who rewrites it
-- makes it no younger.
create or replace function overdue_queues_of(superior uuid, agencies int[], today date)
  returns table (appraiser_id uuid, entries int, people int, oldest_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with waiting as (
    select d.appraiser_id, d.employee_id, d.agency_id, d.work_on,
      coalesce(d.first_received_at, d.received_at) as received_at
    from appraisers a join daily_entries d on d.appraiser_id = a.employee_id and d.state = 'submitted'
    where a.appraiser_id = superior and today between a.starts_on and coalesce(a.ends_on, 'infinity')
    union all
    select d.appraiser_id, d.employee_id, d.agency_id, d.work_on,
      coalesce(d.first_received_at, d.received_at) as received_at
    from entry_months m join daily_entries d on d.employee_id = m.employee_id and d.state = 'submitted'
      and d.agency_id = m.agency_id and d.work_on >= m.month and d.work_on < m.month + interval '1 month'
    where m.agency_id = any(agencies) and m.waiting > 0
  ), terms as materialized (
    select t.agency_id, t.work_on, g.time_zone, overdue_before(review_days_on(t.agency_id, t.work_on), today) as before
    from (select distinct w.agency_id, w.work_on from waiting w) t join agencies g on g.id = t.agency_id
  )
  select w.appraiser_id, count(*)::int, count(distinct w.employee_id)::int, min(w.work_on)
  from waiting w join terms t on t.agency_id = w.agency_id and t.work_on = w.work_on
  where (w.received_at at time zone t.time_zone)::date < t.before
  group by w.appraiser_id
$$;
--> statement-breakpoint
do $$
declare name text;
begin
  grant create on schema public to satya_system;
  foreach name in array array['review_days_on(int, date)', 'overdue_before(int, date)'] loop
    execute format('alter function %s owner to satya_system', name);
    execute format('revoke execute on function %s from public', name);
  end loop;
  revoke create on schema public from satya_system;
end $$;
