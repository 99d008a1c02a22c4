ALTER TABLE "exam_candidate_imports" ADD COLUMN "sheets" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_candidate_imports" ADD COLUMN "written" jsonb;--> statement-breakpoint
ALTER TABLE "exam_candidate_imports" ADD COLUMN "undone_at" timestamp with time zone;