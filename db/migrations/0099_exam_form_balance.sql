ALTER TABLE "exam_sessions" ADD COLUMN "balance" jsonb;--> statement-breakpoint
ALTER TABLE "exam_items" ADD COLUMN "measured_people" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_items" ADD COLUMN "measured_share" double precision;