CREATE TABLE "exam_late_answers" (
	"attempt_id" uuid NOT NULL,
	"agency_id" integer NOT NULL,
	"epoch" smallint NOT NULL,
	"digest" text NOT NULL,
	"changes" jsonb NOT NULL,
	"choices" text NOT NULL,
	"seat" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exam_late_answers_attempt_id_digest_pk" PRIMARY KEY("attempt_id","digest")
);
--> statement-breakpoint
ALTER TABLE "exam_late_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_late_answers" ADD CONSTRAINT "exam_late_answers_attempt_id_exam_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."exam_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_late_answers" ADD CONSTRAINT "exam_late_answers_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "exam_late_answers_app" ON "exam_late_answers" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_late_answers_national" ON "exam_late_answers" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_late_answers_system" ON "exam_late_answers" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Evidence stays as it came: added by the exam room's door, read by who may see the session.
alter table exam_late_answers force row level security;
--> statement-breakpoint
grant select on exam_late_answers to satya_app, satya_national;
--> statement-breakpoint
grant select, insert on exam_late_answers to satya_system;
