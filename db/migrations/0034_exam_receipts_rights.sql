-- A receipt stays as it was given out.
alter table exam_receipts force row level security;
--> statement-breakpoint
grant select, insert on exam_receipts to satya_app, satya_national, satya_system;
