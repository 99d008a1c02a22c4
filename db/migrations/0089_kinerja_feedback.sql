CREATE TABLE "entry_reminders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"appraiser_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"days" date[] NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entry_reminders_days" CHECK (cardinality(days) > 0)
);
--> statement-breakpoint
ALTER TABLE "entry_reminders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_feedback" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"item_id" uuid,
	"value" text,
	"author_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_feedback_about" CHECK ((item_id is null) <> (value is null)),
	CONSTRAINT "plan_feedback_text" CHECK (btrim(text) <> '')
);
--> statement-breakpoint
ALTER TABLE "plan_feedback" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "entry_reminders" ADD CONSTRAINT "entry_reminders_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_reminders" ADD CONSTRAINT "entry_reminders_appraiser_id_employees_id_fk" FOREIGN KEY ("appraiser_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_reminders" ADD CONSTRAINT "entry_reminders_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_feedback" ADD CONSTRAINT "plan_feedback_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_feedback" ADD CONSTRAINT "plan_feedback_item_id_plan_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."plan_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_feedback" ADD CONSTRAINT "plan_feedback_author_id_employees_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_reminders_employee_id_sent_at_index" ON "entry_reminders" USING btree ("employee_id","sent_at");--> statement-breakpoint
CREATE INDEX "plan_feedback_plan_id_written_at_index" ON "plan_feedback" USING btree ("plan_id","written_at");--> statement-breakpoint
CREATE POLICY "entry_reminders_app" ON "entry_reminders" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "entry_reminders_insert" ON "entry_reminders" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "entry_reminders_update" ON "entry_reminders" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "entry_reminders_delete" ON "entry_reminders" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "entry_reminders_national" ON "entry_reminders" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "entry_reminders_system" ON "entry_reminders" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_feedback_app" ON "plan_feedback" AS PERMISSIVE FOR SELECT TO "satya_app" USING (exists (select 1 from plans p where p.id = plan_id));--> statement-breakpoint
CREATE POLICY "plan_feedback_insert" ON "plan_feedback" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_feedback_update" ON "plan_feedback" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid))) WITH CHECK ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_feedback_delete" ON "plan_feedback" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("author_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p where p.id = plan_id and ("employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid or "appraiser_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)));--> statement-breakpoint
CREATE POLICY "plan_feedback_national" ON "plan_feedback" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plan_feedback_system" ON "plan_feedback" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
alter table plan_feedback force row level security;
--> statement-breakpoint
alter table entry_reminders force row level security;
--> statement-breakpoint
-- What was said stays said.
grant select, insert on plan_feedback, entry_reminders to satya_system, satya_app, satya_national;
