CREATE TYPE "public"."exam_item_step" AS ENUM('write', 'import', 'submit', 'approve', 'return', 'retire');--> statement-breakpoint
CREATE TABLE "exam_blueprint_cells" (
	"programme_id" uuid NOT NULL,
	"section" text NOT NULL,
	"aspect" text NOT NULL,
	"minimum" smallint NOT NULL,
	"maximum" smallint NOT NULL,
	CONSTRAINT "exam_blueprint_cells_programme_id_section_aspect_pk" PRIMARY KEY("programme_id","section","aspect"),
	CONSTRAINT "exam_blueprint_cells_order" CHECK (minimum >= 0 and maximum >= minimum)
);
--> statement-breakpoint
ALTER TABLE "exam_blueprint_cells" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_item_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"items" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "exam_item_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_item_steps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"item_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"step" "exam_item_step" NOT NULL,
	"reason" text,
	"account_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exam_item_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_item_versions" ADD COLUMN "explanation" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_blueprint_cells" ADD CONSTRAINT "exam_blueprint_cells_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_item_imports" ADD CONSTRAINT "exam_item_imports_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_item_steps" ADD CONSTRAINT "exam_item_steps_item_id_exam_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."exam_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_item_steps" ADD CONSTRAINT "exam_item_steps_version_id_exam_item_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."exam_item_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_item_steps" ADD CONSTRAINT "exam_item_steps_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_item_imports_agency" ON "exam_item_imports" USING btree ("agency_id","created_at");--> statement-breakpoint
CREATE INDEX "exam_item_steps_item" ON "exam_item_steps" USING btree ("item_id","at");--> statement-breakpoint
CREATE POLICY "exam_blueprint_cells_read" ON "exam_blueprint_cells" AS PERMISSIVE FOR SELECT TO "satya_app" USING (true);--> statement-breakpoint
CREATE POLICY "exam_blueprint_cells_national" ON "exam_blueprint_cells" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_blueprint_cells_system" ON "exam_blueprint_cells" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_item_imports_app" ON "exam_item_imports" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_item_imports_national" ON "exam_item_imports" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_item_imports_system" ON "exam_item_imports" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_item_steps_app" ON "exam_item_steps" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_item_steps_national" ON "exam_item_steps" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_item_steps_system" ON "exam_item_steps" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);