CREATE TYPE "public"."exam_objection_state" AS ENUM('filed', 'accepted', 'rejected');--> statement-breakpoint
CREATE TABLE "exam_objections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"announcement_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"stage" "exam_announcement_stage" NOT NULL,
	"text" text NOT NULL,
	"file_sha256" text,
	"file_name" text,
	"filed_at" timestamp with time zone NOT NULL,
	"state" "exam_objection_state" DEFAULT 'filed' NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_name" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "exam_objections_once" UNIQUE("candidate_id","stage"),
	CONSTRAINT "exam_objections_answered" CHECK ((state = 'filed') = (answered_at is null))
);
--> statement-breakpoint
ALTER TABLE "exam_objections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_objections" ADD CONSTRAINT "exam_objections_announcement_id_exam_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."exam_announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_objections" ADD CONSTRAINT "exam_objections_candidate_id_exam_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."exam_candidates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_objections" ADD CONSTRAINT "exam_objections_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_objections" ADD CONSTRAINT "exam_objections_file_sha256_files_sha256_fk" FOREIGN KEY ("file_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_objections_announcement" ON "exam_objections" USING btree ("announcement_id","filed_at");--> statement-breakpoint
CREATE POLICY "exam_objections_app" ON "exam_objections" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_objections_national" ON "exam_objections" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_objections_system" ON "exam_objections" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);