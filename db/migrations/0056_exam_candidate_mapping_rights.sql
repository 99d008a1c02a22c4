-- A file is mapped, mended, discarded and, for a day, taken back: what it added goes while nothing rests on it.
grant update (sheets, written, undone_at) on exam_candidate_imports to satya_app, satya_national;
--> statement-breakpoint
grant delete on exam_candidate_imports, exam_candidates, exam_formations to satya_app, satya_national;
--> statement-breakpoint
-- What waits was kept without its headings: it is uploaded again.
delete from exam_candidate_imports where applied_at is null;
