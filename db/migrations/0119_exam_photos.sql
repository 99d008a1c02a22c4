ALTER TYPE "public"."exam_incident_kind" ADD VALUE 'unlike_face' BEFORE 'end';--> statement-breakpoint
CREATE TABLE "exam_photos" (
	"candidate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"agency_id" integer NOT NULL,
	"sealed" text NOT NULL,
	"sha256" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"taken_by" uuid,
	CONSTRAINT "exam_photos_candidate_id_kind_pk" PRIMARY KEY("candidate_id","kind"),
	CONSTRAINT "exam_photos_kind" CHECK (kind in ('registration', 'desk')),
	CONSTRAINT "exam_photos_sha256" CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "exam_photos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD COLUMN "face" text;--> statement-breakpoint
ALTER TABLE "exam_photos" ADD CONSTRAINT "exam_photos_candidate_id_exam_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."exam_candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_photos" ADD CONSTRAINT "exam_photos_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD CONSTRAINT "exam_attempts_face" CHECK (face in ('same', 'unlike'));--> statement-breakpoint
CREATE POLICY "exam_photos_app" ON "exam_photos" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_photos_national" ON "exam_photos" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_photos_system" ON "exam_photos" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
alter table exam_photos force row level security;
--> statement-breakpoint
grant select, insert, update on exam_photos to satya_app, satya_national;
--> statement-breakpoint
grant select, insert, update, delete on exam_photos to satya_system;
