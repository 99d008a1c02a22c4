CREATE TABLE "entry_months" (
	"employee_id" uuid NOT NULL,
	"month" date NOT NULL,
	"agency_id" integer NOT NULL,
	"days" integer DEFAULT 0 NOT NULL,
	"approved_minutes" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"oldest_at" timestamp with time zone,
	"answered" integer DEFAULT 0 NOT NULL,
	"answered_seconds" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "entry_months_employee_id_month_agency_id_pk" PRIMARY KEY("employee_id","month","agency_id"),
	CONSTRAINT "entry_months_first_day" CHECK (date_part('day', month) = 1)
);
--> statement-breakpoint
ALTER TABLE "entry_months" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "entry_months" ADD CONSTRAINT "entry_months_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_months" ADD CONSTRAINT "entry_months_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_months_agency_id_month_index" ON "entry_months" USING btree ("agency_id","month");--> statement-breakpoint
CREATE POLICY "entry_months_app" ON "entry_months" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "entry_months_insert" ON "entry_months" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (false);--> statement-breakpoint
CREATE POLICY "entry_months_update" ON "entry_months" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (false) WITH CHECK (false);--> statement-breakpoint
CREATE POLICY "entry_months_delete" ON "entry_months" AS PERMISSIVE FOR DELETE TO "satya_app" USING (false);--> statement-breakpoint
CREATE POLICY "entry_months_national" ON "entry_months" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "entry_months_system" ON "entry_months" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
alter table entry_months force row level security;
--> statement-breakpoint
grant select, insert, update, delete on entry_months to satya_system;
--> statement-breakpoint
grant select on entry_months to satya_app, satya_national, satya_undo;
--> statement-breakpoint
create policy satya_undo_reads on entry_months for select to satya_undo using (true);
--> statement-breakpoint
-- What the entries of some people come to in some months, anew. Whoever writes entries of the same person and month
-- waits here, and counts what the other one wrote.
create function count_entry_months(people uuid[], months date[], agencies int[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  insert into entry_months (employee_id, month, agency_id)
    select * from unnest(people, months, agencies) on conflict do nothing;
  perform from entry_months m join unnest(people, months, agencies) k (employee_id, month, agency_id)
    using (employee_id, month, agency_id) order by m.employee_id, m.month, m.agency_id for update of m;
  update entry_months m set days = n.days, approved_minutes = n.minutes, waiting = n.waiting, oldest_at = n.oldest,
    answered = n.answered, answered_seconds = n.seconds
  from (
    select k.employee_id, k.month, k.agency_id,
      coalesce(bit_or(1 << (date_part('day', d.work_on)::int - 1))
        filter (where d.state in ('submitted', 'returned', 'approved')), 0) as days,
      coalesce(sum(d.approved_minutes) filter (where d.state = 'approved'), 0) as minutes,
      count(*) filter (where d.state = 'submitted') as waiting,
      min(coalesce(d.first_received_at, d.received_at)) filter (where d.state = 'submitted') as oldest,
      count(*) filter (where d.reviewed_at >= d.received_at) as answered, -- not what came in anew since
      coalesce(sum(date_part('epoch', d.reviewed_at - coalesce(d.first_received_at, d.received_at)))
        filter (where d.reviewed_at >= d.received_at), 0) as seconds
    from unnest(people, months, agencies) k (employee_id, month, agency_id)
    left join daily_entries d on d.employee_id = k.employee_id and d.agency_id = k.agency_id
      and d.work_on between k.month and (k.month + interval '1 month - 1 day')::date and d.state <> 'withdrawn'
    group by k.employee_id, k.month, k.agency_id
  ) n
  where (m.employee_id, m.month, m.agency_id) = (n.employee_id, n.month, n.agency_id);
end $$;
--> statement-breakpoint
create function keep_entry_months() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  people uuid[];
  months date[];
  agencies int[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(c.employee_id), array_agg(c.month), array_agg(c.agency_id) into people, months, agencies from (
      select employee_id, date_trunc('month', work_on)::date as month, agency_id from old_rows
      union select employee_id, date_trunc('month', work_on)::date, agency_id from new_rows) c;
  else
    select array_agg(c.employee_id), array_agg(c.month), array_agg(c.agency_id) into people, months, agencies from (
      select distinct employee_id, date_trunc('month', work_on)::date as month, agency_id from new_rows) c;
  end if;
  if people is not null then perform count_entry_months(people, months, agencies); end if;
  return null;
end $$;
--> statement-breakpoint
create trigger daily_entries_months_insert after insert on daily_entries
  referencing new table as new_rows for each statement execute function keep_entry_months();
--> statement-breakpoint
create trigger daily_entries_months_update after update on daily_entries
  referencing old table as old_rows new table as new_rows for each statement execute function keep_entry_months();
--> statement-breakpoint
create trigger daily_entries_months_delete after delete on daily_entries
  referencing old table as new_rows for each statement execute function keep_entry_months();
--> statement-breakpoint
select count_entry_months(array_agg(c.employee_id), array_agg(c.month), array_agg(c.agency_id))
from (select distinct employee_id, date_trunc('month', work_on)::date as month, agency_id from daily_entries) c
having count(*) > 0;
--> statement-breakpoint
-- The last day of leave: its end, or what its days come to, and never after the day before the return. Null while nobody
-- knows it.
create function last_day_of_leave(effective_on date, ends_on date, days int, returned_on date) returns date
language sql immutable as $$ select least(coalesce(ends_on, effective_on + days - 1), returned_on - 1) $$;
--> statement-breakpoint
create or replace function leave_of_team_between(first_day date, last_day date)
returns table (employee_id uuid, starts_on date, ends_on date)
language sql stable security definer set search_path = public as $$
  select l.employee_id, l.effective_on,
    coalesce(last_day_of_leave(l.effective_on, l.ends_on, l.days, l.returned_on), 'infinity')
  from leave_history l
  where l.employee_id in (select t.employee_id from team_of_actor_between(first_day, last_day) t)
    and l.effective_on <= last_day and not l.is_void
    and not exists (select from leave_history n where n.replaces_id = l.id)
    and coalesce(last_day_of_leave(l.effective_on, l.ends_on, l.days, l.returned_on), 'infinity') >= first_day
$$;
--> statement-breakpoint
-- The units that the actor heads: those whose head's post is the actor's own.
create function units_headed_by_actor()
returns table (agency_id int, unit_id int, preorder int, last_preorder int)
language sql stable security definer set search_path = public as $$
  select u.agency_id, u.id, u.preorder, u.last_preorder
  from employees e join units u on u.id = e.unit_id and u.agency_id = e.agency_id
  where e.id = nullif(current_setting('satya.employee', true), '')::uuid and e.position_name = u.head_title
    and e.legal_status = '01' and e.deceased_on is null and e.merged_into_id is null
$$;
--> statement-breakpoint
-- People of an agency with what they wrote down in a month: all of them for whoever serves the agency or all of them, those
-- of the own tree for the head of a unit. Whoever has left, has died, had not begun or was on leave on every working day is left
-- out; a working day counts once it is over. Row-level security shows a head only their own record, and would ask it
-- anew for each row, so the function narrows by the actor itself.
create function recap_people(agency int, month_first date, today date)
returns table (id uuid, nip text, name text, unit_id int, unit text, preorder int, filled int, missing int, minutes int,
  waiting int, oldest_waiting_days int, answered int, answered_days numeric)
language sql stable security definer set search_path = public as $$
  with days as materialized (
    select d::date as day, 1 << (date_part('day', d)::int - 1) as bit
    from generate_series(month_first, least((month_first + interval '1 month - 1 day')::date, today - 1), '1 day') d
    where extract(isodow from d) < 6 and not exists (select from holidays h where h.day = d::date)
  ), people as materialized (
    select e.id, e.nip, e.name, e.cpns_on, u.id as unit_id, coalesce(u.name, '') as unit, u.preorder
    from employees e left join units u on u.id = e.unit_id
    where e.agency_id = agency and e.legal_status = '01' and e.deceased_on is null and e.merged_into_id is null
      and e.cpns_on <= (month_first + interval '1 month - 1 day')::date
      and (agency = any(string_to_array(current_setting('satya.agencies', true), ',')::int[])
        or current_setting('role') = 'satya_national'
        or exists (select from units_headed_by_actor() h
          where h.agency_id = u.agency_id and u.preorder between h.preorder and h.last_preorder))
  ), away as materialized (
    select l.employee_id, bit_or(d.bit) as bits
    from people p join leave_history l on l.employee_id = p.id
    join days d on d.day between l.effective_on
      and coalesce(last_day_of_leave(l.effective_on, l.ends_on, l.days, l.returned_on), 'infinity')
    where not l.is_void and not exists (select from leave_history n where n.replaces_id = l.id)
    group by l.employee_id
  ), due as materialized (
    select p.*, coalesce(case when p.cpns_on <= month_first then (select bit_or(bit) from days)
      else (select bit_or(bit) from days where day >= p.cpns_on) end, 0) & ~coalesce(a.bits, 0) as bits
    from people p left join away a on a.employee_id = p.id
  )
  select p.id, p.nip, p.name, p.unit_id, p.unit, p.preorder, bit_count((p.bits & coalesce(m.days, 0))::bit(32))::int,
    bit_count((p.bits & ~coalesce(m.days, 0))::bit(32))::int, coalesce(m.approved_minutes, 0), coalesce(m.waiting, 0),
    today - m.oldest_at::date, coalesce(m.answered, 0), coalesce(m.answered_seconds, 0)::numeric / 86400
  from due p left join entry_months m on m.employee_id = p.id and m.month = month_first and m.agency_id = agency
  where p.bits <> 0
$$;
--> statement-breakpoint
do $$
declare name text;
begin
  for name in select unnest(array['count_entry_months(uuid[], date[], int[])', 'keep_entry_months()',
    'units_headed_by_actor()', 'recap_people(int, date, date)']) loop
    execute format('revoke execute on function %s from public', name);
    execute 'grant create on schema public to satya_system';
    execute format('alter function %s owner to satya_system', name);
    execute 'revoke create on schema public from satya_system';
  end loop;
end $$;
--> statement-breakpoint
grant execute on function units_headed_by_actor(), recap_people(int, date, date) to satya_app, satya_national;
