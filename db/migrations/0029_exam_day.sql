CREATE TYPE "public"."exam_incident_kind" AS ENUM('note', 'pause', 'resume', 'extra_time', 'seat_move', 'disqualification');--> statement-breakpoint
ALTER TYPE "public"."account_role" ADD VALUE IF NOT EXISTS 'exam_manager';--> statement-breakpoint
ALTER TYPE "public"."account_role" ADD VALUE IF NOT EXISTS 'exam_registrar';--> statement-breakpoint
ALTER TYPE "public"."account_role" ADD VALUE IF NOT EXISTS 'exam_supervisor';--> statement-breakpoint
ALTER TYPE "public"."account_role" ADD VALUE IF NOT EXISTS 'item_writer';--> statement-breakpoint
ALTER TYPE "public"."account_role" ADD VALUE IF NOT EXISTS 'item_reviewer';--> statement-breakpoint
CREATE TABLE "exam_incidents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"attempt_id" uuid,
	"agency_id" integer NOT NULL,
	"kind" "exam_incident_kind" NOT NULL,
	"reason" text NOT NULL,
	"seconds" integer,
	"recorded_by" uuid NOT NULL,
	"recorded_name" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_name" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "exam_incidents_two" CHECK (decided_by is distinct from recorded_by)
);
--> statement-breakpoint
ALTER TABLE "exam_incidents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD COLUMN "flags" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD COLUMN "registered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD COLUMN "identity_note" text;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD COLUMN "needs_help" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "is_board_shown" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD CONSTRAINT "exam_incidents_session_id_exam_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."exam_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD CONSTRAINT "exam_incidents_attempt_id_exam_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."exam_attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD CONSTRAINT "exam_incidents_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_incidents_session" ON "exam_incidents" USING btree ("session_id","recorded_at");--> statement-breakpoint
CREATE POLICY "exam_incidents_app" ON "exam_incidents" AS PERMISSIVE FOR ALL TO "satya_app" USING ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[])) WITH CHECK ("agency_id" = any((select string_to_array(current_setting('satya.agencies', true), ','))::int[]));--> statement-breakpoint
CREATE POLICY "exam_incidents_national" ON "exam_incidents" AS PERMISSIVE FOR ALL TO "satya_national" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exam_incidents_system" ON "exam_incidents" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);