-- As before, also asked on a day on which nobody works: what was due on Friday is overdue on Saturday.
create or replace function overdue_before(agency int, today date) returns date
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d::date from generate_series(today - 120, today - 1, '1 day') d
  where extract(isodow from d) < 6 and not exists (select from holidays h where h.day = d::date)
  order by d desc limit 1
  offset coalesce((select s.review_days from performance_settings s where s.agency_id = agency and s.starts_on <= today
    order by s.starts_on desc limit 1), 5) - 1
$$;
