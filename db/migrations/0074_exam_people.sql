ALTER TYPE "public"."exam_incident_kind" ADD VALUE 'new_pin' BEFORE 'disqualification';--> statement-breakpoint
ALTER TYPE "public"."exam_incident_kind" ADD VALUE 'late_registration' BEFORE 'disqualification';--> statement-breakpoint
ALTER TYPE "public"."exam_incident_kind" ADD VALUE 'end' BEFORE 'disqualification';--> statement-breakpoint
ALTER TYPE "public"."exam_incident_kind" ADD VALUE 'reinstatement';--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD COLUMN "end_ordered_at" timestamp with time zone;--> statement-breakpoint
ALTER POLICY "exam_incidents_exam" ON "exam_incidents" TO satya_exam USING (kind::text in ('pause', 'extra_time', 'end') or (kind = 'disqualification' and decided_at is not null));