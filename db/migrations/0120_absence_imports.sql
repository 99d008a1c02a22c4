CREATE TABLE "absence_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" integer NOT NULL,
	"file_name" text NOT NULL,
	"ground" text NOT NULL,
	"headings" jsonb NOT NULL,
	"rows" jsonb NOT NULL,
	"counts" jsonb,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	CONSTRAINT "absence_imports_undone" CHECK (undone_at is null or applied_at is not null)
);
--> statement-breakpoint
ALTER TABLE "absence_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "recorded_by_name" text;--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "absence_imports" ADD CONSTRAINT "absence_imports_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absence_imports_agency_id_created_at_index" ON "absence_imports" USING btree ("agency_id","created_at");--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_import_id_absence_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."absence_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absences_import_id_index" ON "absences" USING btree ("import_id");--> statement-breakpoint
CREATE POLICY "absence_imports_app" ON "absence_imports" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "absence_imports_national" ON "absence_imports" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "absence_imports_system" ON "absence_imports" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
alter table absence_imports force row level security;
--> statement-breakpoint
grant select, insert, update, delete on absence_imports to satya_system, satya_app, satya_national;
