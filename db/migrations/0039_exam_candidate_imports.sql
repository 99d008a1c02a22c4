CREATE TABLE "exam_candidate_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"rows" jsonb NOT NULL,
	"counts" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "exam_candidate_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_candidates" DROP CONSTRAINT "exam_candidates_nik_valid";--> statement-breakpoint
ALTER TABLE "exam_candidates" ALTER COLUMN "nik" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_candidate_imports" ADD CONSTRAINT "exam_candidate_imports_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_candidate_imports" ADD CONSTRAINT "exam_candidate_imports_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_candidate_imports_agency" ON "exam_candidate_imports" USING btree ("agency_id","created_at");--> statement-breakpoint
ALTER TABLE "exam_candidates" ADD CONSTRAINT "exam_candidates_nik_valid" CHECK (nik is null or nik_is_valid(nik));--> statement-breakpoint
CREATE POLICY "exam_candidate_imports_app" ON "exam_candidate_imports" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_candidate_imports_national" ON "exam_candidate_imports" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_candidate_imports_system" ON "exam_candidate_imports" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);