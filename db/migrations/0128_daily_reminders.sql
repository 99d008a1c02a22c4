CREATE TYPE "public"."daily_reminder_kind" AS ENUM('unwritten', 'waiting', 'overdue');--> statement-breakpoint
CREATE TABLE "daily_reminders" (
	"employee_id" uuid NOT NULL,
	"day" date NOT NULL,
	"kind" "daily_reminder_kind" NOT NULL,
	"entries" integer,
	"oldest_on" date,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "daily_reminders_employee_id_day_kind_pk" PRIMARY KEY("employee_id","day","kind"),
	CONSTRAINT "daily_reminders_entries" CHECK ((kind = 'unwritten') = (entries is null))
);
--> statement-breakpoint
ALTER TABLE "daily_reminders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "is_reminded" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "performance_settings" ADD COLUMN "remind_at" time DEFAULT '15:30';--> statement-breakpoint
ALTER TABLE "performance_settings" ADD COLUMN "digest_at" time DEFAULT '18:00';--> statement-breakpoint
ALTER TABLE "daily_reminders" ADD CONSTRAINT "daily_reminders_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "performance_settings" ADD CONSTRAINT "performance_settings_quiet" CHECK (greatest(remind_at, digest_at) <= '20:00');--> statement-breakpoint
CREATE POLICY "daily_reminders_app" ON "daily_reminders" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "daily_reminders_insert" ON "daily_reminders" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (false);--> statement-breakpoint
CREATE POLICY "daily_reminders_update" ON "daily_reminders" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (false) WITH CHECK (false);--> statement-breakpoint
CREATE POLICY "daily_reminders_delete" ON "daily_reminders" AS PERMISSIVE FOR DELETE TO "satya_app" USING (false);--> statement-breakpoint
CREATE POLICY "daily_reminders_national" ON "daily_reminders" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "daily_reminders_system" ON "daily_reminders" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);;
--> statement-breakpoint
alter table daily_reminders force row level security;
--> statement-breakpoint
grant select on daily_reminders to satya_app, satya_national;
--> statement-breakpoint
grant select, insert, delete on daily_reminders to satya_system;
--> statement-breakpoint
grant select on daily_reminders to satya_undo;
--> statement-breakpoint
create policy satya_undo_reads on daily_reminders for select to satya_undo using (true);
--> statement-breakpoint
-- Entries that came in before this day waited longer than the working days in which an agency has them answered.
create function overdue_before(agency int, today date) returns date
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d::date from generate_series(today - 120, today, '1 day') d
  where extract(isodow from d) < 6 and not exists (select from holidays h where h.day = d::date)
  order by d desc limit 1
  offset coalesce((select s.review_days from performance_settings s where s.agency_id = agency and s.starts_on <= today
    order by s.starts_on desc limit 1), 5)
$$;
--> statement-breakpoint
-- The queues of appraisers that are overdue on a day: of those whom a person appraises, and of an agency where one is
-- given. How many entries, never what they say.
create function overdue_queues_of(superior uuid, agencies int[], today date)
  returns table (appraiser_id uuid, entries int, people int, oldest_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with waiting as (
    select d.appraiser_id, d.employee_id, d.agency_id, d.work_on, d.received_at
    from appraisers a join daily_entries d on d.appraiser_id = a.employee_id and d.state = 'submitted'
    where a.appraiser_id = superior and today between a.starts_on and coalesce(a.ends_on, 'infinity')
    union all
    select d.appraiser_id, d.employee_id, d.agency_id, d.work_on, d.received_at
    from entry_months m join daily_entries d on d.employee_id = m.employee_id and d.state = 'submitted'
      and d.agency_id = m.agency_id and d.work_on >= m.month and d.work_on < m.month + interval '1 month'
    where m.agency_id = any(agencies) and m.waiting > 0
  ), bounds as materialized (
    select g.id, g.time_zone, overdue_before(g.id, today) as before from agencies g
    where g.id in (select w.agency_id from waiting w)
  )
  select w.appraiser_id, count(*)::int, count(distinct w.employee_id)::int, min(w.work_on)
  from waiting w join bounds b on b.id = w.agency_id
  where (w.received_at at time zone b.time_zone)::date < b.before
  group by w.appraiser_id
$$;
--> statement-breakpoint
-- The same for whoever asks: an appraiser of appraisers, or the officer of an agency; with the names, oldest first.
create function overdue_queues(today date)
  returns table (appraiser_id uuid, name text, "position" text, entries int, people int, oldest_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select q.appraiser_id, e.name, e.position_name, q.entries, q.people, q.oldest_on
  from overdue_queues_of(
    case when current_setting('satya.role', true) = 'appraiser' then nullif(current_setting('satya.employee', true), '')::uuid end,
    case when current_setting('satya.role', true) = 'performance_officer'
      then string_to_array(coalesce(current_setting('satya.agencies', true), ''), ',')::int[] end, today) q
  left join employees e on e.id = q.appraiser_id
  order by q.oldest_on, e.name
$$;
--> statement-breakpoint
do $$
declare name text;
begin
  grant create on schema public to satya_system;
  foreach name in array array['overdue_before(int, date)', 'overdue_queues_of(uuid, int[], date)',
    'overdue_queues(date)'] loop
    execute format('alter function %s owner to satya_system', name);
    execute format('revoke execute on function %s from public', name);
  end loop;
  revoke create on schema public from satya_system;
  grant execute on function overdue_queues(date) to satya_app, satya_national;
end $$;
