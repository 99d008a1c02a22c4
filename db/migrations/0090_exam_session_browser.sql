ALTER TABLE "exam_sessions" ADD COLUMN "needs_exam_browser" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Whoever signs in is told whether the session demands it.
grant select (needs_exam_browser) on exam_sessions to satya_exam;
