ALTER TYPE "public"."exam_incident_kind" ADD VALUE 'device_change' BEFORE 'disqualification';--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD COLUMN "asked_by_device" text;--> statement-breakpoint
ALTER TABLE "exam_attempts" ADD COLUMN "device_asked_at" timestamp with time zone;