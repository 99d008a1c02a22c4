CREATE TABLE "entry_extensions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"open_until" date NOT NULL,
	"reason" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "entry_extensions_days" CHECK (starts_on <= ends_on and ends_on <= open_until),
	CONSTRAINT "entry_extensions_reason" CHECK (btrim(reason) <> '')
);
--> statement-breakpoint
ALTER TABLE "entry_extensions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "entry_extensions" ADD CONSTRAINT "entry_extensions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_extensions_agency_id_ends_on_index" ON "entry_extensions" USING btree ("agency_id","ends_on");--> statement-breakpoint
CREATE POLICY "entry_extensions_read" ON "entry_extensions" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "entry_extensions_insert" ON "entry_extensions" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "entry_extensions_update" ON "entry_extensions" AS PERMISSIVE FOR UPDATE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "entry_extensions_delete" ON "entry_extensions" AS PERMISSIVE FOR DELETE TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "entry_extensions_national" ON "entry_extensions" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "entry_extensions_system" ON "entry_extensions" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE entry_extensions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON entry_extensions TO satya_system;
--> statement-breakpoint
-- What was given stays given.
GRANT SELECT, INSERT ON entry_extensions TO satya_app, satya_national;
