-- Papers of the archive that prove a row of a history, and who verified the row against them (docs/decisions/0150).
ALTER TABLE "employee_documents" ADD CONSTRAINT "employee_documents_person" UNIQUE("id","employee_id");--> statement-breakpoint
CREATE TABLE "history_documents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"history" text NOT NULL,
	"row_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"withdraws_id" uuid,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "history_documents_withdraws" UNIQUE("withdraws_id"),
	CONSTRAINT "history_documents_history" CHECK (history in ('rank_history', 'position_history', 'education_history', 'training_history',
  'family_history', 'appointment_history', 'service_time_history', 'credit_point_history', 'performance_history',
  'discipline_history', 'award_history', 'leave_history')),
	CONSTRAINT "history_documents_reason" CHECK ((withdraws_id is null) = (btrim(coalesce(reason, '')) = ''))
);
--> statement-breakpoint
ALTER TABLE "history_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "history_verifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"history" text NOT NULL,
	"row_id" uuid NOT NULL,
	"verified_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"verified_by" uuid NOT NULL,
	"verifier_name" text NOT NULL,
	CONSTRAINT "history_verifications_history" CHECK (history in ('rank_history', 'position_history', 'education_history', 'training_history',
  'family_history', 'appointment_history', 'service_time_history', 'credit_point_history', 'performance_history',
  'discipline_history', 'award_history', 'leave_history'))
);
--> statement-breakpoint
ALTER TABLE "history_verifications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "history_documents" ADD CONSTRAINT "history_documents_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_documents" ADD CONSTRAINT "history_documents_withdraws_id_history_documents_id_fk" FOREIGN KEY ("withdraws_id") REFERENCES "public"."history_documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_documents" ADD CONSTRAINT "history_documents_of_the_person" FOREIGN KEY ("document_id","employee_id") REFERENCES "public"."employee_documents"("id","employee_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_verifications" ADD CONSTRAINT "history_verifications_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "history_documents_row" ON "history_documents" USING btree ("row_id");--> statement-breakpoint
CREATE INDEX "history_documents_employee" ON "history_documents" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "history_verifications_employee" ON "history_verifications" USING btree ("employee_id");--> statement-breakpoint
CREATE POLICY "history_documents_app" ON "history_documents" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "history_documents_insert" ON "history_documents" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "history_documents_update" ON "history_documents" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]))) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "history_documents_delete" ON "history_documents" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])));--> statement-breakpoint
CREATE POLICY "history_documents_national" ON "history_documents" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "history_documents_system" ON "history_documents" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "history_verifications_app" ON "history_verifications" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id"));--> statement-breakpoint
CREATE POLICY "history_verifications_insert" ON "history_verifications" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) and "verified_by" is not distinct from (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "history_verifications_update" ON "history_verifications" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) and "verified_by" is not distinct from (select nullif(current_setting('satya.account', true), ''))::uuid) WITH CHECK (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) and "verified_by" is not distinct from (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "history_verifications_delete" ON "history_verifications" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from employees e where e.id = "employee_id" and e.agency_id = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) and "verified_by" is not distinct from (select nullif(current_setting('satya.account', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "history_verifications_national" ON "history_verifications" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "history_verifications_system" ON "history_verifications" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
alter table history_documents force row level security;
--> statement-breakpoint
alter table history_verifications force row level security;
--> statement-breakpoint
grant select, insert on history_documents, history_verifications to satya_app, satya_national, satya_system;
--> statement-breakpoint
grant select on history_documents, history_verifications to satya_undo;
--> statement-breakpoint
create policy satya_undo_reads on history_documents for select to satya_undo using (true);
--> statement-breakpoint
create policy satya_undo_reads on history_verifications for select to satya_undo using (true);
--> statement-breakpoint
-- The row that is proved or verified is there and of the same person; a foreign key cannot name one of twelve tables.
create function require_history_row() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  recorder uuid;
  found_rows int;
begin
  execute format('select recorded_by from %I where id = $1 and employee_id = $2', new.history)
    into recorder using new.row_id, new.employee_id;
  get diagnostics found_rows = row_count;
  if found_rows = 0 then
    raise foreign_key_violation
      using message = format('%s violates foreign key: no such row of %s of this person', tg_table_name, new.history);
  end if;
  if tg_table_name = 'history_documents' then
    if new.withdraws_id is not null and not exists (
      select from history_documents d
      where d.id = new.withdraws_id and d.row_id = new.row_id and d.document_id = new.document_id
    ) then
      raise foreign_key_violation using message = 'history_documents violates foreign key: the row does not show it';
    end if;
  else
    if recorder = new.verified_by then
      raise check_violation using message = 'who recorded a row does not verify it';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
-- A row that takes the place of another one takes its papers along.
create function carry_papers() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into history_documents (employee_id, history, row_id, document_id, recorded_by)
  select a.employee_id, tg_table_name, a.id, d.document_id, a.recorded_by
  from added a join history_documents d on d.row_id = a.replaces_id
  where not a.is_void and d.withdraws_id is null
    and not exists (select from history_documents w where w.withdraws_id = d.id);
  return null;
end $$;
--> statement-breakpoint
-- As the system, whose policies see every row, so that they work for any table owner.
do $$
declare name text;
begin
  execute 'grant create on schema public to satya_system';
  execute 'alter function require_history_row() owner to satya_system';
  execute 'alter function carry_papers() owner to satya_system';
  execute 'revoke create on schema public from satya_system';
  foreach name in array array['history_documents', 'history_verifications'] loop
    execute format(
      'create trigger %I before insert on %I for each row execute function require_history_row()', name || '_row', name);
  end loop;
  foreach name in array array[
    'rank_history', 'position_history', 'education_history', 'training_history', 'family_history',
    'appointment_history', 'service_time_history', 'credit_point_history', 'performance_history',
    'discipline_history', 'award_history', 'leave_history'
  ] loop
    execute format(
      'create trigger %I after insert on %I referencing new table as added for each statement execute function carry_papers()',
      name || '_papers', name);
  end loop;
end $$;
--> statement-breakpoint
revoke execute on function require_history_row(), carry_papers() from public;
