ALTER TABLE "exam_attempts" ADD COLUMN "asking" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_attempts" DROP COLUMN "asked_by_device";--> statement-breakpoint
ALTER TABLE "exam_attempts" DROP COLUMN "device_asked_at";--> statement-breakpoint
grant update (asking) on exam_attempts to satya_exam;
