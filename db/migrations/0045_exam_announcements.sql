CREATE TYPE "public"."exam_announcement_stage" AS ENUM('first', 'final');--> statement-breakpoint
CREATE TABLE "exam_announcement_lines" (
	"announcement_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"formation" text NOT NULL,
	"number" text NOT NULL,
	"line" jsonb NOT NULL,
	CONSTRAINT "exam_announcement_lines_announcement_id_position_pk" PRIMARY KEY("announcement_id","position"),
	CONSTRAINT "exam_announcement_lines_number" UNIQUE("announcement_id","number")
);
--> statement-breakpoint
ALTER TABLE "exam_announcement_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_announcements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"programme_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"stage" "exam_announcement_stage" NOT NULL,
	"version" smallint NOT NULL,
	"reason" text,
	"programme" jsonb NOT NULL,
	"formations" jsonb NOT NULL,
	"objections_until" date NOT NULL,
	"published_by" uuid,
	"published_name" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exam_announcements_version" UNIQUE("programme_id","agency_id","stage","version"),
	CONSTRAINT "exam_announcements_reason" CHECK ((version = 1) = (reason is null))
);
--> statement-breakpoint
ALTER TABLE "exam_announcements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exam_second_scores" (
	"candidate_id" uuid PRIMARY KEY NOT NULL,
	"agency_id" integer NOT NULL,
	"tests" jsonb,
	"imported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exam_second_scores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_announcement_lines" ADD CONSTRAINT "exam_announcement_lines_announcement_id_exam_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."exam_announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_announcement_lines" ADD CONSTRAINT "exam_announcement_lines_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_announcements" ADD CONSTRAINT "exam_announcements_programme_id_exam_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."exam_programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_announcements" ADD CONSTRAINT "exam_announcements_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_second_scores" ADD CONSTRAINT "exam_second_scores_candidate_id_exam_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."exam_candidates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_second_scores" ADD CONSTRAINT "exam_second_scores_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_announcement_lines_formation" ON "exam_announcement_lines" USING btree ("announcement_id","formation","position");--> statement-breakpoint
CREATE POLICY "exam_announcement_lines_app" ON "exam_announcement_lines" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_announcement_lines_national" ON "exam_announcement_lines" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_announcement_lines_system" ON "exam_announcement_lines" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_announcements_app" ON "exam_announcements" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_announcements_national" ON "exam_announcements" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_announcements_system" ON "exam_announcements" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_second_scores_app" ON "exam_second_scores" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_second_scores_national" ON "exam_second_scores" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_second_scores_system" ON "exam_second_scores" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);