CREATE TABLE "absence_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"year" smallint NOT NULL,
	"sanction" text NOT NULL,
	"days" smallint NOT NULL,
	"longest_run_days" smallint NOT NULL,
	"absent_on" date[] NOT NULL,
	"is_taken" boolean NOT NULL,
	"reason" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_by_name" text NOT NULL,
	CONSTRAINT "absence_decisions_reason" CHECK (btrim(reason) <> '')
);
--> statement-breakpoint
ALTER TABLE "absence_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "absences" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"absent_on" date NOT NULL,
	"ground" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	"withdrawn_reason" text,
	CONSTRAINT "absences_ground" CHECK (btrim(ground) <> ''),
	CONSTRAINT "absences_withdrawn" CHECK ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null or btrim(coalesce(withdrawn_reason, '')) <> ''))
);
--> statement-breakpoint
ALTER TABLE "absences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "allowance_amounts" (
	"agency_id" integer NOT NULL,
	"position_id" integer NOT NULL,
	"starts_on" date NOT NULL,
	"amount_rupiah" bigint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "allowance_amounts_agency_id_position_id_starts_on_pk" PRIMARY KEY("agency_id","position_id","starts_on"),
	CONSTRAINT "allowance_amounts_positive" CHECK (amount_rupiah > 0)
);
--> statement-breakpoint
ALTER TABLE "allowance_amounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "allowance_rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" integer NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"terms" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "allowance_rules_period" CHECK (valid_to is null or valid_to >= valid_from)
);
--> statement-breakpoint
ALTER TABLE "allowance_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "absence_decisions" ADD CONSTRAINT "absence_decisions_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence_decisions" ADD CONSTRAINT "absence_decisions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allowance_amounts" ADD CONSTRAINT "allowance_amounts_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allowance_amounts" ADD CONSTRAINT "allowance_amounts_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allowance_rules" ADD CONSTRAINT "allowance_rules_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "absence_decisions_once" ON "absence_decisions" USING btree ("employee_id","year","sanction");--> statement-breakpoint
CREATE INDEX "absence_decisions_agency_id_year_index" ON "absence_decisions" USING btree ("agency_id","year");--> statement-breakpoint
CREATE UNIQUE INDEX "absences_once" ON "absences" USING btree ("employee_id","absent_on") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "absences_agency_id_absent_on_index" ON "absences" USING btree ("agency_id","absent_on");--> statement-breakpoint
CREATE INDEX "allowance_rules_agency_id_valid_from_index" ON "allowance_rules" USING btree ("agency_id","valid_from");--> statement-breakpoint
CREATE POLICY "absence_decisions_app" ON "absence_decisions" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "absence_decisions_insert" ON "absence_decisions" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "absence_decisions_update" ON "absence_decisions" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "absence_decisions_delete" ON "absence_decisions" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "absence_decisions_national" ON "absence_decisions" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "absence_decisions_system" ON "absence_decisions" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "absences_app" ON "absences" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "absences_insert" ON "absences" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "absences_update" ON "absences" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "absences_delete" ON "absences" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "absences_national" ON "absences" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "absences_system" ON "absences" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "allowance_amounts_app" ON "allowance_amounts" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "allowance_amounts_national" ON "allowance_amounts" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "allowance_amounts_system" ON "allowance_amounts" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "allowance_rules_app" ON "allowance_rules" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "allowance_rules_national" ON "allowance_rules" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "allowance_rules_system" ON "allowance_rules" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
alter table allowance_rules add constraint allowance_rules_no_overlap
  exclude using gist (agency_id with =, daterange(valid_from, valid_to, '[]') with &&);
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['absences', 'absence_decisions', 'allowance_rules', 'allowance_amounts'] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to satya_system', name);
    execute format('grant select, insert on %I to satya_app, satya_national', name);
  end loop;
  foreach name in array array['absences', 'absence_decisions'] loop
    execute format('grant select on %I to satya_undo', name);
    execute format('create policy satya_undo_reads on %I for select to satya_undo using (true)', name);
  end loop;
end $$;
--> statement-breakpoint
grant update on absences, allowance_rules, allowance_amounts to satya_app, satya_national;
--> statement-breakpoint
-- What was decided stays decided.
revoke update, delete on absence_decisions from satya_system;
