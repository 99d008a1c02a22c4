ALTER TYPE "public"."exam_incident_kind" ADD VALUE 'outage' BEFORE 'extra_time';--> statement-breakpoint
CREATE TABLE "exam_heartbeat" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "exam_heartbeat_one" CHECK (is_only)
);
--> statement-breakpoint
ALTER TABLE "exam_heartbeat" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "exam_incidents" DROP CONSTRAINT "exam_incidents_two";--> statement-breakpoint
ALTER TABLE "exam_incidents" DROP CONSTRAINT "exam_incidents_declined";--> statement-breakpoint
ALTER TABLE "exam_incidents" ALTER COLUMN "recorded_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD CONSTRAINT "exam_incidents_recorded" CHECK ((recorded_by is null) = (kind::text = 'outage'));--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD CONSTRAINT "exam_incidents_two" CHECK (decided_by <> recorded_by);--> statement-breakpoint
ALTER TABLE "exam_incidents" ADD CONSTRAINT "exam_incidents_declined" CHECK ((declined_by is null or declined_by <> recorded_by) and (declined_at is null) = (decline_reason is null)
        and (declined_at is null or decided_at is null));--> statement-breakpoint
CREATE POLICY "exam_heartbeat_system" ON "exam_heartbeat" AS PERMISSIVE FOR ALL TO "satya_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "exam_incidents_exam" ON "exam_incidents" TO satya_exam USING (kind::text in ('pause', 'outage', 'extra_time', 'end') or (kind = 'disqualification' and decided_at is not null));--> statement-breakpoint
alter table exam_heartbeat force row level security;
--> statement-breakpoint
grant select, insert, update on exam_heartbeat to satya_system;
