CREATE TABLE "import_fixes" (
	"run_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"row_no" integer NOT NULL,
	"column" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "import_fixes_run_id_row_no_column_pk" PRIMARY KEY("run_id","row_no","column")
);
--> statement-breakpoint
ALTER TABLE "import_fixes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "numeric_fields" text[];--> statement-breakpoint
ALTER TABLE "import_fixes" ADD CONSTRAINT "import_fixes_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "import_fixes_app" ON "import_fixes" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "import_fixes_national" ON "import_fixes" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "import_fixes_system" ON "import_fixes" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
alter table import_fixes force row level security;
--> statement-breakpoint
grant select, insert, update, delete on import_fixes to satya_app, satya_system;
--> statement-breakpoint
grant select on import_fixes to satya_national;
