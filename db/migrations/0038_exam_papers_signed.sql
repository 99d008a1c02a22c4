ALTER TYPE "public"."document_kind" ADD VALUE 'exam_minutes';--> statement-breakpoint
ALTER TYPE "public"."document_kind" ADD VALUE 'exam_certificate';--> statement-breakpoint
ALTER TABLE "exam_sessions" ADD COLUMN "minutes_code" text;