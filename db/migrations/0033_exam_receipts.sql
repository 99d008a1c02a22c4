CREATE TABLE "exam_receipts" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"agency_id" integer NOT NULL,
	"receipt" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exam_receipts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "root" text;--> statement-breakpoint
ALTER TABLE "exam_receipts" ADD CONSTRAINT "exam_receipts_attempt_id_exam_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."exam_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_receipts" ADD CONSTRAINT "exam_receipts_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD CONSTRAINT "exam_sessions_root" CHECK (root ~ '^[0-9a-f]{64}$');--> statement-breakpoint
CREATE POLICY "exam_receipts_app" ON "exam_receipts" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_receipts_national" ON "exam_receipts" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_receipts_system" ON "exam_receipts" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);