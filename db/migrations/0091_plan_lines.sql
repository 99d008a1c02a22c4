CREATE TABLE "appraiser_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employee_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"rightful" text NOT NULL,
	"reason" text NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"answer" text,
	CONSTRAINT "appraiser_reports_text" CHECK (btrim(rightful) <> '' and btrim(reason) <> ''),
	CONSTRAINT "appraiser_reports_answer" CHECK (closed_at is null or btrim(coalesce(answer, '')) <> '')
);
--> statement-breakpoint
ALTER TABLE "appraiser_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "plan_items" ADD COLUMN "line_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "appraiser_reports" ADD CONSTRAINT "appraiser_reports_employee_id_employees_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appraiser_reports" ADD CONSTRAINT "appraiser_reports_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appraiser_reports_agency_id_closed_at_index" ON "appraiser_reports" USING btree ("agency_id","closed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "appraiser_reports_open" ON "appraiser_reports" USING btree ("employee_id") WHERE closed_at is null;--> statement-breakpoint
CREATE POLICY "appraiser_reports_app" ON "appraiser_reports" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "appraiser_reports_insert" ON "appraiser_reports" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "appraiser_reports_update" ON "appraiser_reports" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "appraiser_reports_delete" ON "appraiser_reports" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]) or "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "appraiser_reports_national" ON "appraiser_reports" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "appraiser_reports_system" ON "appraiser_reports" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);