CREATE TABLE "exam_disclosures" (
	"programme_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"disclosed_by" uuid,
	"disclosed_name" text NOT NULL,
	"disclosed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exam_disclosures_programme_id_agency_id_pk" PRIMARY KEY("programme_id","agency_id")
);
--> statement-breakpoint
ALTER TABLE "exam_disclosures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_session_files" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"agency_id" integer NOT NULL,
	"file_sha256" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exam_session_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "seal" jsonb;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "keys_salt" text;--> statement-breakpoint
ALTER TABLE "exam_disclosures" ADD CONSTRAINT "exam_disclosures_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_disclosures" ADD CONSTRAINT "exam_disclosures_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_session_files" ADD CONSTRAINT "exam_session_files_session_id_exam_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."exam_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_session_files" ADD CONSTRAINT "exam_session_files_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_session_files" ADD CONSTRAINT "exam_session_files_file_sha256_files_sha256_fk" FOREIGN KEY ("file_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "exam_disclosures_app" ON "exam_disclosures" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_disclosures_national" ON "exam_disclosures" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_disclosures_system" ON "exam_disclosures" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_session_files_app" ON "exam_session_files" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_session_files_national" ON "exam_session_files" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_session_files_system" ON "exam_session_files" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);