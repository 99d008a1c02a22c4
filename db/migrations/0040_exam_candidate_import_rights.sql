-- Row-level security binds the owner too; what was read from a file is applied once, and then forgotten.
alter table exam_candidate_imports force row level security;
--> statement-breakpoint
grant select, insert on exam_candidate_imports to satya_app, satya_national;
--> statement-breakpoint
grant update (rows, counts, applied_at) on exam_candidate_imports to satya_app, satya_national;
--> statement-breakpoint
grant select, insert, update, delete on exam_candidate_imports to satya_system;
