CREATE TABLE "audit_incarnations" (
	"number" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_incarnations_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"origin" text NOT NULL,
	"began_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
-- What is sealed already belongs to the first.
insert into audit_incarnations (origin) select system_identifier::text from pg_control_system();--> statement-breakpoint
ALTER TABLE "audit_incarnations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_incarnations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "audit_incarnations_system" ON "audit_incarnations" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
grant select, insert on audit_incarnations to satya_system;--> statement-breakpoint
-- The newest incarnation when it is of this cluster; else the database was restored into another one, and the first to
-- write there begins a new one.
create function audit_incarnation() returns integer language plpgsql security definer set search_path = public as $$
declare
  here text := (select system_identifier::text from pg_control_system());
  newest audit_incarnations%rowtype;
begin
  select * into newest from audit_incarnations order by number desc limit 1;
  if newest.origin = here then return newest.number; end if;
  perform pg_advisory_xact_lock(7041946);
  select * into newest from audit_incarnations order by number desc limit 1;
  if newest.origin is distinct from here then
    insert into audit_incarnations (origin) values (here) returning * into newest;
  end if;
  return newest.number;
end $$;--> statement-breakpoint
do $$
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function audit_incarnation() owner to satya_system';
  execute 'revoke create on schema public from satya_system';
end $$;--> statement-breakpoint
DROP INDEX "audit_events_xid";--> statement-breakpoint
ALTER TABLE "audit_seals" ALTER COLUMN "incarnation" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "incarnation" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ALTER COLUMN "incarnation" SET DEFAULT audit_incarnation();--> statement-breakpoint
CREATE INDEX "audit_events_order" ON "audit_events" USING btree ("incarnation","xid","seq");
--> statement-breakpoint
DROP POLICY "distinct_people_app" ON "distinct_people" CASCADE;--> statement-breakpoint
CREATE POLICY "distinct_people_insert" ON "distinct_people" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "distinct_people_update" ON "distinct_people" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]))) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "distinct_people_delete" ON "distinct_people" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "distinct_people_app" ON "distinct_people" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id"));
