-- What was disclosed stays disclosed.
alter table exam_disclosures force row level security;
--> statement-breakpoint
alter table exam_session_files force row level security;
--> statement-breakpoint
grant select, insert on exam_disclosures, exam_session_files to satya_app, satya_national, satya_system;
