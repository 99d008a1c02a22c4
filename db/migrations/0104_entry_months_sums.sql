-- An entry that comes in is added to what its month comes to: most entries change nothing else, and at the end of a month
-- they come by the hundred in a second. `on conflict` reads the row as the last one left it.
create function add_entry_months() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  insert into entry_months as m (employee_id, month, agency_id, days, approved_minutes, waiting, oldest_at, answered,
    answered_seconds)
  select d.employee_id, date_trunc('month', d.work_on)::date, d.agency_id,
    coalesce(bit_or(1 << (date_part('day', d.work_on)::int - 1))
      filter (where d.state in ('submitted', 'returned', 'approved')), 0),
    coalesce(sum(d.approved_minutes) filter (where d.state = 'approved'), 0),
    count(*) filter (where d.state = 'submitted'),
    min(coalesce(d.first_received_at, d.received_at)) filter (where d.state = 'submitted'),
    count(*) filter (where d.reviewed_at >= d.received_at),
    coalesce(sum(date_part('epoch', d.reviewed_at - coalesce(d.first_received_at, d.received_at)))
      filter (where d.reviewed_at >= d.received_at), 0)
  from new_rows d where d.state <> 'withdrawn' group by 1, 2, 3 order by 1, 2, 3
  on conflict (employee_id, month, agency_id) do update set days = m.days | excluded.days,
    approved_minutes = m.approved_minutes + excluded.approved_minutes, waiting = m.waiting + excluded.waiting,
    oldest_at = least(m.oldest_at, excluded.oldest_at), answered = m.answered + excluded.answered,
    answered_seconds = m.answered_seconds + excluded.answered_seconds;
  return null;
end $$;
--> statement-breakpoint
-- The same as before for what is changed or taken away, each month of a person looked up by itself.
create or replace function count_entry_months(people uuid[], months date[], agencies int[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  insert into entry_months (employee_id, month, agency_id)
    select * from unnest(people, months, agencies) on conflict do nothing;
  perform from entry_months m join unnest(people, months, agencies) k (employee_id, month, agency_id)
    using (employee_id, month, agency_id) order by m.employee_id, m.month, m.agency_id for update of m;
  update entry_months m set days = n.days, approved_minutes = n.minutes, waiting = n.waiting, oldest_at = n.oldest,
    answered = n.answered, answered_seconds = n.seconds
  from unnest(people, months, agencies) k (employee_id, month, agency_id)
  cross join lateral (
    select coalesce(bit_or(1 << (date_part('day', d.work_on)::int - 1))
        filter (where d.state in ('submitted', 'returned', 'approved')), 0) as days,
      coalesce(sum(d.approved_minutes) filter (where d.state = 'approved'), 0) as minutes,
      count(*) filter (where d.state = 'submitted') as waiting,
      min(coalesce(d.first_received_at, d.received_at)) filter (where d.state = 'submitted') as oldest,
      count(*) filter (where d.reviewed_at >= d.received_at) as answered, -- not what came in anew since
      coalesce(sum(date_part('epoch', d.reviewed_at - coalesce(d.first_received_at, d.received_at)))
        filter (where d.reviewed_at >= d.received_at), 0) as seconds
    from daily_entries d where d.employee_id = k.employee_id and d.agency_id = k.agency_id
      and d.work_on between k.month and (k.month + interval '1 month - 1 day')::date and d.state <> 'withdrawn'
  ) n
  where (m.employee_id, m.month, m.agency_id) = (k.employee_id, k.month, k.agency_id);
end $$;
--> statement-breakpoint
drop trigger daily_entries_months_insert on daily_entries;
--> statement-breakpoint
create trigger daily_entries_months_insert after insert on daily_entries
  referencing new table as new_rows for each statement execute function add_entry_months();
--> statement-breakpoint
revoke execute on function add_entry_months() from public;
--> statement-breakpoint
grant create on schema public to satya_system;
--> statement-breakpoint
alter function add_entry_months() owner to satya_system;
--> statement-breakpoint
revoke create on schema public from satya_system;
