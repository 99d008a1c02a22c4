-- Since when an entry waits for its answer: since it first came in, or since its last word where it had come back, by the
-- server's clock.
create function waits_since(entry daily_entries) returns timestamptz language sql stable as $$
  select case when entry.reviewed_at is null then coalesce(entry.first_received_at, entry.received_at)
    else greatest(entry.received_at, entry.reviewed_at, entry.device_at - make_interval(secs => entry.skew_seconds)) end
$$;
--> statement-breakpoint
-- As before, by that instant.
create or replace function overdue_queues_of(superior uuid, agencies int[], today date)
  returns table (appraiser_id uuid, entries int, people int, oldest_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with waiting as (
    select d.appraiser_id, d.employee_id, d.agency_id, d.work_on, waits_since(d) as since
    from appraisers a join daily_entries d on d.appraiser_id = a.employee_id and d.state = 'submitted'
    where a.appraiser_id = superior and today between a.starts_on and coalesce(a.ends_on, 'infinity')
    union all
    select d.appraiser_id, d.employee_id, d.agency_id, d.work_on, waits_since(d) as since
    from entry_months m join daily_entries d on d.employee_id = m.employee_id and d.state = 'submitted'
      and d.agency_id = m.agency_id and d.work_on >= m.month and d.work_on < m.month + interval '1 month'
    where m.agency_id = any(agencies) and m.waiting > 0
  ), terms as materialized (
    select t.agency_id, t.work_on, g.time_zone, overdue_before(review_days_on(t.agency_id, t.work_on), today) as before
    from (select distinct w.agency_id, w.work_on from waiting w) t join agencies g on g.id = t.agency_id
  )
  select w.appraiser_id, count(*)::int, count(distinct w.employee_id)::int, min(w.work_on)
  from waiting w join terms t on t.agency_id = w.agency_id and t.work_on = w.work_on
  where (w.since at time zone t.time_zone)::date < t.before
  group by w.appraiser_id
$$;
