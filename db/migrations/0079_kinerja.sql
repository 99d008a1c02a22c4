CREATE TYPE "public"."appraiser_kind" AS ENUM('derived', 'letter', 'acting', 'daily');--> statement-breakpoint
CREATE TYPE "public"."entry_kind" AS ENUM('plan', 'additional', 'general');--> statement-breakpoint
CREATE TYPE "public"."entry_state" AS ENUM('submitted', 'returned', 'approved', 'rejected', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."indicator_aspect" AS ENUM('quantity', 'quality', 'time', 'cost');--> statement-breakpoint
CREATE TYPE "public"."performance_regime" AS ENUM('pp46_2011', 'permenpanrb8_2021', 'permenpanrb6_2022');--> statement-breakpoint
CREATE TYPE "public"."plan_item_kind" AS ENUM('main', 'additional', 'activity');--> statement-breakpoint
CREATE TYPE "public"."plan_model" AS ENUM('quantitative', 'qualitative');--> statement-breakpoint
CREATE TYPE "public"."plan_state" AS ENUM('draft', 'proposed', 'agreed', 'replaced', 'ended');--> statement-breakpoint
ALTER TYPE "public"."account_role" ADD VALUE 'appraiser';--> statement-breakpoint
ALTER TYPE "public"."account_role" ADD VALUE 'performance_officer';--> statement-breakpoint
CREATE TABLE "appraisers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"appraiser_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"kind" "appraiser_kind" DEFAULT 'derived' NOT NULL,
	"letter_number" text,
	"letter_on" date,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "appraisers_not_oneself" CHECK (employee_id <> appraiser_id),
	CONSTRAINT "appraisers_period" CHECK (ends_on is null or ends_on >= starts_on),
	CONSTRAINT "appraisers_letter" CHECK (kind = 'derived' or btrim(coalesce(letter_number, '')) <> '')
);
--> statement-breakpoint
ALTER TABLE "appraisers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "daily_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"employee_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"appraiser_id" uuid,
	"work_on" date NOT NULL,
	"starts_minute" smallint NOT NULL,
	"ends_minute" smallint NOT NULL,
	"kind" "entry_kind" NOT NULL,
	"plan_item_id" uuid,
	"text" text NOT NULL,
	"quantity" numeric(12, 2),
	"unit" text,
	"place" text,
	"order_by" text,
	"order_number" text,
	"late_reason" text,
	"state" "entry_state" DEFAULT 'submitted' NOT NULL,
	"approved_minutes" smallint,
	"review_note" text,
	"reviewed_by" uuid,
	"reviewed_at" timestamp with time zone,
	"device_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "daily_entries_time" CHECK (starts_minute >= 0 and starts_minute < ends_minute and ends_minute <= 1440),
	CONSTRAINT "daily_entries_text" CHECK (btrim(text) <> ''),
	CONSTRAINT "daily_entries_item" CHECK ((kind = 'plan') = (plan_item_id is not null)),
	CONSTRAINT "daily_entries_order" CHECK (kind <> 'additional' or btrim(coalesce(order_by, '')) <> ''),
	CONSTRAINT "daily_entries_minutes" CHECK (approved_minutes between 0 and ends_minute - starts_minute),
	CONSTRAINT "daily_entries_reviewed" CHECK ((state in ('submitted', 'withdrawn')) or (reviewed_at is not null and reviewed_by <> employee_id))
);
--> statement-breakpoint
ALTER TABLE "daily_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "performance_settings" (
	"agency_id" integer NOT NULL,
	"starts_on" date NOT NULL,
	"entry_days" smallint DEFAULT 3 NOT NULL,
	"review_days" smallint DEFAULT 5 NOT NULL,
	"day_minutes" smallint DEFAULT 600 NOT NULL,
	"evaluated_every" text DEFAULT 'quarter' NOT NULL,
	CONSTRAINT "performance_settings_agency_id_starts_on_pk" PRIMARY KEY("agency_id","starts_on"),
	CONSTRAINT "performance_settings_days" CHECK (entry_days between 0 and 31 and review_days between 1 and 31),
	CONSTRAINT "performance_settings_minutes" CHECK (day_minutes between 1 and 1440),
	CONSTRAINT "performance_settings_every" CHECK (evaluated_every in ('month', 'quarter'))
);
--> statement-breakpoint
ALTER TABLE "performance_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_behaviours" (
	"plan_id" uuid NOT NULL,
	"value" text NOT NULL,
	"expectation" text NOT NULL,
	CONSTRAINT "plan_behaviours_plan_id_value_pk" PRIMARY KEY("plan_id","value")
);
--> statement-breakpoint
ALTER TABLE "plan_behaviours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_indicators" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"aspect" "indicator_aspect",
	"perspective" text,
	"text" text NOT NULL,
	"target" text NOT NULL,
	"target_least" numeric(18, 4),
	"target_most" numeric(18, 4),
	"unit" text,
	CONSTRAINT "plan_indicators_itemId_position_unique" UNIQUE("item_id","position"),
	CONSTRAINT "plan_indicators_range" CHECK (target_most is null or target_least <= target_most)
);
--> statement-breakpoint
ALTER TABLE "plan_indicators" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"kind" "plan_item_kind" NOT NULL,
	"text" text NOT NULL,
	"leader_item_id" uuid,
	"leader_text" text,
	"quantity" numeric(14, 3),
	"quantity_unit" text,
	"quality" numeric(6, 3),
	"duration" numeric(8, 3),
	"duration_unit" text,
	"cost_rupiah" bigint,
	"credit_thousandths" integer,
	CONSTRAINT "plan_items_planId_position_unique" UNIQUE("plan_id","position"),
	CONSTRAINT "plan_items_text" CHECK (btrim(text) <> ''),
	CONSTRAINT "plan_items_targets" CHECK ((kind = 'activity') = (quantity is not null and duration is not null)),
	CONSTRAINT "plan_items_positive" CHECK (quantity > 0 and quality between 0 and 100 and duration > 0 and cost_rupiah > 0)
);
--> statement-breakpoint
ALTER TABLE "plan_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"item_id" uuid,
	"author_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_notes_text" CHECK (btrim(text) <> '')
);
--> statement-breakpoint
ALTER TABLE "plan_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"unit_id" integer,
	"regime" "performance_regime" NOT NULL,
	"model" "plan_model",
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"revision" smallint DEFAULT 1 NOT NULL,
	"replaces_id" uuid,
	"amendment_reason" text,
	"state" "plan_state" DEFAULT 'draft' NOT NULL,
	"appraiser_id" uuid NOT NULL,
	"superior_id" uuid,
	"people" jsonb NOT NULL,
	"resources" text DEFAULT '' NOT NULL,
	"accountability" text DEFAULT '' NOT NULL,
	"consequences" text DEFAULT '' NOT NULL,
	"proposed_at" timestamp with time zone,
	"agreed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plans_one_year" CHECK (ends_on >= starts_on and date_part('year', starts_on) = date_part('year', ends_on)),
	CONSTRAINT "plans_not_oneself" CHECK (employee_id <> appraiser_id),
	CONSTRAINT "plans_model" CHECK ((model is null) = (regime <> 'permenpanrb6_2022')),
	CONSTRAINT "plans_agreed" CHECK ((agreed_at is null) = (state in ('draft', 'proposed'))),
	CONSTRAINT "plans_amendment" CHECK (replaces_id is null or btrim(coalesce(amendment_reason, '')) <> '')
);
--> statement-breakpoint
ALTER TABLE "plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "appraisers" ADD CONSTRAINT "appraisers_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appraisers" ADD CONSTRAINT "appraisers_appraiser_id_employees_id_fk" FOREIGN KEY ("appraiser_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appraisers" ADD CONSTRAINT "appraisers_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_entries" ADD CONSTRAINT "daily_entries_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_entries" ADD CONSTRAINT "daily_entries_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_entries" ADD CONSTRAINT "daily_entries_appraiser_id_employees_id_fk" FOREIGN KEY ("appraiser_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_entries" ADD CONSTRAINT "daily_entries_plan_item_id_plan_items_id_fk" FOREIGN KEY ("plan_item_id") REFERENCES "public"."plan_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_entries" ADD CONSTRAINT "daily_entries_reviewed_by_employees_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "performance_settings" ADD CONSTRAINT "performance_settings_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_behaviours" ADD CONSTRAINT "plan_behaviours_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_indicators" ADD CONSTRAINT "plan_indicators_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_indicators" ADD CONSTRAINT "plan_indicators_item_id_plan_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."plan_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_leader_item_id_plan_items_id_fk" FOREIGN KEY ("leader_item_id") REFERENCES "public"."plan_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_notes" ADD CONSTRAINT "plan_notes_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_notes" ADD CONSTRAINT "plan_notes_item_id_plan_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."plan_items"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_notes" ADD CONSTRAINT "plan_notes_author_id_employees_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_replaces_id_plans_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_appraiser_id_employees_id_fk" FOREIGN KEY ("appraiser_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_superior_id_employees_id_fk" FOREIGN KEY ("superior_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appraisers_employee_id_starts_on_index" ON "appraisers" USING btree ("employee_id","starts_on");--> statement-breakpoint
CREATE INDEX "appraisers_appraiser_id_index" ON "appraisers" USING btree ("appraiser_id");--> statement-breakpoint
CREATE INDEX "daily_entries_employee_id_work_on_index" ON "daily_entries" USING btree ("employee_id","work_on");--> statement-breakpoint
CREATE INDEX "daily_entries_waiting" ON "daily_entries" USING btree ("appraiser_id","work_on") WHERE state = 'submitted';--> statement-breakpoint
CREATE INDEX "daily_entries_agency_id_work_on_index" ON "daily_entries" USING btree ("agency_id","work_on");--> statement-breakpoint
CREATE INDEX "plan_indicators_plan_id_index" ON "plan_indicators" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "plan_items_leader_item_id_index" ON "plan_items" USING btree ("leader_item_id");--> statement-breakpoint
CREATE INDEX "plan_notes_plan_id_written_at_index" ON "plan_notes" USING btree ("plan_id","written_at");--> statement-breakpoint
CREATE INDEX "plans_employee_id_starts_on_index" ON "plans" USING btree ("employee_id","starts_on");--> statement-breakpoint
CREATE INDEX "plans_appraiser_id_state_index" ON "plans" USING btree ("appraiser_id","state");--> statement-breakpoint
CREATE INDEX "plans_agency_id_starts_on_index" ON "plans" USING btree ("agency_id","starts_on");--> statement-breakpoint
CREATE POLICY "appraisers_app" ON "appraisers" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "appraisers_insert" ON "appraisers" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "appraisers_update" ON "appraisers" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "appraisers_delete" ON "appraisers" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "appraisers_national" ON "appraisers" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "appraisers_system" ON "appraisers" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "daily_entries_app" ON "daily_entries" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "daily_entries_insert" ON "daily_entries" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "daily_entries_update" ON "daily_entries" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "daily_entries_delete" ON "daily_entries" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "daily_entries_national" ON "daily_entries" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "daily_entries_system" ON "daily_entries" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "performance_settings_read" ON "performance_settings" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "performance_settings_insert" ON "performance_settings" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "performance_settings_update" ON "performance_settings" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "performance_settings_delete" ON "performance_settings" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "performance_settings_national" ON "performance_settings" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "performance_settings_system" ON "performance_settings" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_behaviours_app" ON "plan_behaviours" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id));--> statement-breakpoint
CREATE POLICY "plan_behaviours_insert" ON "plan_behaviours" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_behaviours_update" ON "plan_behaviours" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))) WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_behaviours_delete" ON "plan_behaviours" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_behaviours_national" ON "plan_behaviours" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_behaviours_system" ON "plan_behaviours" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_indicators_app" ON "plan_indicators" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id));--> statement-breakpoint
CREATE POLICY "plan_indicators_insert" ON "plan_indicators" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_indicators_update" ON "plan_indicators" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))) WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_indicators_delete" ON "plan_indicators" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_indicators_national" ON "plan_indicators" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_indicators_system" ON "plan_indicators" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_items_app" ON "plan_items" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id));--> statement-breakpoint
CREATE POLICY "plan_items_insert" ON "plan_items" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_items_update" ON "plan_items" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))) WITH CHECK (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_items_delete" ON "plan_items" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and p.state in ('draft', 'proposed') and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_items_national" ON "plan_items" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_items_system" ON "plan_items" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_notes_app" ON "plan_notes" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id));--> statement-breakpoint
CREATE POLICY "plan_notes_insert" ON "plan_notes" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK (exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_notes_update" ON "plan_notes" AS PERMISSIVE FOR UPDATE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))) WITH CHECK (exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_notes_delete" ON "plan_notes" AS PERMISSIVE FOR DELETE TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_notes_national" ON "plan_notes" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_notes_system" ON "plan_notes" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plans_app" ON "plans" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid
        or "superior_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or exists (select 1 from appraisers a where a.appraiser_id = plans.employee_id
          and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
CREATE POLICY "plans_insert" ON "plans" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "plans_update" ON "plans" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "plans_delete" ON "plans" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "plans_national" ON "plans" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plans_system" ON "plans" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);