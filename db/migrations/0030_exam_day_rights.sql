-- Incidents stay as they were written; a second person may only decide.
alter table exam_incidents force row level security;
--> statement-breakpoint
grant select, insert on exam_incidents to satya_app, satya_national;
--> statement-breakpoint
grant update (decided_by, decided_name, decided_at) on exam_incidents to satya_app, satya_national;
--> statement-breakpoint
grant select, insert, update, delete on exam_incidents to satya_system;
--> statement-breakpoint
-- A candidate begins, marks questions and calls for help.
grant update (state, started_at, flags, needs_help) on exam_attempts to satya_exam;
--> statement-breakpoint
-- Papers are made when a session is prepared, and again when it was not held.
grant insert on exam_scores to satya_system;
