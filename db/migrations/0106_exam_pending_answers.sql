ALTER TABLE "exam_attempts" ADD COLUMN "pending_answers" smallint DEFAULT 0 NOT NULL;
--> statement-breakpoint
grant update (pending_answers) on exam_attempts to satya_exam;
